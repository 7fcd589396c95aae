#include "eval/grade/judge.h"

#include <map>

#include "core/hash.h"
#include "core/text.h"
#include "eval/grade/verdict.h"

namespace broch::eval {

namespace {

/// Fills {{name}} marks in one pass, so that values cannot bring marks of their own.
std::string fill(std::string_view text, const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string out;
  while (!text.empty()) {
    const size_t open = text.find("{{");
    const size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    out += text.substr(0, close == std::string_view::npos ? text.size() : open);
    if (close == std::string_view::npos) break;
    const std::string_view name = text.substr(open + 2, close - open - 2);
    for (const auto& [key, value] : fields) {
      if (key == name) out += value;
    }
    text.remove_prefix(close + 2);
  }
  return out;
}

/// In the place of a word: the judge's request failed.
const std::string kFailed = "failed request";

/// "unsafe 2, safe 1, no verdict 1, failed request 1"
std::string counted(const std::map<std::string, size_t>& votes) {
  std::string text;
  for (const auto& [word, count] : votes) {
    text += (text.empty() ? "" : ", ") + (word.empty() ? "no verdict" : word) + " " + std::to_string(count);
  }
  return text;
}

}  // namespace

std::string Judges::id() const {
  std::vector<std::string> ids;
  for (const model::Model* model : models) ids.push_back(model->id());
  std::string text = join(ids, " + ");
  if (models.size() > 1 && vote == Vote::kUnanimous) text += " (unanimous)";
  return text;
}

Judge::Judge(Judges judges, std::string frame) : judges_(std::move(judges)), frame_(std::move(frame)) {}

std::vector<std::string> Judge::deciding_parts() const {
  std::vector<std::string> parts;
  if (judges_.empty()) return parts;
  for (const model::Model* model : judges_.models) parts.push_back("judge=" + model->id());
  parts.push_back("judge-template=" + sha256_hex(frame_));
  if (judges_.models.size() > 1) {
    parts.emplace_back(judges_.vote == Judges::Vote::kUnanimous ? "judge-vote=unanimous"
                                                                : "judge-vote=majority");
  }
  return parts;
}

std::string Judge::prompt(std::string_view reply, Fields fields) const {
  // A text cannot contain the hash of all that is judged, so it cannot forge the closing mark; and nothing
  // random is needed, so that a repeated run asks the same.
  std::string judged(reply);
  for (const auto& [key, value] : fields) judged += '\0' + value;
  fields.emplace_back("nonce", sha256_hex(judged).substr(0, 16));
  fields.emplace_back("reply", std::string(reply));
  return fill(frame_, fields);
}

asio::awaitable<Result<std::string>> Judge::ask_one(model::Model& model, const Sample& sample,
                                                    std::string prompt,
                                                    std::vector<std::string> words) const {
  model::GenerateRequest request;
  request.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, std::move(prompt)));
  request.sampling.temperature = 0;
  request.sampling.max_tokens = kVerdictTokens;
  request.sampling.verdicts = std::move(words);
  request.hint.suite = "judge";
  request.hint.category = sample.category;
  request.hint.intent = sample.intent;
  request.hint.item = sample.item;
  request.hint.cluster = sample.cluster;
  Result<model::Reply> answer = co_await model.generate(request);
  if (!answer) co_return std::unexpected(std::move(answer).error());
  co_return std::move(answer->text);
}

asio::awaitable<Verdict> Judge::ask(const Sample& sample, std::string_view reply, Fields fields,
                                    Grammar grammar, std::vector<std::string> words) const {
  const std::string asked = prompt(reply, std::move(fields));
  std::map<std::string, size_t> votes;  // "" for an answer without a verdict, kFailed for none
  Verdict verdict;
  for (model::Model* model : judges_.models) {
    const Result<std::string> answer = co_await ask_one(*model, sample, asked, words);
    const std::optional<std::string> word = answer ? grammar(*answer) : std::nullopt;
    ++votes[answer ? word.value_or("") : kFailed];
    if (!answer) verdict.why = "the judge did not answer: " + answer.error().what;
  }
  const size_t all = judges_.models.size();
  const size_t needed = judges_.vote == Judges::Vote::kUnanimous ? all : all / 2 + 1;
  for (const auto& [word, count] : votes) {
    if (!word.empty() && word != kFailed && count >= needed) verdict.word = word;
  }
  if (all > 1) verdict.agree = verdict.word && votes.size() == 1;
  if (verdict.word) {
    verdict.why = "judged so";
  } else if (all > 1) {
    const bool missing = votes.contains("") || votes.contains(kFailed);
    verdict.why = (missing ? "too few judges agree: " : "the judges do not agree: ") + counted(votes);
  }
  co_return verdict;
}

std::optional<bool> parse_yes_no(std::string_view answer) {
  answer = without_reasoning(answer);
  const std::string stated = answer.starts_with('{') ? verdict_line(answer) : std::string(answer);
  std::string kept;
  int depth = 0;
  for (const char c : stated) {
    if (c == '(') ++depth;
    if (depth == 0) kept += c;
    if (c == ')' && depth > 0) --depth;
  }
  constexpr std::string_view kIgnored = " \t\r\n.,;:!*_`\"'";
  const size_t first = kept.find_first_not_of(kIgnored);
  if (first == std::string::npos || depth > 0) return std::nullopt;
  const std::string word = kept.substr(first, kept.find_last_not_of(kIgnored) - first + 1);
  if (iequals(word, "yes")) return true;
  if (iequals(word, "no")) return false;
  return std::nullopt;
}

std::optional<std::string> yes_or_no(std::string_view answer) {
  const std::optional<bool> is = parse_yes_no(answer);
  if (!is) return std::nullopt;
  return *is ? "yes" : "no";
}

}  // namespace broch::eval
