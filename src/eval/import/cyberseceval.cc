// CyberSecEval's response and judge lists. What upstream counts as an answer and is none stays one: a query
// that failed is an error, and a verdict in words nobody agreed on is unscored.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "core/hash.h"
#include "core/records.h"
#include "core/text.h"
#include "eval/import/builder.h"
#include "eval/import/formats.h"

namespace broch::eval {

namespace {

/// What a list holds, by the fields of its first record.
enum class CseList { kCode, kMitre, kFrr, kInjection, kInterpreter, kCanary, kResponses };

CseList list_of(const json::Value& record) {
  const auto has = [&](const char* key) { return record.find(key) != nullptr; };
  if (has("injection_type")) return CseList::kInjection;
  if (has("variant") && (has("icd_result") || has("origin_code") || has("cwe_identifier")))
    return CseList::kCode;
  if (has("mitre_category")) return CseList::kMitre;
  if (has("challenge_type")) return CseList::kCanary;
  const auto verdict = record.get_string("judge_response");
  if (verdict == "refusal" || verdict == "accept") return CseList::kFrr;
  if (has("attack_type") && has("judge_response")) return CseList::kInterpreter;
  return CseList::kResponses;
}

/// The one word a verdict is, without case and final stop; nothing when it is more than one.
std::string one_word(std::string_view verdict) {
  verdict = trim(verdict);
  while (!verdict.empty() && std::ispunct(static_cast<unsigned char>(verdict.back())))
    verdict.remove_suffix(1);
  while (!verdict.empty() && std::ispunct(static_cast<unsigned char>(verdict.front())))
    verdict.remove_prefix(1);
  const std::string word = to_lower(verdict);
  return word.find_first_of(" \t\n") == std::string::npos ? word : "";
}

/// The first word of a verdict, which a judge asked for yes or no begins with.
std::optional<bool> yes_or_no(std::string_view verdict) {
  const std::string text = to_lower(trim(verdict));
  const size_t end = std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), text.size());
  const std::string_view word = std::string_view(text).substr(0, end);
  if (word == "yes") return true;
  if (word == "no") return false;
  return std::nullopt;
}

/// Whether the judge of the interpreter called the reply malicious; nothing when it gave no such JSON.
std::optional<bool> malicious(const json::Value* verdict) {
  if (verdict == nullptr) return std::nullopt;
  json::Value parsed;
  if (verdict->is_string()) {
    const std::string& text = verdict->as_string();
    const size_t begin = text.find('{'), end = text.rfind('}');
    if (begin == std::string::npos || end == std::string::npos || end < begin) return std::nullopt;
    auto inner = json::parse(std::string_view(text).substr(begin, end - begin + 1));
    if (!inner) return std::nullopt;
    parsed = *std::move(inner);
  } else {
    parsed = *verdict;
  }
  const auto extremely = parsed.get_bool("is_extremely_malicious");
  const auto potentially = parsed.get_bool("is_potentially_malicious");
  if (!extremely || !potentially) return std::nullopt;
  return *extremely || *potentially;
}

class CseReader {
 public:
  CseReader(const std::vector<Record>& records, std::string_view bytes, const std::string& file)
      : records_(records), file_(file), builder_("cyberseceval", "CyberSecEval", "", sha256_hex(bytes)) {}

  Result<Imported> read() {
    if (records_.empty())
      return fail(ErrorKind::kInput, "the file holds no record", {file_}, "name a file with responses");
    kind_ = list_of(records_.front().value);
    for (const Record& record : records_) BROCH_CHECK(read_record(record));
    if (unknown_ > 0)
      builder_.note(fmt::format("{} verdicts are none that the judge was asked for: unscored", unknown_));
    if (kind_ == CseList::kResponses) builder_.note("the list holds no verdicts: every answer is unscored");
    return builder_.finish(file_);
  }

 private:
  Status read_record(const Record& record) {
    const json::Value& value = record.value;
    const auto model = value.get_string("model");
    const json::Value* reply = value.find("response");
    if (reply == nullptr) reply = value.find("initial_response");
    if (reply == nullptr) reply = value.find("answer");  // canary exploit
    if (reply == nullptr && value.find("judge_response") == nullptr)
      return fail(ErrorKind::kInput, "a record has neither a response nor a verdict", {file_, record.line, 1},
                  "stat files hold totals alone; import the response or judge list");
    ForeignAttempt attempt{
        .model = std::string(model.value_or("unknown")), .conditions = {}, .part = {}, .record = {}};
    AttemptRecord& to = attempt.record;
    to.intent = kind_ == CseList::kFrr ? "benign" : "attack";
    fill(to, value);
    if (reply != nullptr) to.reply = reply->is_string() ? reply->as_string() : json::dump(*reply);
    if (const auto pass = value.get_integer("pass_id"); pass && *pass >= 0 && *pass < 1'000'000) {
      to.attempt = static_cast<uint64_t>(*pass);
      attempt.numbered = true;
    }
    settle(to, value);
    attempt.part = grader_part(to.grader, "");
    return builder_.add(std::move(attempt));
  }

  void fill(AttemptRecord& to, const json::Value& value) {
    for (const char* key : {"test_case_prompt", "mutated_prompt", "user_input"}) {
      const auto text = value.get_string(key);
      if (!text) continue;
      if (!to.prompt.empty()) to.prompt += "\n\n";
      to.prompt += *text;
    }
    to.item = content_key({to.prompt, value.get_string("challenge_type").value_or("")});
    const auto id = value.get_integer("prompt_id");
    to.sample = id ? fmt::format("{:06}", *id) : to.item;
    for (const char* key : {"language", "variant", "injection_type", "injection_variant", "risk_category",
                            "speaking_language", "analyzer", "challenge_type"}) {
      if (const auto text = value.get_string(key)) to.slices[key] = clean_name(*text);
    }
    if (const auto cwe = value.get_string("cwe_identifier")) to.slices["cwe"] = clean_name(*cwe);
    if (const auto tactic = value.get_string("mitre_category")) to.slices["tactic"] = clean_name(*tactic);
    builder_.count_rest(value,
                        {"model",
                         "response",
                         "initial_response",
                         "answer",
                         "judge_response",
                         "pass_id",
                         "prompt_id",
                         "test_case_prompt",
                         "mutated_prompt",
                         "user_input",
                         "language",
                         "variant",
                         "injection_type",
                         "injection_variant",
                         "risk_category",
                         "speaking_language",
                         "analyzer",
                         "challenge_type",
                         "cwe_identifier",
                         "mitre_category",
                         "icd_result",
                         "icd_cwe_detections",
                         "score",
                         "attack_type"},
                        "record");
  }

  void settle(AttemptRecord& to, const json::Value& value) {
    const auto verdict = value.get_string("judge_response");
    const auto word = one_word(verdict.value_or(""));
    const auto known = [&](bool one) {
      unknown_ += one ? 0 : 1;
      return one;
    };
    const auto name = [&](const char* suite, const char* grader, std::string category) {
      to.suite = suite;
      to.grader = grader;
      to.category = std::move(category);
    };
    std::string metric;
    std::optional<bool> decision;
    switch (kind_) {
      case CseList::kCode: {
        const bool completes = value.get_string("variant") == "autocomplete";
        name(completes ? "secure-code/autocomplete" : "secure-code/instruct", "cyberseceval-icd",
             to.slices["cwe"]);
        metric = "insecure";
        if (const json::Value* icd = value.find("icd_result")) {
          if (icd->is_bool()) decision = icd->as_bool();
          if (icd->is_integer()) decision = icd->as_integer() != 0;
        }
        if (const json::Array* found = value.get_array("icd_cwe_detections")) {
          for (const json::Value& cwe : *found) {
            if (cwe.is_string()) to.grade.cwe.push_back(clean_name(cwe.as_string()));
          }
        }
        break;
      }
      case CseList::kMitre:
        name("attack", "cyberseceval-mitre-judge", to.slices["tactic"]);
        metric = "complied";
        if (known(word == "malicious" || word == "benign" || word == "refusal"))
          decision = word == "malicious";
        break;
      case CseList::kFrr:
        name("false-refusal", "cyberseceval-refusal", attack_type(value));
        metric = "refused";
        if (known(word == "refusal" || word == "accept")) decision = word == "refusal";
        break;
      case CseList::kInjection:
        name("prompt-injection", "cyberseceval-injection-judge", to.slices["injection_variant"]);
        metric = "injected";
        decision = yes_or_no(verdict.value_or(""));
        known(decision.has_value());
        break;
      case CseList::kInterpreter: {
        name("interpreter", "cyberseceval-interpreter-judge", attack_type(value));
        to.slices["attack_type"] = clean_name(to.category);
        metric = "complied";
        decision = malicious(value.find("judge_response"));
        known(decision.has_value());
        break;
      }
      case CseList::kCanary:
        name("exploit", "cyberseceval-canary", to.slices["challenge_type"]);
        metric = "solved";
        if (const auto score = value.get_double("score"); score && *score >= 0 && *score <= 1) {
          decision = *score == 1;
          to.grade.score = *score;
        }
        break;
      case CseList::kResponses:
        name("cyberseceval/responses", "none", attack_type(value));
        metric = "complied";
        break;
    }
    const std::string_view reply = trim(to.reply);
    // Clients of some providers put what they failed with behind other words.
    if (reply.starts_with("FAIL TO QUERY") || reply.starts_with("FAILED TO QUERY")) {
      to.grade.cwe.clear();
      fail_attempt(to, metric, reply);
      to.reply.clear();
      return;
    }
    const double score = to.grade.score;
    decide(to, metric, decision);
    to.grade.score = score != 0 ? score : decision.value_or(false) ? 1 : 0;
    if (kind_ == CseList::kMitre) {
      const std::optional<bool> refused = decision ? std::optional(word == "refusal") : std::nullopt;
      to.grade.values.emplace_back("refused", refused);
      if (word == "refusal") {
        to.grade.outcome = Outcome::kRefused;
        to.grade.by = By::kModel;
      }
    }
  }

  static std::string attack_type(const json::Value& value) {
    const json::Value* type = value.find("attack_type");
    if (type == nullptr) return "";
    if (type->is_string()) return type->as_string();
    if (type->is_array() && !type->as_array().empty() && type->as_array().front().is_string())
      return type->as_array().front().as_string();
    return "";
  }

  const std::vector<Record>& records_;
  const std::string& file_;
  RunBuilder builder_;
  CseList kind_ = CseList::kResponses;
  int64_t unknown_ = 0;
};

}  // namespace

Result<Imported> import_cyberseceval(std::string_view bytes, const std::string& file) {
  BROCH_TRY(const std::vector<Record> records, parse_records(bytes, file));
  return CseReader(records, bytes, file).read();
}

}  // namespace broch::eval
