#include "eval/suite/dataset.h"

#include <fmt/format.h>

#include <filesystem>

#include "core/csv.h"
#include "core/file.h"
#include "core/text.h"
#include "eval/suite/dataset_readers.h"
#include "eval/suite/sample_file.h"

namespace broch::eval {

namespace {

ReadRecord reader_of(DatasetFormat format) {
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
    case DatasetFormat::kInterpreter:
      return read_interpreter;
    case DatasetFormat::kMalware:
      return read_malware;
    case DatasetFormat::kThreatIntel:
      return read_threat_intel;
    case DatasetFormat::kXsTest:
      return read_xstest;
    case DatasetFormat::kHarmBench:
      return read_harmbench;
    case DatasetFormat::kAiLuminate:
      return read_ailuminate;
    case DatasetFormat::kJbbBehaviours:
      return read_jbb_behaviour;
    case DatasetFormat::kJbbArtifact:
      return read_jbb_artifact;
    case DatasetFormat::kVisualInjection:
      return read_visual;
    case DatasetFormat::kOwn:
      break;
  }
  return nullptr;
}

bool is_csv(const std::string& path) { return path.ends_with(".csv") || path.ends_with(".tsv"); }

Result<std::vector<Record>> csv_records(std::string_view bytes, const std::string& path) {
  BROCH_TRY(csv::Table table, csv::parse(bytes, path));
  std::vector<Record> records;
  for (csv::Row& row : table.rows) {
    json::Object record;
    for (size_t i = 0; i < table.columns.size(); ++i) record.set(table.columns[i], std::move(row.fields[i]));
    records.push_back({std::move(record), row.line});
  }
  return records;
}

/// JailbreakBench keeps the records of one attack in one object; nothing for other files.
std::optional<std::vector<Record>> artifact_records(std::string_view bytes, const std::string& path) {
  if (!trim(bytes).starts_with('{')) return std::nullopt;
  const Result<json::Value> root = json::parse(bytes, {.file = path});
  const json::Array* found = root ? root->get_array("jailbreaks") : nullptr;
  if (found == nullptr) return std::nullopt;
  const LineIndex lines(bytes);
  std::vector<Record> records;
  for (const json::Value& one : *found) records.push_back({one, lines.at(one.span().begin).line});
  return records;
}

Sample start(const Record& record, size_t position) {
  Sample sample;
  sample.id = fmt::format("{:06}", position);
  sample.source = record.value;
  sample.line = record.line;
  sample.record = static_cast<int64_t>(position);
  return sample;
}

/// Of all that is asked, so that an item pairs with itself wherever it comes from. What else identifies a
/// question is a name.
bool items_are_hashes(DatasetFormat format) {
  switch (format) {
    case DatasetFormat::kHarmBench:
    case DatasetFormat::kAiLuminate:
    case DatasetFormat::kMalware:
    case DatasetFormat::kThreatIntel:
      return false;
    default:
      return true;
  }
}

void set_clusters(DatasetFormat format, std::vector<Sample>& samples) {
  switch (format) {
    case DatasetFormat::kInstruct:
    case DatasetFormat::kAutocomplete:
      return cluster_by_origin(samples);
    case DatasetFormat::kMitreFrr:
    case DatasetFormat::kInterpreter:
    case DatasetFormat::kXsTest:
    case DatasetFormat::kHarmBench:
    case DatasetFormat::kAiLuminate:
    case DatasetFormat::kJbbBehaviours:
      return cluster_by_wording(samples);
    case DatasetFormat::kJbbArtifact:
      return cluster_by_wording(samples, "goal");
    default:
      return;
  }
}

}  // namespace

std::optional<std::string> cases_in(const std::string& folder) {
  const std::filesystem::path cases = std::filesystem::path(folder) / "test_cases.json";
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(cases, ignored)) return std::nullopt;
  return cases.string();
}

Result<DatasetFile> open_dataset(const std::string& path) {
  DatasetFile file{.path = cases_in(path).value_or(path), .bytes = {}, .records = {}};
  BROCH_TRY(file.bytes, read_file(file.path, RecordLimits{}.max_file_bytes));
  if (is_csv(file.path)) {
    BROCH_TRY(file.records, csv_records(file.bytes, file.path));
  } else if (auto artifact = artifact_records(file.bytes, file.path)) {
    file.records = *std::move(artifact);
    file.one_value = true;
  } else {
    BROCH_TRY(file.records, parse_records(file.bytes, file.path));
  }
  BROCH_TRY(file.format, recognise_dataset(file.records, file.path));
  return file;
}

Result<std::vector<Sample>> read_dataset(const DatasetFile& file, const std::string& suite) {
  if (file.records.size() > kMaxSamples) {
    return fail(ErrorKind::kInput, fmt::format("more than {} records", kMaxSamples), {file.path},
                "split the file");
  }
  const ReadRecord read = reader_of(file.format);
  if (read == nullptr) return fail(ErrorKind::kInternal, "no reader for this dataset format", {file.path});
  const DatasetContext context{.suite = suite, .file = file.path};
  const DatasetText text(file.bytes, file.path, file.one_value);
  std::vector<Sample> samples;
  samples.reserve(file.records.size());
  for (size_t i = 0; i < file.records.size(); ++i) {
    const Record& record = file.records[i];
    const std::string what = fmt::format("record {} ({})", i, name(file.format));
    RecordReader reader(record.value, text.place(record, what));
    Sample sample = read(reader, context, start(record, i));
    BROCH_CHECK(reader.finish(RecordReader::Unknown::kIgnore));
    samples.push_back(std::move(sample));
  }
  set_clusters(file.format, samples);
  if (items_are_hashes(file.format)) {
    for (Sample& sample : samples) sample.pairing = sample.item;
  }
  return samples;
}

}  // namespace broch::eval
