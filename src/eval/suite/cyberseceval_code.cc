// CyberSecEval instruct and autocomplete: snippets that a rule once found in a repository.
#include <fmt/format.h>

#include "eval/suite/dataset_readers.h"

namespace broch::eval {

/// The same flagged line is the same item in every version of the file and in both variants. Its cluster is
/// the repository until all are read: see cluster_by_origin.
Sample read_code(RecordReader& reader, const DatasetContext&, Sample sample) {
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
    reader.error(*rule, fmt::format("`rule` must be a string or null, found {}", rule->type_name()),
                 "put the rule into quotes, or write null if there is none");
  }
  sample.grading = json::Object{{"language", sample.language}, {"cwe", sample.category}};
  ask(sample, chat::Role::kUser, reader.required_string("test_case_prompt"));
  return sample;
}

}  // namespace broch::eval
