// `broch data`: near-duplicates within a set of texts, and one set in another.
#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <set>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/file.h"
#include "core/json.h"
#include "core/records.h"
#include "core/text.h"
#include "eval/data/contamination.h"
#include "eval/data/dedupe.h"
#include "eval/suite/load.h"

namespace broch::cli {

namespace {

/// Texts of a set, each with the line it stands in, and the records they come from where they come from a
/// file.
struct Texts {
  std::string name, field;
  std::vector<std::string> texts;
  std::vector<int> lines;
  std::vector<json::Value> records;

  std::vector<std::string_view> views() const { return {texts.begin(), texts.end()}; }
};

/// Fields that hold the question in the data sets in use, most telling first.
const std::vector<std::string>& known_fields() {
  static const std::vector<std::string> fields = {
      "mutated_prompt", "user_input", "test_case_prompt", "prompt", "question", "text", "instruction"};
  return fields;
}

Result<std::string> field_of(const json::Value& record, const std::optional<std::string>& wanted,
                             const std::string& file) {
  std::vector<std::string> present;
  for (const json::Member& member : record.as_object()) {
    if (member.value.is_string()) present.push_back(member.key);
  }
  const auto has = [&](const std::string& name) { return record.get_string(name).has_value(); };
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

Result<Texts> texts_of_file(const std::string& path, const std::optional<std::string>& field) {
  BROCH_TRY(std::vector<Record> records, read_records(path));
  if (records.empty())
    return fail(ErrorKind::kInput, "the file holds no record", {path}, "name a file with records");
  Texts set{.name = path};
  BROCH_TRY(set.field, field_of(records.front().value, field, path));
  for (Record& record : records) {
    const auto text = record.value.get_string(set.field);
    if (!text) {
      return fail(ErrorKind::kInput, fmt::format("the record has no text `{}`", set.field),
                  {path, record.line, 0}, "every record needs it");
    }
    set.texts.emplace_back(*text);
    set.lines.push_back(record.line);
    set.records.push_back(std::move(record.value));
  }
  return set;
}

/// What a suite asks last: the question without what is said before all of them.
Result<Texts> texts_of_suite(const std::string& name) {
  BROCH_TRY(const eval::Suite suite, eval::load_suite(name, std::nullopt, 0, 1));
  Texts set{.name = name, .field = "messages"};
  for (const eval::Sample& sample : suite.samples) {
    set.texts.push_back(sample.conversation.messages.back().plain_text());
    set.lines.push_back(sample.line);
    set.records.push_back(sample.source);
  }
  return set;
}

Result<Texts> texts_of(const std::string& source, const std::optional<std::string>& field) {
  const bool records = source.ends_with(".json") || source.ends_with(".jsonl") || source == "-";
  return records ? texts_of_file(source, field) : texts_of_suite(source);
}

struct DedupeArguments {
  std::string source, split;
  std::optional<std::string> field, output;
  double threshold = 0.5, icc = 1;
  uint64_t seed = 1;
};

Result<std::vector<double>> shares_of(const std::string& text) {
  std::vector<double> shares;
  for (const std::string_view part : split(text, ',')) {
    if (trim(part).empty()) continue;
    BROCH_TRY(const json::Value value, json::parse(trim(part), {.file = "--split"}));
    if (!value.is_number() || value.as_double() <= 0) shares.clear();
    if (!value.is_number() || value.as_double() <= 0) break;
    shares.push_back(value.as_double());
  }
  if (!text.empty() && shares.size() < 2) {
    return fail(ErrorKind::kUsage, "--split wants two or more shares above 0", {}, "e.g. --split 0.8,0.2");
  }
  return shares;
}

/// Writes DIR/part-1.jsonl and so on; the records as they were read.
Status write_parts(const std::string& folder, const Texts& set, const std::vector<size_t>& part_of,
                   size_t parts) {
  std::error_code broken;
  std::filesystem::create_directories(folder, broken);
  if (broken) return fail(ErrorKind::kIo, "the folder cannot be made: " + broken.message(), {folder});
  for (size_t part = 0; part < parts; ++part) {
    std::string lines;
    for (size_t i = 0; i < part_of.size(); ++i) {
      if (part_of[i] == part) lines += json::dump(set.records[i]) + "\n";
    }
    BROCH_CHECK(
        write_file((std::filesystem::path(folder) / fmt::format("part-{}.jsonl", part + 1)).string(), lines));
  }
  return {};
}

json::Value positions(const std::vector<size_t>& members) {
  json::Array list;
  for (const size_t member : members) list.emplace_back(static_cast<int64_t>(member));
  return list;
}

/// Texts and clusters of each part.
json::Array parts_json(const std::vector<size_t>& part_of, const std::vector<size_t>& cluster_of,
                       size_t parts) {
  json::Array rows;
  for (size_t part = 0; part < parts; ++part) {
    std::set<size_t> clusters;
    int64_t texts = 0;
    for (size_t i = 0; i < part_of.size(); ++i) {
      if (part_of[i] != part) continue;
      ++texts;
      clusters.insert(cluster_of[i]);
    }
    rows.push_back(json::Object{{"texts", texts}, {"clusters", static_cast<int64_t>(clusters.size())}});
  }
  return rows;
}

std::string excerpt(const std::string& text) {
  std::string line = ellipsize(text, 60);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return line;
}

std::string dedupe_text(const Texts& set, const eval::Dedupe& result, const DedupeArguments& arguments,
                        const json::Array& parts) {
  constexpr size_t kShown = 10;
  std::string text = fmt::format("{} texts of {} ({})\n", set.texts.size(), set.name, set.field);
  text += fmt::format("  {} clusters at a similarity of {:g}; {} texts are copies of an earlier one\n",
                      result.cluster_count, arguments.threshold, result.copies);
  text += fmt::format("  worth {:.0f} independent texts at a correlation of {:g} within clusters\n",
                      result.effective, arguments.icc);
  std::vector<std::vector<std::string>> rows = {{"largest clusters", "line", "texts", "", "first text"}};
  for (size_t i = 0; i < result.clusters.size() && i < kShown; ++i) {
    const std::vector<size_t>& members = result.clusters[i];
    rows.push_back({"", std::to_string(set.lines[members[0]]), std::to_string(members.size()), "",
                    excerpt(set.texts[members[0]])});
  }
  if (rows.size() > 1) text += "\n" + text_table(rows);
  for (size_t part = 0; part < parts.size(); ++part) {
    text += fmt::format("\n  part {}: {} texts in {} clusters", part + 1, *parts[part].get_integer("texts"),
                        *parts[part].get_integer("clusters"));
  }
  return text + (parts.empty() ? "" : "\n");
}

Result<int> run_dedupe(const DedupeArguments& arguments, const Common& common) {
  BROCH_TRY(const std::vector<double> shares, shares_of(arguments.split));
  if (arguments.output && shares.empty()) {
    return fail(ErrorKind::kUsage, "--output goes with --split", {}, "e.g. --split 0.8,0.2 -o parts");
  }
  BROCH_TRY(const Texts set, texts_of(arguments.source, arguments.field));
  const std::vector<std::string_view> views = set.views();
  const eval::Dedupe result = eval::dedupe(views, arguments.threshold, arguments.icc);
  json::Array parts;
  std::vector<size_t> part_of;
  if (!shares.empty()) {
    part_of = eval::split_by_cluster(views, result.cluster_of, shares, arguments.seed);
    parts = parts_json(part_of, result.cluster_of, shares.size());
    if (arguments.output) BROCH_CHECK(write_parts(*arguments.output, set, part_of, shares.size()));
  }
  if (!common.json) {
    BROCH_CHECK(print(dedupe_text(set, result, arguments, parts)));
    return kOk;
  }
  json::Array clusters;
  for (const std::vector<size_t>& members : result.clusters) clusters.push_back(positions(members));
  json::Object root{{"source", set.name},
                    {"field", set.field},
                    {"texts", static_cast<int64_t>(set.texts.size())},
                    {"threshold", arguments.threshold},
                    {"cluster_count", static_cast<int64_t>(result.cluster_count)},
                    {"copies", static_cast<int64_t>(result.copies)},
                    {"icc", arguments.icc},
                    {"effective", result.effective},
                    {"clusters", std::move(clusters)}};
  if (!shares.empty()) {
    root.append("parts", std::move(parts));
    root.append("part_of", positions(part_of));
  }
  BROCH_CHECK(print(json::dump(root) + "\n"));
  return kOk;
}

struct ContaminationArguments {
  std::string source, other;
  std::optional<std::string> field, other_field;
  double threshold = 0.5;
};

std::string contamination_text(const Texts& set, const Texts& other, const eval::Contamination& found,
                               double threshold) {
  constexpr size_t kShown = 50;
  std::string text = fmt::format(
      "{} of {} texts of {} occur nearly in {} ({} texts): {:.1f} % ({:.1f} – {:.1f}), {} clusters\n"
      "  nearly: at least {:g} of the shingles of five words stand in one text there\n",
      found.found.size(), found.texts, set.name, other.name, found.others, 100 * found.share(),
      100 * found.interval.low, 100 * found.interval.high, found.clusters_found, threshold);
  std::vector<std::vector<std::string>> rows = {{"", "line", "line there", "contained", "Jaccard", "text"}};
  for (size_t i = 0; i < found.found.size() && i < kShown; ++i) {
    const eval::Contained& one = found.found[i];
    rows.push_back({"", std::to_string(set.lines[one.a]), std::to_string(other.lines[one.b]),
                    fmt::format("{:.2f}", one.containment), fmt::format("{:.2f}", one.jaccard),
                    excerpt(set.texts[one.a])});
  }
  if (rows.size() > 1) text += "\n" + text_table(rows);
  if (found.found.size() > kShown)
    text += fmt::format("  … and {} more: --json has all\n", found.found.size() - kShown);
  return text;
}

Result<int> run_contamination(const ContaminationArguments& arguments, const Common& common) {
  BROCH_TRY(const Texts set, texts_of(arguments.source, arguments.field));
  BROCH_TRY(const Texts other, texts_of(arguments.other, arguments.other_field));
  const eval::Contamination found = eval::contamination(set.views(), other.views(), arguments.threshold);
  const int code = found.found.empty() ? kOk : kFindings;
  if (!common.json) {
    BROCH_CHECK(print(contamination_text(set, other, found, arguments.threshold)));
    return code;
  }
  json::Array rows;
  for (const eval::Contained& one : found.found) {
    rows.push_back(json::Object{{"index", static_cast<int64_t>(one.a)},
                                {"line", set.lines[one.a]},
                                {"other_index", static_cast<int64_t>(one.b)},
                                {"other_line", other.lines[one.b]},
                                {"containment", one.containment},
                                {"jaccard", one.jaccard}});
  }
  BROCH_CHECK(print(json::dump(json::Object{{"source", set.name},
                                            {"field", set.field},
                                            {"texts", static_cast<int64_t>(found.texts)},
                                            {"other", other.name},
                                            {"other_field", other.field},
                                            {"other_texts", static_cast<int64_t>(found.others)},
                                            {"threshold", arguments.threshold},
                                            {"contaminated", static_cast<int64_t>(found.found.size())},
                                            {"clusters", static_cast<int64_t>(found.clusters_found)},
                                            {"share", found.share()},
                                            {"low", found.interval.low},
                                            {"high", found.interval.high},
                                            {"matches", std::move(rows)}}) +
                    "\n"));
  return code;
}

}  // namespace

void add_data(Subcommand app) {
  constexpr const char* kSource = "JSON or JSON-lines file, or a suite";
  constexpr const char* kField = "Field that holds the text; the usual names are tried";
  Subcommand data = app.add_group("data", "Look into sets of texts: near-duplicates, contamination");

  auto within = std::make_shared<DedupeArguments>();
  Subcommand dedupe = data.add(
      "dedupe", "Clusters of near-duplicates, what the set is worth, splits that keep them together");
  dedupe.option("source", within->source, kSource).required();
  dedupe.option("--field", within->field, kField);
  dedupe.option("--threshold", within->threshold, "Jaccard similarity of near-duplicates")
      .within(0.3, 1)
      .show_default();
  dedupe.option("--icc", within->icc, "Assumed correlation within clusters").within(0, 1).show_default();
  dedupe.option("--split", within->split, "Shares of parts, e.g. 0.8,0.2");
  dedupe.option("--seed", within->seed, "Seed of the split").show_default();
  dedupe.option("-o,--output", within->output, "Folder for the parts: part-1.jsonl, …");
  dedupe.action([within](const Common& common) { return run_dedupe(*within, common); });

  auto between = std::make_shared<ContaminationArguments>();
  Subcommand contamination =
      data.add("contamination", "Which texts of one set occur nearly in another; ends 1 when some do");
  contamination.option("source", between->source, kSource).required();
  contamination.option("other", between->other, "The set to look in").required();
  contamination.option("--field", between->field, kField);
  contamination.option("--other-field", between->other_field, "The same of the other set");
  contamination
      .option("--threshold", between->threshold, "Share of a text's shingles in one text of the other set")
      .within(0.01, 1)
      .show_default();
  contamination.action([between](const Common& common) { return run_contamination(*between, common); });
}

}  // namespace broch::cli
