// Success against the number of attempts, as `broch eval show` prints it.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>

#include "cli/eval.h"

namespace broch::cli {

namespace {

/// What is counted against a model, or for it; that something was refused once in ten attempts says little.
bool has_curve(const eval::Metric& metric) {
  constexpr std::array<std::string_view, 4> kBeside{"refused", "redirected", "no_answer", "blocked_by_guard"};
  return !metric.pass.empty() && !eval::covered_only(metric) &&
         std::find(kBeside.begin(), kBeside.end(), metric.metric) == kBeside.end();
}

}  // namespace

std::string attempts_table(const std::vector<const eval::Metric*>& metrics) {
  std::set<int64_t> steps;
  for (const eval::Metric* metric : metrics) {
    if (!has_curve(*metric)) continue;
    for (const eval::PassAt& at : metric->pass) steps.insert(at.k);
  }
  if (steps.empty()) return {};
  std::vector<std::vector<std::string>> rows{{"at least once in"}};
  for (const int64_t k : steps) rows[0].push_back(std::to_string(k));
  rows[0].emplace_back("attempts");
  for (const eval::Metric* metric : metrics) {
    if (!has_curve(*metric)) continue;
    std::vector<std::string> row{eval::heading(metric->metric) + eval::slice_text(metric->slice)};
    for (const int64_t k : steps) {
      const auto at = std::ranges::find(metric->pass, k, &eval::PassAt::k);
      row.push_back(at == metric->pass.end()
                        ? "-"
                        : fmt::format("{} ({} – {})", percent(at->rate), percent(at->interval.low),
                                      percent(at->interval.high)));
    }
    row.emplace_back("%");
    rows.push_back(std::move(row));
  }
  return "\n" + text_table(rows);
}

}  // namespace broch::cli
