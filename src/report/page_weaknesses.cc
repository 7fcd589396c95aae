// Weaknesses by language: how often the code that was asked for holds them. One weakness in one language
// seldom has enough clusters for a rate, so the map has totals, of a row, of a column, of CWE's pillars and
// of all, and each is the rate of its own attempts, not a mean of the cells.
#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "core/text.h"
#include "eval/slices.h"
#include "report/parts.h"
#include "report/rates_by.h"
#include "taxonomy/taxonomy.h"

namespace broch::report {

namespace {

using eval::AttemptRecord;
using eval::Metric;

/// A dataset may name as many as it has samples; the built-in suite names 122 weaknesses in nine languages.
constexpr size_t kMaxWeaknesses = 160, kMaxLanguages = 12;

/// Which attempts a cell is about. A member that is empty stands for all of them: without `cwe` it is the
/// total of a pillar, without `pillar` too that of the suite.
struct Spot {
  std::string pillar, cwe, language;

  auto operator<=>(const Spot&) const = default;
};

using SpotRates = std::map<Spot, Metric>;

/// The first of the most general weaknesses above this one, as MITRE orders parents; nothing when it is not
/// in the catalogue.
const taxonomy::Entry* pillar_of(std::string_view cwe) {
  const taxonomy::Entry* entry = taxonomy::find(cwe, taxonomy::Scheme::kCwe);
  while (entry != nullptr && entry->kind != "Pillar")
    entry = entry->parents.empty() ? nullptr : taxonomy::find(entry->parents.front(), taxonomy::Scheme::kCwe);
  return entry;
}

std::string pillar_id(std::string_view cwe) {
  const taxonomy::Entry* pillar = pillar_of(cwe);
  return pillar == nullptr ? "" : std::string(pillar->id);
}

/// The attempts of each cell and total. What names no weakness or no language is in the totals that do not
/// need it, so that they are the slices of the suite.
std::map<Spot, std::vector<size_t>> spots_of(const RunPage& page, const std::string& suite) {
  std::map<Spot, std::vector<size_t>> rows;
  for (size_t row = 0; row < page.attempts.size(); ++row) {
    const AttemptRecord& attempt = page.attempts[row];
    if (attempt.suite != suite) continue;
    const std::string cwe = eval::slice_value(attempt.slices, "cwe"),
                      language = eval::slice_value(attempt.slices, "language");
    const std::string pillar = cwe.empty() ? "" : pillar_id(cwe);
    std::set<Spot> spots;
    for (const std::string& column : {std::string(), language}) {
      spots.insert({"", "", column});
      if (!pillar.empty()) spots.insert({pillar, "", column});
      if (!cwe.empty()) spots.insert({pillar, cwe, column});
    }
    for (const Spot& spot : spots) rows[spot].push_back(row);
  }
  return rows;
}

/// "CWE-89" sorts before "CWE-400".
bool by_number(const std::string& a, const std::string& b) {
  return std::pair(a.size(), a) < std::pair(b.size(), b);
}

std::vector<std::string> first_of(const std::set<std::string>& names, size_t most, size_t& left_out) {
  std::vector<std::string> out(names.begin(), names.end());
  std::sort(out.begin(), out.end(), by_number);
  if (out.size() > most) {
    left_out += out.size() - most;
    out.resize(most);
  }
  return out;
}

/// One run's map of one suite.
class HeatMap {
 public:
  HeatMap(const RunPage& page, const eval::RunRecord::SuiteRecord& suite) {
    const std::map<Spot, std::vector<size_t>> rows = spots_of(page, suite.name);
    insecure_ = rates_by(page, suite, "insecure", rows);
    works_ = rates_by(page, suite, "works", rows);
  }

  /// Nothing where no weakness was asked for in a language.
  std::optional<Table> table(const std::string& caption, size_t& left_out) {
    std::set<std::string> weaknesses, languages;
    for (const auto& [spot, rate] : insecure_) {
      if (spot.cwe.empty() || spot.language.empty()) continue;
      weaknesses.insert(spot.cwe);
      languages.insert(spot.language);
    }
    if (weaknesses.empty()) return std::nullopt;
    languages_ = first_of(languages, kMaxLanguages, left_out);
    Table table{.caption = caption, .columns = {{"weakness"}, {"all languages", true}}, .groups = {{}}};
    for (const std::string& language : languages_) table.columns.push_back({label(language), true});
    table.groups[0].rows.push_back(row({.text = "all weaknesses", .strong = true}, "", ""));
    for (Group& group : groups(first_of(weaknesses, kMaxWeaknesses, left_out)))
      table.groups.push_back(std::move(group));
    return table;
  }

 private:
  Row row(Cell head, const std::string& pillar, const std::string& cwe) const {
    Row out{.cells = {std::move(head), cell({pillar, cwe, ""})}};
    for (const std::string& language : languages_) out.cells.push_back(cell({pillar, cwe, language}));
    return out;
  }

  Cell cell(const Spot& spot) const {
    const auto rate = insecure_.find(spot);
    Cell out = rate_cell(rate == insecure_.end() ? nullptr : &rate->second);
    if (const auto tested = works_.find(spot); tested != works_.end() && tested->second.n > 0)
      out.under += fmt::format("; works {} of {}", tested->second.k, tested->second.n);
    return out;
  }

  /// Weaknesses under their pillars, with a total where there are several. What stands under none comes last.
  std::vector<Group> groups(const std::vector<std::string>& weaknesses) const {
    std::map<std::string, std::vector<std::string>> by_pillar;
    for (const std::string& cwe : weaknesses) by_pillar[pillar_id(cwe)].push_back(cwe);
    std::vector<std::string> order;
    for (const auto& [pillar, own] : by_pillar) order.push_back(pillar);
    std::sort(order.begin(), order.end(), [](const std::string& a, const std::string& b) {
      return a.empty() != b.empty() ? b.empty() : by_number(a, b);
    });
    std::vector<Group> out;
    for (const std::string& pillar : order) {
      Group group;
      if (!pillar.empty()) group.title = fmt::format("{} {}", pillar, pillar_of(pillar)->name);
      if (pillar.empty() && order.size() > 1) group.title = "Under no pillar";
      const std::vector<std::string>& own = by_pillar[pillar];
      if (!pillar.empty() && own.size() > 1 && order.size() > 1)
        group.rows.push_back(row({.text = "all of " + pillar, .strong = true}, pillar, ""));
      for (const std::string& cwe : own) {
        const taxonomy::Entry* entry = taxonomy::find(cwe, taxonomy::Scheme::kCwe);
        const std::string name = entry == nullptr ? "" : ellipsize(entry->name, 60);
        group.rows.push_back(row({.text = label(cwe), .under = name}, pillar, cwe));
      }
      out.push_back(std::move(group));
    }
    return out;
  }

  SpotRates insecure_, works_;
  std::vector<std::string> languages_;
};

}  // namespace

std::optional<Section> heat_map_section(const Source& source) {
  Section section{.id = "weaknesses", .title = "Weaknesses by language", .blocks = {}};
  section.blocks.push_back({Paragraph{
      .text = "How often the code that was asked for holds the weakness; weaknesses stand under the pillars "
              "of CWE. A percentage with its interval is a rate, in shades of orange: below 5 %, 20 %, 40 %, "
              "60 %, and above. “k of n, covered” stands for fewer than 40 clusters, which are no rate: on "
              "grey with a broken line, which is none of these shades, and darker where it was seen at "
              "all. Untested is what no sample asks for. Totals are rates of all their attempts. Where "
              "answers were run, the cell says how many work.",
      .tone = Tone::kSoft}});
  size_t left_out = 0;
  for (const auto& suite : source.suites) {
    for (size_t run = 0; run < source.runs.size(); ++run) {
      HeatMap map(source.runs[run], suite);
      const std::string caption = fmt::format("{}, {}: insecure", suite.name, source.labels[run]);
      if (std::optional<Table> table = map.table(caption, left_out))
        section.blocks.push_back({std::move(*table)});
    }
  }
  if (section.blocks.size() == 1) return std::nullopt;
  if (left_out > 0) {
    section.blocks.push_back({Paragraph{
        .text = fmt::format("{} rows and columns are left out; the totals count them.", left_out)}});
  }
  return section;
}

}  // namespace broch::report
