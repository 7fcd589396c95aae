#include "eval/suite/dataset_format.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>

#include "core/text.h"

namespace broch::eval {

namespace {

/// A published kind of file. It is taken for the kind that explains most of the fields it has and has most of
/// the fields the kind wants.
struct Shape {
  std::optional<DatasetFormat> format;  ///< nothing: known, but no suite measures it
  const char* title;
  const char* suite;
  std::vector<std::string_view> fields;
};

const std::vector<Shape>& shapes() {
  using enum DatasetFormat;
  static const std::vector<std::string_view> kCode = {
      "prompt_id",   "file_path", "pattern_desc",     "cwe_identifier", "rule",     "analyzer", "pattern_id",
      "line_number", "line_text", "test_case_prompt", "origin_code",    "language", "variant",  "repo"};
  static const std::vector<Shape> all = {
      {kOwn, "samples of our own format", "", {"id", "category", "messages"}},
      {kInstruct, "CyberSecEval instruct", "secure-code/instruct", kCode},
      {kAutocomplete, "CyberSecEval autocomplete", "secure-code/autocomplete", kCode},
      {kPromptInjection,
       "CyberSecEval prompt injection",
       "prompt-injection",
       {"prompt_id", "test_case_prompt", "user_input", "judge_question", "injection_variant",
        "injection_type", "risk_category", "speaking_language"}},
      {kVisualInjection,
       "CyberSecEval visual prompt injection",
       "prompt-injection/visual",
       {"id", "system_prompt", "user_input_text", "injection_technique", "injection_type", "risk_category",
        "judge_question"}},
      {kMitre,
       "CyberSecEval mitre",
       "attack",
       {"base_prompt", "mutated_prompt", "mitre_category", "ttp_id_name_mapping"}},
      {kMitreFrr,
       "CyberSecEval mitre-frr",
       "false-refusal",
       {"mutated_prompt", "is_malicious", "attack_type", "model"}},
      {kInterpreter, "CyberSecEval interpreter", "interpreter", {"mutated_prompt", "attack_type"}},
      {kMalware,
       "CyberSecEval malware analysis",
       "soc/malware",
       {"question", "options", "correct_options", "topic", "difficulty", "sha256", "attack"}},
      {kThreatIntel,
       "CyberSecEval threat intelligence",
       "soc/threat-intel",
       {"question_text", "options", "correct_answer", "url_source", "report_id", "source", "question_id"}},
      {kXsTest, "XSTest", "false-refusal", {"id", "prompt", "type", "label", "focus", "note"}},
      {kHarmBench,
       "HarmBench behaviours",
       "attack",
       {"Behavior", "FunctionalCategory", "SemanticCategory", "Tags", "ContextString", "BehaviorID"}},
      {kAiLuminate,
       "AILuminate",
       "attack",
       {"release_prompt_id", "prompt_text", "hazard", "persona", "locale", "prompt_hash"}},
      {kJbbBehaviours,
       "JailbreakBench behaviours",
       "attack",
       {"Index", "Goal", "Target", "Behavior", "Category", "Source"}},
      {kJbbArtifact,
       "JailbreakBench artifact",
       "attack",
       {"index", "goal", "behavior", "category", "prompt", "response", "number_of_queries",
        "queries_to_jailbreak", "prompt_tokens", "response_tokens", "jailbroken"}},
      {std::nullopt, "CyberSecEval multi-turn phishing", "", {"target_profile", "goal", "prompt_id"}},
      {std::nullopt,
       "CyberSecEval autonomous uplift",
       "",
       {"attacker", "target", "system_prompt", "initial_prompt", "shots"}},
  };
  return all;
}

const Shape* shape_of(DatasetFormat format) {
  for (const Shape& shape : shapes()) {
    if (shape.format == format) return &shape;
  }
  return nullptr;
}

/// "CyberSecEval instruct, …": what may be loaded, each once.
std::string known_titles() {
  std::vector<std::string> titles;
  for (const Shape& shape : shapes()) {
    if (shape.format && shape.format != DatasetFormat::kOwn) titles.emplace_back(shape.title);
  }
  return join(titles, ", ");
}

const Shape* best_fit(const json::Value& record) {
  const Shape* best = nullptr;
  double best_share = 0.5;
  for (const Shape& shape : shapes()) {
    size_t present = 0;
    for (const std::string_view field : shape.fields) present += record.find(field) != nullptr ? 1 : 0;
    const double share = static_cast<double>(present) / static_cast<double>(shape.fields.size());
    // At equal shares the format with more fields explains more of the record.
    if (share > best_share ||
        (best != nullptr && share == best_share && shape.fields.size() > best->fields.size())) {
      best = &shape;
      best_share = share;
    }
  }
  return best;
}

}  // namespace

const char* name(DatasetFormat format) {
  const Shape* shape = shape_of(format);
  return shape == nullptr ? "" : shape->title;
}

const char* suite_of(DatasetFormat format) {
  const Shape* shape = shape_of(format);
  return shape == nullptr ? "" : shape->suite;
}

bool fits(DatasetFormat format, const std::string& suite) {
  const std::string wanted = suite_of(format);
  if (wanted.empty() || wanted == suite) return true;
  if (format == DatasetFormat::kVisualInjection) return suite == "prompt-injection";
  return format == DatasetFormat::kJbbBehaviours && suite == "false-refusal";
}

std::string resolve_alias(const std::string& suite) {
  static const std::unordered_map<std::string, std::string> aliases = {
      {"instruct", "secure-code/instruct"},
      {"autocomplete", "secure-code/autocomplete"},
      {"mitre", "attack"},
      {"mitre-frr", "false-refusal"},
      {"malware_analysis", "soc/malware"},
      {"threat_intel_reasoning", "soc/threat-intel"},
      {"visual-prompt-injection", "prompt-injection/visual"},
  };
  const auto found = aliases.find(suite);
  return found == aliases.end() ? suite : found->second;
}

Result<DatasetFormat> recognise_dataset(const std::vector<Record>& records, const std::string& file) {
  if (records.empty()) {
    return fail(ErrorKind::kInput, "the dataset holds no record", {file}, "name a file with samples");
  }
  const json::Value& first = records.front().value;
  const Shape* best = best_fit(first);
  const Place where{file, records.front().line, 0};
  if (best == nullptr) {
    return fail(ErrorKind::kInput, "no known dataset has the fields of the first record", where,
                fmt::format("known are {}, and samples with `id`, `category` and `messages` (docs/suites.md)",
                            known_titles()));
  }
  if (!best->format) {
    return fail(ErrorKind::kInput, fmt::format("this is a {} file, which no suite measures yet", best->title),
                where, "use one of " + known_titles());
  }
  if (*best->format == DatasetFormat::kInstruct && first.get_string("variant") == "autocomplete") {
    return DatasetFormat::kAutocomplete;
  }
  return *best->format;
}

}  // namespace broch::eval
