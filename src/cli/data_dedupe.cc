// `broch data dedupe`: near-duplicates within a set of texts, and splits that keep them together.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "cli/data.h"
#include "cli/eval.h"
#include "core/file.h"
#include "core/text.h"
#include "eval/data/dedupe.h"

namespace broch::cli {

namespace {

struct DedupeArguments {
  std::string source, split;
  std::optional<std::string> field, output;
  double threshold = 0.5, icc = 1;
  uint64_t seed = 1;
};

Result<std::vector<double>> shares_of(const std::string& text) {
  std::vector<double> shares;
  for (const std::string_view part : comma_separated(text)) {
    BROCH_TRY(const json::Value value, json::parse(part, {.file = "--split"}));
    shares.push_back(value.is_number() ? value.as_double() : 0);
  }
  const bool positive = std::all_of(shares.begin(), shares.end(), [](double share) { return share > 0; });
  if (!text.empty() && (shares.size() < 2 || !positive)) {
    return fail(ErrorKind::kUsage, "--split wants two or more shares above 0", {}, "e.g. --split 0.8,0.2");
  }
  return shares;
}

/// Writes DIR/part-1.jsonl and so on; the records as they were read.
Status write_parts(const std::string& folder, const DataTexts& set, const std::vector<size_t>& part_of,
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

/// DataTexts and clusters of each part.
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

std::string dedupe_text(const DataTexts& set, const eval::Dedupe& result, const DedupeArguments& arguments,
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
                    one_line(set.texts[members[0]], kExcerptBytes)});
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
  BROCH_TRY(const DataTexts set, data_texts(arguments.source, arguments.field));
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

}  // namespace

void add_data_dedupe(Subcommand data) {
  auto within = std::make_shared<DedupeArguments>();
  Subcommand dedupe = data.add(
      "dedupe", "Clusters of near-duplicates, what the set is worth, splits that keep them together");
  dedupe.option("source", within->source, kSourceHelp).required();
  dedupe.option("--field", within->field, kFieldHelp);
  dedupe.option("--threshold", within->threshold, "Jaccard similarity of near-duplicates")
      .within(0.3, 1)
      .show_default();
  dedupe.option("--icc", within->icc, "Assumed correlation within clusters").within(0, 1).show_default();
  dedupe.option("--split", within->split, "Shares of parts, e.g. 0.8,0.2");
  dedupe.option("--seed", within->seed, "Seed of the split").show_default();
  dedupe.option("-o,--output", within->output, "Folder for the parts: part-1.jsonl, …");
  dedupe.action([within](const Common& common) { return run_dedupe(*within, common); });
}

}  // namespace broch::cli
