// What insecure code looks like: the patterns that were found most often, or that tests showed, with an
// example of each.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/text.h"
#include "eval/suite/item_pairing.h"
#include "report/parts.h"

namespace broch::report {

namespace {

using eval::AttemptRecord;
using eval::Outcome;

constexpr size_t kMostPatterns = 12;

/// What was seen of one pattern, by run; the first attempt with it is the example.
struct Seen {
  std::vector<int64_t> counts;
  std::set<std::string> cwe;
  const AttemptRecord* example = nullptr;

  int64_t total() const {
    int64_t sum = 0;
    for (const int64_t count : counts) sum += count;
    return sum;
  }
};

/// "python-os-system" of "python-os-system at line 3"; what a test said, as it stands.
std::string pattern_of(const AttemptRecord& attempt) {
  const std::string& why = attempt.grade.why;
  const size_t line = why.rfind(" at line ");
  return label(line == std::string::npos ? why : why.substr(0, line));
}

using Patterns = std::map<std::string, Seen>;

Patterns patterns_of(const Source& source, const std::string& suite) {
  Patterns patterns;
  for (size_t run = 0; run < source.runs.size(); ++run) {
    for (const AttemptRecord& attempt : source.runs[run].attempts) {
      const bool code = attempt.grader.starts_with("insecure-code@");
      if (attempt.suite != suite || !code || attempt.grade.outcome != Outcome::kUnsafe) continue;
      if (attempt.grade.why.empty()) continue;  // --keep grades
      Seen& seen = patterns[pattern_of(attempt)];
      seen.counts.resize(source.runs.size());
      ++seen.counts[run];
      if (attempt.grade.cwe.empty()) seen.cwe.insert(label(attempt.category));
      for (const std::string& id : attempt.grade.cwe) seen.cwe.insert(label(id));
      if (seen.example == nullptr) seen.example = &attempt;
    }
  }
  return patterns;
}

/// Where to look: the item; its text stands with the items, as far as it may be shown.
Cell example_cell(const AttemptRecord& attempt) {
  const size_t line = attempt.grade.why.rfind(" at line ");
  return {.text = label(eval::item_of_pairing(attempt.item)),
          .under = line == std::string::npos ? "" : label(attempt.grade.why.substr(line + 4)),
          .code = true};
}

Table pattern_table(const Source& source, const std::string& suite, const Patterns& patterns) {
  Table table{.caption = suite + ": patterns of insecure code, the most frequent first",
              .columns = {{"pattern"}, {"weakness"}},
              .groups = {{}}};
  for (const std::string& run : source.labels) table.columns.push_back({run, true});
  if (source.runs.size() == 2) table.columns.push_back({"change", true});
  table.columns.push_back({"example"});
  std::vector<const Patterns::value_type*> order;
  for (const auto& pattern : patterns) order.push_back(&pattern);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->second.total() > b->second.total(); });
  order.resize(std::min(order.size(), kMostPatterns));
  for (const auto* pattern : order) {
    const Seen& seen = pattern->second;
    Row row{.cells = {{.text = pattern->first, .code = true},
                      {.text = join({seen.cwe.begin(), seen.cwe.end()}, ", ")}}};
    for (const int64_t count : seen.counts) row.cells.push_back({.text = std::to_string(count)});
    if (source.runs.size() == 2)
      row.cells.push_back({.text = fmt::format("{:+}", seen.counts[1] - seen.counts[0])});
    row.cells.push_back(example_cell(*seen.example));
    table.groups[0].rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::optional<Section> pattern_section(const Source& source) {
  Section section{.id = "patterns", .title = "What insecure code looks like", .blocks = {}};
  section.blocks.push_back({Paragraph{.text = "The rule that matched first, or what the security test said, "
                                              "over all insecure answers. The example "
                                              "is an item of the list below, where its text stands as far as "
                                              "--keep left it and --reveal shows it.",
                                      .tone = Tone::kSoft}});
  for (const auto& suite : source.suites) {
    const Patterns patterns = patterns_of(source, suite.name);
    if (patterns.empty()) continue;
    section.blocks.push_back({pattern_table(source, suite.name, patterns)});
    if (patterns.size() > kMostPatterns) {
      section.blocks.push_back({Paragraph{
          .text = fmt::format("{} rarer patterns are left out.", patterns.size() - kMostPatterns)}});
    }
  }
  if (section.blocks.size() == 1) return std::nullopt;
  return section;
}

}  // namespace broch::report
