// broch rules conformance: how far a foreign pack of rules with annotated tests agrees with the scanner.
#include "cli/rules_conformance.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "cli/subcommand.h"
#include "core/json.h"
#include "scan/conformance.h"

namespace broch::cli {
namespace {

using scan::ConformanceReport;
using scan::Tally;
using Slice = ConformanceReport::Slice;

constexpr size_t kReasons = 40;

struct ConformanceArguments {
  std::string folder;
  std::string language;
  bool list = false;
};

/// A row of the table: the sum of the slices that `wanted` takes.
struct Row {
  std::string title;
  Tally tally;
};

std::vector<Row> rows_of(const ConformanceReport& report) {
  std::vector<Row> rows;
  const auto sum = [&](std::string title, const std::function<bool(const Slice&)>& wanted) {
    Row row{std::move(title), {}};
    for (const auto& [slice, tally] : report.slices) {
      if (wanted(slice)) row.tally += tally;
    }
    if (row.tally.rules > 0 || row.tally.marks() > 0) rows.push_back(std::move(row));
  };
  std::map<std::string, int> languages;
  for (const auto& [slice, tally] : report.slices) languages[slice.language];
  for (const auto& [language, unused] : languages) {
    sum(language, [&](const Slice& slice) { return slice.language == language; });
    for (const char* mode : {"search", "taint"}) {
      sum("  " + std::string(mode),
          [&](const Slice& slice) { return slice.language == language && slice.mode == mode; });
    }
  }
  for (const bool security : {false, true}) {
    const auto within = [security](const Slice& slice) { return !security || slice.security; };
    sum(security ? "security" : "all", within);
    for (const char* mode : {"search", "taint"}) {
      sum("  " + std::string(mode), [&](const Slice& slice) { return within(slice) && slice.mode == mode; });
    }
  }
  return rows;
}

std::string percent(std::optional<double> share) {
  return share ? fmt::format("{:.1f}%", 100 * *share) : std::string("-");
}

std::string table(const std::vector<Row>& rows) {
  std::string out =
      fmt::format("{:<14}{:>12}{:>7}{:>14}{:>14}{:>11}{:>8}{:>8}{:>8}{:>9}\n", "", "loaded", "whole",
                  "ruleid found", "ok silent", "unexpected", "partial", "agree", "loaded", "fixed");
  for (const Row& row : rows) {
    const Tally& t = row.tally;
    out += fmt::format("{:<14}{:>12}{:>7}{:>14}{:>14}{:>11}{:>8}{:>8}{:>8}{:>9}\n", row.title,
                       fmt::format("{}/{}", t.loaded, t.rules), t.whole,
                       fmt::format("{}/{}", t.found, t.expected), fmt::format("{}/{}", t.silent, t.clean),
                       t.unexpected, t.partial, percent(t.agreement()), percent(t.agreement_of_loaded()),
                       fmt::format("{}/{}", t.fixed_equal, t.fixed));
  }
  return out;
}

/// Why rules do not load: rules and marks by reason, most marks first.
struct Reason {
  std::string what;
  size_t rules = 0;
  size_t marks = 0;
};

std::vector<Reason> reasons_of(const ConformanceReport& report) {
  std::map<std::string, Reason> by_text;
  for (const scan::Unloaded& rule : report.unloaded) {
    Reason& reason = by_text[rule.error.what];
    reason.what = rule.error.what;
    ++reason.rules;
    reason.marks += rule.marks;
  }
  std::vector<Reason> out;
  for (auto& [text, reason] : by_text) out.push_back(std::move(reason));
  std::stable_sort(out.begin(), out.end(), [](const Reason& a, const Reason& b) {
    return std::pair(a.marks, a.rules) > std::pair(b.marks, b.rules);
  });
  return out;
}

std::string to_text(const ConformanceReport& report, bool list) {
  std::string out = table(rows_of(report));
  out +=
      fmt::format("{} rule files; {} rules of other languages passed over\n", report.files, report.foreign);
  const std::vector<Reason> reasons = reasons_of(report);
  if (!reasons.empty()) out += "\nnot loaded (rules, marks):\n";
  for (size_t i = 0; i < std::min(kReasons, reasons.size()); ++i) {
    out += fmt::format("{:>6}{:>6}  {}\n", reasons[i].rules, reasons[i].marks, reasons[i].what);
  }
  if (reasons.size() > kReasons)
    out += fmt::format("        and {} more reasons\n", reasons.size() - kReasons);
  if (!list) return out;
  out += '\n';
  for (const scan::ConformanceMismatch& mismatch : report.mismatches) {
    out += fmt::format("{}:{}: {}: {} ({})\n", mismatch.place.file, mismatch.place.line, name(mismatch.kind),
                       mismatch.rule, mismatch.language);
  }
  for (const scan::Unloaded& rule : report.unloaded) {
    out += fmt::format("{}: unloaded: {} ({}): {}\n", rule.error.where.to_string(), rule.rule, rule.language,
                       rule.error.what);
  }
  return out;
}

json::Value to_json(const Tally& t) {
  const auto count = [](size_t n) { return json::Value(static_cast<int64_t>(n)); };
  return json::Object{{"rules", count(t.rules)},
                      {"loaded", count(t.loaded)},
                      {"whole", count(t.whole)},
                      {"expected", count(t.expected)},
                      {"found", count(t.found)},
                      {"clean", count(t.clean)},
                      {"silent", count(t.silent)},
                      {"unloaded_marks", count(t.unloaded_marks)},
                      {"todo", count(t.todo)},
                      {"unexpected", count(t.unexpected)},
                      {"partial", count(t.partial)},
                      {"fixed", count(t.fixed)},
                      {"fixed_equal", count(t.fixed_equal)},
                      {"agreement", t.agreement()},
                      {"agreement_of_loaded", t.agreement_of_loaded()}};
}

json::Value to_json(const ConformanceReport& report) {
  json::Array slices, mismatches, unloaded;
  Tally all;
  for (const auto& [slice, tally] : report.slices) {
    slices.push_back(json::Object{{"language", slice.language},
                                  {"mode", slice.mode},
                                  {"security", slice.security},
                                  {"tally", to_json(tally)}});
    all += tally;
  }
  for (const scan::ConformanceMismatch& mismatch : report.mismatches) {
    mismatches.push_back(json::Object{{"path", mismatch.place.file},
                                      {"line", mismatch.place.line},
                                      {"rule", mismatch.rule},
                                      {"kind", name(mismatch.kind)},
                                      {"language", mismatch.language}});
  }
  for (const scan::Unloaded& rule : report.unloaded) {
    unloaded.push_back(json::Object{{"rule", rule.rule},
                                    {"language", rule.language},
                                    {"place", rule.error.where.to_string()},
                                    {"why", rule.error.what},
                                    {"marks", static_cast<int64_t>(rule.marks)}});
  }
  return json::Object{{"files", static_cast<int64_t>(report.files)},
                      {"foreign", static_cast<int64_t>(report.foreign)},
                      {"all", to_json(all)},
                      {"slices", std::move(slices)},
                      {"mismatches", std::move(mismatches)},
                      {"unloaded", std::move(unloaded)}};
}

Result<int> run(const ConformanceArguments& arguments, const Common& common) {
  scan::ConformanceOptions options;
  if (!arguments.language.empty()) {
    options.language = scan::language_by_name(arguments.language);
    if (!options.language) return fail(ErrorKind::kUsage, "unknown language `" + arguments.language + "`");
  }
  BROCH_TRY(const ConformanceReport report, scan::measure_conformance(arguments.folder, options));
  BROCH_CHECK(print(common.json ? json::dump(to_json(report)) + "\n" : to_text(report, arguments.list)));
  return kOk;
}

}  // namespace

void add_rules_conformance(Subcommand rules) {
  auto arguments = std::make_shared<ConformanceArguments>();
  Subcommand command = rules.add(
      "conformance", "How far a foreign pack with annotated tests agrees: loaded rules, marks by language");
  command.option("folder", arguments->folder, "The folder of the pack").required();
  command.option("--lang", arguments->language, "Only tests of this language");
  command.flag("--list", arguments->list, "Every mismatch and every rule that does not load");
  command.action([arguments](const Common& common) { return run(*arguments, common); });
}

}  // namespace broch::cli
