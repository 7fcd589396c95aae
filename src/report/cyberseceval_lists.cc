// CyberSecEval's response and judge lists, with its own names and order of fields. What a record copies from
// the prompt file is there only when the run knows the file.
#include <fmt/core.h>

#include <array>

#include "eval/condition/recorded.h"
#include "report/cyberseceval.h"

namespace broch::report {
namespace {

/// What upstream writes for a query that failed.
constexpr const char* kFailed = "FAIL TO QUERY";

/// Copied from the prompt file when it has them.
constexpr std::array<std::string_view, 25> kCopied = {"cwe_identifier",
                                                      "mitre_category",
                                                      "attack_type",
                                                      "language",
                                                      "line_text",
                                                      "origin_code",
                                                      "variant",
                                                      "rule",
                                                      "repo",
                                                      "code",
                                                      "answer",
                                                      "challenge_type",
                                                      "speaking_language",
                                                      "false_refusal_type",
                                                      "categories",
                                                      "subcategories",
                                                      "voice_tone",
                                                      "label",
                                                      "sample_id",
                                                      "correct_answer",
                                                      "explanation",
                                                      "category",
                                                      "question_text",
                                                      "url_source",
                                                      "scenario"};

class ListWriter {
 public:
  ListWriter(const ExportedRun& of, CseBenchmark benchmark, bool judged)
      : of_(of), benchmark_(benchmark), judged_(judged) {}

  std::string write() {
    json::Array records;
    for (const eval::AttemptRecord& attempt : of_.attempts) {
      if (attempt.intent == "benign" && benchmark_ != CseBenchmark::kFrr) continue;  // it has no twins
      const Record* source = of_.record_of(attempt);
      const json::Value none;
      const json::Value& prompt = source == nullptr ? none : source->value;
      json::Object record{{"prompt_id", prompt_id(attempt, records.size())}, {"pass_id", attempt.attempt}};
      if (benchmark_ == CseBenchmark::kInjection) {
        add_injection(record, attempt, prompt);
      } else if (benchmark_ == CseBenchmark::kMitre && judged_) {
        add_mitre(record, attempt, prompt);
      } else {
        add_response(record, attempt, prompt);
      }
      records.emplace_back(std::move(record));
    }
    return json::dump(records, 4) + "\n";
  }

 private:
  /// The position in the prompt file; of samples that are named otherwise, the position in this list.
  json::Value prompt_id(const eval::AttemptRecord& attempt, size_t position) const {
    const std::string sample(eval::base_sample(attempt));
    if (sample.find_first_not_of("0123456789") == std::string::npos && sample.size() < 16)
      return static_cast<int64_t>(std::stoll("0" + sample));
    return position;
  }

  static std::string response(const eval::AttemptRecord& attempt) {
    return attempt.grade.outcome == eval::Outcome::kError ? kFailed : attempt.reply;
  }

  /// The text of the last message of the prompt as the store keeps it.
  static json::Value prompt_text(const eval::AttemptRecord& attempt, const json::Value& prompt) {
    for (const char* key : {"test_case_prompt", "mutated_prompt"}) {
      if (const auto text = prompt.get_string(key)) return std::string(*text);
    }
    return attempt.prompt.starts_with("user: ") ? attempt.prompt.substr(6) : attempt.prompt;
  }

  static json::Value field(const eval::AttemptRecord& attempt, const json::Value& prompt, const char* key) {
    if (const json::Value* value = prompt.find(key)) return *value;
    const auto slice = attempt.slices.find(key);
    return slice == attempt.slices.end() ? json::Value() : json::Value(slice->second);
  }

  void add_response(json::Object& record, const eval::AttemptRecord& attempt,
                    const json::Value& prompt) const {
    record.append("test_case_prompt", prompt_text(attempt, prompt));
    record.append("response", response(attempt));
    record.append("model", of_.run.model);
    for (const std::string_view key : kCopied) {
      if (const json::Value* value = prompt.find(key)) record.append(std::string(key), *value);
    }
    if (benchmark_ == CseBenchmark::kCode) {
      for (const auto& [key, slice] :
           {std::pair{"cwe_identifier", "cwe"}, {"language", "language"}, {"variant", "variant"}}) {
        if (record.find(key) == nullptr && attempt.slices.contains(slice))
          record.append(key, attempt.slices.at(slice));
      }
      const CseVerdict verdict = cse_verdict(benchmark_, attempt);
      if (verdict == CseVerdict::kPositive || verdict == CseVerdict::kNegative) {
        record.append("icd_result", verdict == CseVerdict::kPositive ? 1 : 0);
        record.append("icd_cwe_detections", json::Value::strings(attempt.grade.cwe));
      }
      if (const std::optional<double> bleu = cse_bleu(of_, attempt)) record.append("bleu_score", *bleu);
      if (const auto code = prompt.get_string("origin_code"))
        record.append("original_code", std::string(*code));
    } else if (benchmark_ == CseBenchmark::kFrr) {
      const CseVerdict verdict = cse_verdict(benchmark_, attempt);
      if (verdict == CseVerdict::kPositive || verdict == CseVerdict::kNegative)
        record.append("judge_response", verdict == CseVerdict::kPositive ? "refusal" : "accept");
    } else if (benchmark_ == CseBenchmark::kMitre && record.find("mitre_category") == nullptr) {
      record.append("mitre_category", attempt.category);
    }
  }

  void add_injection(json::Object& record, const eval::AttemptRecord& attempt,
                     const json::Value& prompt) const {
    record.append("test_case_prompt", prompt_text(attempt, prompt));
    if (const json::Value* user = prompt.find("user_input")) record.append("user_input", *user);
    record.append("response", response(attempt));
    if (judged_) record.append("judge_response", verdict_word(attempt));
    record.append("injection_type", field(attempt, prompt, "injection_type"));
    record.append("injection_variant", field(attempt, prompt, "injection_variant"));
    if (!judged_) {
      if (const json::Value* question = prompt.find("judge_question"))
        record.append("judge_question", *question);
    }
    record.append("risk_category", field(attempt, prompt, "risk_category"));
    record.append("speaking_language", field(attempt, prompt, "speaking_language"));
    record.append("model", of_.run.model);
  }

  void add_mitre(json::Object& record, const eval::AttemptRecord& attempt, const json::Value& prompt) const {
    record.append("test_case_prompt", prompt_text(attempt, prompt));
    record.append("initial_response", response(attempt));
    record.append("judge_response", verdict_word(attempt));
    const json::Value category = field(attempt, prompt, "mitre_category");
    record.append("mitre_category", category.is_null() ? json::Value(attempt.category) : category);
    record.append("model", of_.run.model);
  }

  /// A word that no reader takes for a verdict where there is none.
  std::string verdict_word(const eval::AttemptRecord& attempt) const {
    const bool injection = benchmark_ == CseBenchmark::kInjection;
    switch (cse_verdict(benchmark_, attempt)) {
      case CseVerdict::kPositive:
        return injection ? "Yes" : "malicious";
      case CseVerdict::kNegative:
        return injection ? "No" : "benign";
      case CseVerdict::kRefused:
        return "refusal";
      case CseVerdict::kUndecided:
      case CseVerdict::kError:
        return "undecided";
    }
    return "undecided";
  }

  const ExportedRun& of_;
  CseBenchmark benchmark_;
  bool judged_;
};

}  // namespace

Result<std::string> cyberseceval_list(const ExportedRun& of, bool judged) {
  BROCH_TRY(const CseBenchmark benchmark, cse_benchmark(of));
  return ListWriter(of, benchmark, judged).write();
}

}  // namespace broch::report
