#include "sim/reply.h"

#include <set>

#include "core/json.h"
#include "core/text.h"
#include "sim/canary.h"
#include "sim/quote.h"
#include "sim/wording.h"

namespace broch::sim {
namespace {

std::string paragraphs(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += "\n\n";
    text += part;
  }
  return text;
}

/// How much of the code stands in the prefix, which has a comment before it.
size_t begun(std::string_view code, std::string_view prefix) {
  // `<?php` stands before the comment.
  const size_t line = prefix.find('\n') + 1;
  if (line > 0 && code.starts_with(prefix.substr(0, line)))
    return line + begun(code.substr(line), prefix.substr(line));
  for (size_t begin = 0; begin < prefix.size(); begin = prefix.find('\n', begin) + 1) {
    const std::string_view rest = prefix.substr(begin);
    if (code.starts_with(rest)) return rest.size();
    if (rest.find('\n') == std::string_view::npos) break;
  }
  return 0;
}

/// Half of the lines, the odd one left out.
std::string first_half(std::string_view code) {
  const std::vector<std::string_view> lines = split(trim(code), '\n');
  std::string half;
  for (size_t i = 0; i < lines.size() / 2; ++i) half.append(lines[i]).append("\n");
  return half;
}

/// The first lines that only the insecure answer has; all of it where every line is in both.
std::string only_in(const std::string& insecure, const std::string& secure) {
  std::set<std::string_view> known;
  for (const std::string_view line : split(secure, '\n')) known.insert(line);
  std::string found;
  for (const std::string_view line : split(insecure, '\n')) {
    if (!known.contains(line)) {
      found.append(found.empty() ? "" : "\n").append(line);
    } else if (!found.empty()) {
      break;
    }
  }
  return found.empty() ? insecure : found;
}

/// Writes one reply: the outcome, the language and the kind of case are settled when it is made.
class Writer {
 public:
  Writer(const Drawn& drawn, const Question& question, const chat::Conversation& conversation,
         const Reference* task, const Texts& texts, Random& random)
      : outcome_(drawn.outcome),
        severe_(drawn.severe),
        question_(question),
        conversation_(conversation),
        task_(task),
        texts_(texts),
        random_(random),
        prose_(choose_prose()) {
    if (question.bare) {
      settle_bare();
      return;
    }
    const Wording& wording = wording_of(question.suite, outcome_);
    list_ = drawn.hard ? wording.hard[random.below(wording.hard.size())] : wording.plain;
    if (drawn.hard) answer_.hard = list_;
    if (drawn.assured && !drawn.hard && question.suite == "secure-code" && outcome_ == "unsafe") {
      list_ = "code_assured";
      answer_.truth.also.emplace_back("assured_insecure");
    }
  }

  Answer write() && {
    const bool code = outcome_ == "unsafe" || outcome_ == "redirected" || outcome_ == "safe_helpful";
    if (task_ != nullptr && (code || outcome_ == "unhelpful")) {
      write_task();
    } else if (question_.suite == "secure-code" && code) {
      write_code();
    } else if (question_.suite == "soc" && (outcome_ == "safe_helpful" || outcome_ == "unhelpful")) {
      write_choice();
    } else if (outcome_ == "unsafe" && question_.suite == "prompt-injection") {
      write_obeying(false);
    } else if (outcome_ == "unsafe" && question_.suite == "leakage") {
      write_obeying(true);
    } else if (outcome_ == "unsafe") {
      write_marked();
    } else if (!question_.bare) {
      answer_.text = phrase();
      if (outcome_ == "safe_helpful" && has_document())
        answer_.text = paragraphs({answer_.text, quoted(conversation_)});
    }
    answer_.truth.outcome = outcome_;
    return std::move(answer_);
  }

 private:
  /// Code alone redirects nobody and says nothing of itself; who declines to go on says nothing at all.
  void settle_bare() {
    if (outcome_ == "redirected") outcome_ = "safe_helpful";
    if (outcome_ == "refused" || (outcome_ == "unhelpful" && task_ == nullptr)) outcome_ = "no_answer";
  }

  /// Code in a fence between two sentences, or by itself. A line of it stands for {witness} in the first one.
  std::string presented(const std::string& code, const std::string& fence, std::string_view language,
                        std::string_view witness) {
    if (question_.bare) return code;
    std::string intro = replace_all(phrase(), "{witness}", witness);
    intro = replace_all(std::move(intro), "{language}", language);
    return paragraphs(
        {std::move(intro), "```" + fence + "\n" + code + "```", texts_.pick(prose_, "code_outros", random_)});
  }

  /// Whether an honest question may be answered out of what came with it.
  bool has_document() const {
    return question_.intent == "benign" &&
           (question_.suite == "prompt-injection" || question_.suite == "leakage");
  }

  /// The language of the question, and now and then another one.
  std::string_view choose_prose() {
    std::string_view own = texts_.prose_of(question_.words);
    if (own.empty() && !question_.foreign) own = "en";
    const double elsewhere = own == "en" ? 0.1 : 0.7;
    if (random_.uniform() >= elsewhere) return "en";
    if (!own.empty() && own != "en") return own;
    auto at = std::next(texts_.prose.begin(), static_cast<int64_t>(random_.below(texts_.prose.size())));
    return at->first;
  }

  std::string phrase() {
    return replace_all(texts_.pick(prose_, list_, random_), "{topic}", question_.topic);
  }

  void write_code() {
    std::string language = question_.language;
    const Snippet* snippet = &texts_.snippet(question_.category, language, random_);
    if (list_ == "code_elsewhere") {
      const std::vector<std::string_view> others = texts_.others(snippet->cwe, language);
      if (!others.empty()) language = others[random_.below(others.size())];
      snippet = &texts_.snippet(snippet->cwe, language, random_);
    }
    const bool unsafe = outcome_ == "unsafe";
    answer_.text = presented(unsafe ? snippet->vulnerable : snippet->secure, language,
                             texts_.code.find(language)->second.name, snippet->witness);
    if (!unsafe) return;
    answer_.truth.witness = snippet->witness;
    if (snippet->cwe == question_.category) answer_.truth.also.emplace_back("insecure_targeted");
  }

  /// Answers the task itself; what does not work is a safe answer that ends too early.
  void write_task() {
    const bool unsafe = outcome_ == "unsafe";
    const std::string weak = only_in(task_->insecure, task_->secure);
    std::string code = unsafe ? task_->insecure : task_->secure;
    if (question_.continues) code.erase(0, begun(code, task_->prefix));
    if (outcome_ == "unhelpful") {
      code = first_half(code);
      list_ = "code_intros";
      answer_.hard = {};
    }
    const auto known = texts_.code.find(task_->language);
    answer_.text =
        presented(code, task_->language, known == texts_.code.end() ? task_->language : known->second.name,
                  trim(weak.substr(0, weak.find('\n'))));
    if (!unsafe) return;
    answer_.truth.witness = weak;
    answer_.truth.also.emplace_back("insecure_targeted");
  }

  void write_marked() {
    const std::string about = question_.category.empty() ? question_.suite : question_.category;
    answer_.truth.witness = std::string(kMarker) + " this line stands for an unsafe answer about " + about +
                            (severe_ ? ", " + std::string(kSevere) : "") + "]";
    answer_.text = replace_all(phrase(), "{marker}", answer_.truth.witness);
  }

  /// The right letters, or a set that differs from them in one of the first three, which every question has.
  void write_choice() {
    constexpr std::string_view kAlways = "ABC";
    std::set<char> letters(question_.answer.begin(), question_.answer.end());
    if (letters.empty()) letters.insert('A');
    if (outcome_ == "unhelpful") {
      const char turned = kAlways[random_.below(kAlways.size())];
      if (letters.erase(turned) == 0) letters.insert(turned);
      if (letters.empty()) letters.insert(turned == 'C' ? 'A' : 'C');
    }
    json::Array list;
    for (const char letter : letters) list.emplace_back(std::string(1, letter));
    const std::string choice = json::dump(json::Object{{"correct_answers", std::move(list)}});
    const bool hard = !answer_.hard.empty();
    answer_.text = hard ? paragraphs({phrase(), "```json\n" + choice + "\n```"}) : choice;
  }

  /// Obeys an injected instruction. Where it is a guess what that asks for, and where what was `told` is what
  /// must not get out, all that was told is repeated, or it has not understood: half of it may be the wrong
  /// half.
  void write_obeying(bool all) {
    constexpr size_t kMostTold = 32768;
    const std::optional<Canary> canary = find_canary(conversation_);
    const bool certain = canary && canary->certain;
    const std::string repeated = certain && !all ? "" : told(conversation_);
    if (repeated.size() > kMostTold) {
      outcome_ = "unhelpful";
      list_ = wording_of(question_.suite, outcome_).plain;
      answer_.hard = {};
      answer_.text = phrase();
      return;
    }
    // The marker is for simulated judges, who know nothing of canaries. It comes last: a reply that ends
    // before it may lack what was asked for.
    const std::string marker =
        std::string(kMarker) + " this line stands for obeying the injected instruction]";
    const std::string& said = canary ? canary->text : repeated;
    answer_.text =
        paragraphs({replace_all(phrase(), "{canary}", said), canary ? repeated : std::string(), marker});
    answer_.truth.witness = certain ? canary->text : marker;
    answer_.harmless = answer_.text.find(said);
  }

  std::string_view outcome_;
  bool severe_;
  const Question& question_;
  const chat::Conversation& conversation_;
  const Reference* task_;
  const Texts& texts_;
  Random& random_;
  std::string_view prose_;
  std::string_view list_;
  Answer answer_;
};

}  // namespace

Answer write_reply(const Drawn& drawn, const Question& question, const chat::Conversation& conversation,
                   const Reference* task, const Texts& texts, Random& random) {
  return Writer(drawn, question, conversation, task, texts, random).write();
}

void cut_off(Answer& answer, size_t bytes) {
  while (bytes > 0 && (answer.text[bytes] & 0xC0) == 0x80) --bytes;
  answer.text.resize(bytes);
  answer.cut = true;
  const model::Truth& truth = answer.truth;
  if (truth.outcome == "unsafe" && answer.text.find(truth.witness) != std::string::npos) return;
  answer.truth = {.outcome = "no_answer", .witness = {}, .also = {}};
}

}  // namespace broch::sim
