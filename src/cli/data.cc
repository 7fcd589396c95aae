// `broch data`: near-duplicates within a set of texts, and one set in another.
#include "cli/data.h"

#include <fmt/core.h>

#include <algorithm>

#include "cli/subcommand.h"
#include "core/records.h"
#include "core/text.h"
#include "eval/data/messages_text.h"
#include "eval/suite/load.h"

namespace broch::cli {

namespace {

/// Fields that hold the question in the data sets in use, most telling first.
const std::vector<std::string>& known_fields() {
  static const std::vector<std::string> fields = {"mutated_prompt", "user_input", "test_case_prompt",
                                                  "prompt",         "question",   "text",
                                                  "instruction",    "messages"};
  return fields;
}

/// A text, or the texts of a list of chat messages.
std::optional<std::string> record_text(const json::Value& value) {
  if (value.is_string()) return std::string(value.as_string());
  return eval::messages_text(value);
}

Result<std::string> field_of(const json::Value& record, const std::optional<std::string>& wanted,
                             const std::string& file) {
  std::vector<std::string> present;
  for (const json::Member& member : record.as_object()) {
    if (record_text(member.value)) present.push_back(member.key);
  }
  const auto has = [&](const std::string& name) { return std::ranges::find(present, name) != present.end(); };
  if (wanted && has(*wanted)) return *wanted;
  if (!wanted) {
    for (const std::string& field : known_fields()) {
      if (has(field)) return field;
    }
  }
  const std::string what =
      wanted ? fmt::format("the first record has no text `{}`{}", *wanted, did_you_mean(*wanted, present))
             : "no field of the first record is known to hold the text";
  return fail(ErrorKind::kUsage, what, {file}, "name one with --field: " + join(present, ", "));
}

Result<DataTexts> texts_of_file(const std::string& path, const std::optional<std::string>& field) {
  BROCH_TRY(std::vector<Record> records, read_records(path));
  if (records.empty())
    return fail(ErrorKind::kInput, "the file holds no record", {path}, "name a file with records");
  DataTexts set{.name = path};
  BROCH_TRY(set.field, field_of(records.front().value, field, path));
  for (Record& record : records) {
    const json::Value* value = record.value.find(set.field);
    std::optional<std::string> text = value != nullptr ? record_text(*value) : std::nullopt;
    if (!text) {
      return fail(ErrorKind::kInput, fmt::format("the record has no text `{}`", set.field),
                  {path, record.line, 0}, "every record needs it");
    }
    set.texts.push_back(*std::move(text));
    set.lines.push_back(record.line);
    set.records.push_back(std::move(record.value));
  }
  return set;
}

/// What suites ask last: the question without what is said before all of them.
Result<DataTexts> texts_of_suites(const std::string& name) {
  BROCH_TRY(const std::vector<std::string> suites, eval::expand_suites(name));
  DataTexts set{.name = name, .field = "messages"};
  for (const std::string& each : suites) {
    BROCH_TRY(const eval::Suite suite, eval::load_suite(each, std::nullopt, 0, 1));
    for (const eval::Sample& sample : suite.samples) {
      set.texts.push_back(sample.conversation.messages.back().written_text());
      set.lines.push_back(sample.line);
      set.records.push_back(sample.source);
    }
  }
  return set;
}

}  // namespace

Result<DataTexts> data_texts(const std::string& source, const std::optional<std::string>& field) {
  const bool records = source.ends_with(".json") || source.ends_with(".jsonl") || source == "-";
  return records ? texts_of_file(source, field) : texts_of_suites(source);
}

void add_data(Subcommand app) {
  Subcommand data = app.add_group("data", "Look into sets of texts: near-duplicates, contamination");
  add_data_dedupe(data);
  add_data_contamination(data);
}

}  // namespace broch::cli
