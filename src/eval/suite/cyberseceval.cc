#include "eval/suite/cyberseceval.h"

#include <fmt/format.h>

#include <array>
#include <set>
#include <unordered_map>

#include "core/hash.h"
#include "core/text.h"
#include "eval/suite/forest.h"
#include "eval/suite/judge_question.h"
#include "eval/suite/near_duplicates.h"
#include "eval/suite/record_reader.h"
#include "eval/suite/sample_file.h"

namespace broch::eval {

namespace {

/// Field names of the published files. A file is taken for the format that explains most of the fields it has
/// and has most of the fields the format wants.
struct Shape {
  std::optional<DatasetFormat> format;  ///< nothing: known, but no suite measures it
  const char* title;
  std::vector<std::string_view> fields;
};

const std::vector<Shape>& shapes() {
  static const std::vector<Shape> all = {
      {DatasetFormat::kOwn, "samples", {"id", "category", "messages"}},
      {DatasetFormat::kInstruct,
       "CyberSecEval instruct",
       {"prompt_id", "file_path", "pattern_desc", "cwe_identifier", "rule", "analyzer", "pattern_id",
        "line_number", "line_text", "test_case_prompt", "origin_code", "language", "variant", "repo"}},
      {DatasetFormat::kPromptInjection,
       "CyberSecEval prompt injection",
       {"prompt_id", "test_case_prompt", "user_input", "judge_question", "injection_variant",
        "injection_type", "risk_category", "speaking_language"}},
      {DatasetFormat::kMitre,
       "CyberSecEval mitre",
       {"base_prompt", "mutated_prompt", "mitre_category", "ttp_id_name_mapping"}},
      {DatasetFormat::kMitreFrr,
       "CyberSecEval mitre-frr",
       {"mutated_prompt", "is_malicious", "attack_type", "model"}},
      {std::nullopt, "CyberSecEval interpreter", {"mutated_prompt", "attack_type"}},
      {std::nullopt, "CyberSecEval multi-turn phishing", {"target_profile", "goal", "prompt_id"}},
      {std::nullopt,
       "CyberSecEval malware analysis",
       {"question", "options", "correct_options", "topic", "difficulty", "sha256", "attack"}},
      {std::nullopt,
       "CyberSecEval threat intelligence",
       {"question_text", "options", "correct_answer", "url_source", "report_id", "source", "question_id"}},
      {std::nullopt,
       "CyberSecEval autonomous uplift",
       {"attacker", "target", "system_prompt", "initial_prompt", "shots"}},
  };
  return all;
}

/// Short enough to read, long enough that 200,000 items do not collide (64 bits).
std::string short_hash(std::initializer_list<std::string_view> parts) {
  json::Array values;
  for (const std::string_view part : parts) values.emplace_back(part);
  return sha256_hex(json::canonical(values)).substr(0, 16);
}

Sample start(const Record& record, size_t position) {
  Sample sample;
  sample.id = fmt::format("{:06}", position);
  sample.source = record.value;
  sample.line = record.line;
  sample.record = static_cast<int64_t>(position);
  return sample;
}

void ask(Sample& sample, chat::Role role, std::string text) {
  sample.conversation.messages.push_back(chat::Message::text(role, std::move(text)));
}

/// One snippet that a rule once found in a repository, and the prompt made from it. The same flagged line is
/// the same item in every version of the file and in both variants. Its cluster is the repository until all
/// are read: see cluster_by_origin.
Sample read_code(RecordReader& reader, Sample sample) {
  const std::string repo = reader.required_string("repo");
  const std::string path = reader.required_string("file_path");
  const int64_t line = reader.required_integer("line_number");
  const std::string pattern = reader.required_string("pattern_id");
  sample.item = short_hash({repo, path, std::to_string(line), pattern});
  sample.cluster = repo;
  sample.intent = "attack";
  sample.category = reader.required_string("cwe_identifier");
  sample.language = reader.required_string("language");
  sample.slices = {{"cwe", sample.category},
                   {"language", sample.language},
                   {"variant", reader.required_string("variant")},
                   {"analyzer", reader.required_string("analyzer")}};
  reader.required_integer("prompt_id");
  for (const char* field : {"pattern_desc", "line_text", "origin_code"}) reader.required_string(field);
  if (const json::Value* rule = reader.any("rule");
      rule != nullptr && !rule->is_null() && !rule->is_string()) {
    reader.error(*rule, fmt::format("`rule` is a {}, not a string or null", rule->type_name()));
  }
  sample.grading = json::Object{{"language", sample.language}, {"cwe", sample.category}};
  ask(sample, chat::Role::kUser, reader.required_string("test_case_prompt"));
  return sample;
}

/// Questions put to one system prompt are one cluster. A question that asks for a literal text is graded
/// exactly.
Sample read_injection(RecordReader& reader, Sample sample) {
  const std::string system = reader.required_string("test_case_prompt");
  const std::string user = reader.required_string("user_input");
  const std::string question = reader.required_string("judge_question");
  reader.required_integer("prompt_id");
  sample.item = short_hash({system, user, question});
  sample.cluster = short_hash({system});
  sample.intent = "attack";
  for (const char* field : {"injection_variant", "injection_type", "risk_category", "speaking_language"}) {
    sample.slices[field] = reader.required_string(field);
  }
  sample.category = sample.slices["injection_variant"];
  json::Object grading{{"question", question}};
  if (auto literal = literal_asked_for(question)) grading.append("contains", *std::move(literal));
  sample.grading = std::move(grading);
  ask(sample, chat::Role::kSystem, system);
  ask(sample, chat::Role::kUser, user);
  return sample;
}

/// Rewordings of one base prompt are one item: they are the same question under other prompting.
Sample read_mitre(RecordReader& reader, Sample sample) {
  sample.item = short_hash({reader.required_string("base_prompt")});
  sample.cluster = sample.item;
  sample.intent = "attack";
  sample.category = reader.required_string("mitre_category");
  sample.slices["tactic"] = sample.category;
  if (const json::Value* mapping = reader.object("ttp_id_name_mapping")) {
    const auto technique = mapping->get_string("TTP_ID");
    if (technique) {
      sample.slices["technique"] = *technique;
    } else {
      reader.error(*mapping, "`ttp_id_name_mapping` has no string `TTP_ID`");
    }
  }
  ask(sample, chat::Role::kUser, reader.required_string("mutated_prompt"));
  return sample;
}

Sample read_frr(RecordReader& reader, Sample sample) {
  const std::string prompt = reader.required_string("mutated_prompt");
  sample.item = short_hash({prompt});
  sample.intent = reader.required_boolean("is_malicious") ? "attack" : "benign";
  sample.category = reader.required_string("attack_type");
  if (reader.any("speaking_language") != nullptr) {
    sample.slices["speaking_language"] = reader.required_string("speaking_language");
  }
  ask(sample, chat::Role::kUser, prompt);
  return sample;
}

/// The published prompts were generated from few templates, so that most are near-copies of others.
void cluster_by_wording(std::vector<Sample>& samples) {
  std::vector<std::string> prompts;
  for (const Sample& sample : samples) prompts.push_back(sample.conversation.messages.back().plain_text());
  const std::vector<std::string_view> views(prompts.begin(), prompts.end());
  const std::vector<size_t> clusters = near_duplicate_clusters(views);
  for (size_t i = 0; i < samples.size(); ++i) samples[i].cluster = samples[clusters[i]].item;
}

/// Snippets of one repository depend on each other, and so do copies of one snippet in several.
void cluster_by_origin(std::vector<Sample>& samples) {
  std::vector<std::string_view> origins;
  std::unordered_map<std::string_view, size_t> repositories;
  for (const Sample& sample : samples) origins.push_back(*sample.source.get_string("origin_code"));
  const std::vector<size_t> copies = near_duplicate_clusters(origins);
  Forest forest(samples.size());
  for (size_t i = 0; i < samples.size(); ++i) {
    forest.join(i, copies[i]);
    forest.join(i, repositories.emplace(samples[i].cluster, i).first->second);
  }
  std::vector<std::string> names;
  for (size_t i = 0; i < samples.size(); ++i) names.push_back(samples[forest.root(i)].cluster);
  for (size_t i = 0; i < samples.size(); ++i) samples[i].cluster = std::move(names[i]);
}

using Read = Sample (*)(RecordReader&, Sample);

Read reader_of(DatasetFormat format) {
  switch (format) {
    case DatasetFormat::kInstruct:
    case DatasetFormat::kAutocomplete:
      return read_code;
    case DatasetFormat::kPromptInjection:
      return read_injection;
    case DatasetFormat::kMitre:
      return read_mitre;
    case DatasetFormat::kMitreFrr:
      return read_frr;
    case DatasetFormat::kOwn:
      break;
  }
  return nullptr;
}

}  // namespace

const char* name(DatasetFormat format) {
  switch (format) {
    case DatasetFormat::kOwn:
      return "samples of our own format";
    case DatasetFormat::kInstruct:
      return "CyberSecEval instruct";
    case DatasetFormat::kAutocomplete:
      return "CyberSecEval autocomplete";
    case DatasetFormat::kPromptInjection:
      return "CyberSecEval prompt injection";
    case DatasetFormat::kMitre:
      return "CyberSecEval mitre";
    case DatasetFormat::kMitreFrr:
      return "CyberSecEval mitre-frr";
  }
  return "";
}

const char* suite_of(DatasetFormat format) {
  switch (format) {
    case DatasetFormat::kOwn:
      return "";
    case DatasetFormat::kInstruct:
      return "secure-code/instruct";
    case DatasetFormat::kAutocomplete:
      return "secure-code/autocomplete";
    case DatasetFormat::kPromptInjection:
      return "prompt-injection";
    case DatasetFormat::kMitre:
      return "attack";
    case DatasetFormat::kMitreFrr:
      return "false-refusal";
  }
  return "";
}

std::string resolve_alias(const std::string& suite) {
  static const std::unordered_map<std::string, std::string> aliases = {
      {"instruct", "secure-code/instruct"},
      {"autocomplete", "secure-code/autocomplete"},
      {"mitre", "attack"},
      {"mitre-frr", "false-refusal"},
  };
  const auto found = aliases.find(suite);
  return found == aliases.end() ? suite : found->second;
}

Result<DatasetFormat> recognise_dataset(const std::vector<Record>& records, const std::string& file) {
  if (records.empty()) {
    return fail(ErrorKind::kInput, "the dataset holds no record", {file}, "name a file with samples");
  }
  const json::Value& first = records.front().value;
  const Shape* best = nullptr;
  double best_share = 0.5;
  for (const Shape& shape : shapes()) {
    size_t present = 0;
    for (const std::string_view field : shape.fields) present += first.find(field) != nullptr ? 1 : 0;
    const double share = static_cast<double>(present) / static_cast<double>(shape.fields.size());
    // At equal shares the format with more fields explains more of the record.
    if (share > best_share ||
        (best != nullptr && share == best_share && shape.fields.size() > best->fields.size())) {
      best = &shape;
      best_share = share;
    }
  }
  const Place where{file, records.front().line, 0};
  if (best == nullptr) {
    return fail(
        ErrorKind::kInput, "no known dataset has the fields of the first record", where,
        "known are CyberSecEval's instruct, autocomplete, mitre, mitre-frr and prompt-injection files, and "
        "samples with `id`, `category` and `messages` (docs/suites.md)");
  }
  if (!best->format) {
    return fail(ErrorKind::kInput, fmt::format("this is a {} file, which no suite measures yet", best->title),
                where, "use a file of instruct, autocomplete, mitre, mitre-frr or prompt-injection");
  }
  if (*best->format == DatasetFormat::kInstruct && first.get_string("variant") == "autocomplete") {
    return DatasetFormat::kAutocomplete;
  }
  return *best->format;
}

Result<std::vector<Sample>> read_cyberseceval(DatasetFormat format, const std::vector<Record>& records,
                                              const DatasetText& text) {
  if (records.size() > kMaxSamples) {
    return fail(ErrorKind::kLimit, fmt::format("more than {} records", kMaxSamples), {text.file()},
                "split the file");
  }
  const Read read = reader_of(format);
  if (read == nullptr) return fail(ErrorKind::kInternal, "no reader for this dataset format", {text.file()});
  std::vector<Sample> samples;
  samples.reserve(records.size());
  for (size_t i = 0; i < records.size(); ++i) {
    RecordReader reader(records[i].value,
                        text.place(records[i], fmt::format("record {} ({})", i, name(format))));
    Sample sample = read(reader, start(records[i], i));
    BROCH_CHECK(reader.finish(RecordReader::Unknown::kIgnore));
    samples.push_back(std::move(sample));
  }
  if (format == DatasetFormat::kMitreFrr) cluster_by_wording(samples);
  if (read == read_code) cluster_by_origin(samples);
  // Items of these formats are hashes of what identifies the question.
  for (Sample& sample : samples) sample.pairing = sample.item;
  return samples;
}

}  // namespace broch::eval
