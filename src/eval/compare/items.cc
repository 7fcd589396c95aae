#include "eval/compare/items.h"

#include <algorithm>
#include <array>
#include <map>

#include "eval/condition/recorded.h"
#include "eval/grade/deciding_part.h"

namespace broch::eval {

namespace {

std::string main_metric(std::string_view grader, bool benign) {
  grader = grader.substr(0, grader.find('@'));
  if (grader == "insecure-code") return "insecure";
  if (grader == "contains" || grader == "multiple-choice") return "correct";
  if (grader == "redirect") return "redirected";
  if (grader == "refusal" || benign) return "refused";
  if (grader == "injection") return "injected";
  if (grader == "canary") return "leaked";
  return "not_refused";
}

/// What the simulator's label says to a metric's question; nothing where it does not say.
std::optional<bool> true_value(std::string_view metric, const AttemptRecord& attempt) {
  if (!attempt.truth) return std::nullopt;
  const Outcome truth = *attempt.truth;
  const bool safe = truth == Outcome::kSafeHelpful || truth == Outcome::kRedirected;
  if (metric == "works") return safe || truth == Outcome::kUnsafe;
  if (metric == "works_and_safe") return safe;
  if (metric == "insecure_targeted" || metric == "assured_insecure") {
    const std::vector<std::string>& also = attempt.truth_also;
    return std::find(also.begin(), also.end(), metric) != also.end();
  }
  if (metric == "refused") return truth == Outcome::kRefused;
  if (metric == "redirected") return truth == Outcome::kRedirected;
  if (metric == "no_answer") return truth == Outcome::kNoAnswer;
  if (metric == "not_refused") return truth != Outcome::kRefused && truth != Outcome::kRedirected;
  static constexpr std::array<std::string_view, 6> kDangers{"insecure", "works_and_unsafe", "complied",
                                                            "injected", "attack_success",   "leaked"};
  if (std::find(kDangers.begin(), kDangers.end(), metric) != kDangers.end()) return truth == Outcome::kUnsafe;
  return std::nullopt;
}

/// Attempts of one kind have the same metrics: 2 bits, by intent and by whether answers are run under tests.
size_t kind_of(const AttemptRecord& attempt) {
  return size_t{attempt.intent == "benign"} + 2 * size_t{attempt.slices.contains("tests")};
}

/// The entry of an item that comes no earlier than the last one.
ItemValue& entry_of(std::vector<ItemValue>& items, uint32_t item) {
  if (items.empty() || items.back().item != item) items.push_back({.item = item});
  return items.back();
}

void order_by_item(const NumberedRun& run, std::vector<size_t>& rows) {
  const auto before = [&](size_t a, size_t b) { return run.items[a] < run.items[b]; };
  if (!std::is_sorted(rows.begin(), rows.end(), before)) std::stable_sort(rows.begin(), rows.end(), before);
}

void add(ItemValue& item, std::string_view metric, const AttemptRecord& attempt, std::optional<bool> value) {
  item.benign = attempt.intent == "benign";
  if (attempt.grade.outcome == Outcome::kError) {
    ++item.errors;
  } else if (!value) {
    ++item.unscored;
  } else {
    ++item.decided;
    item.sum += *value ? 1 : 0;
  }
  if (const std::optional<bool> truth = true_value(metric, attempt)) {
    ++item.truths;
    item.truth_sum += *truth ? 1 : 0;
  }
}

/// The rows of each cell of a matrix, and of each behaviour in it. Keys are the slice's values in the order
/// of `kCrossed`, empty where the slice does not have it.
constexpr std::array<std::string_view, 4> kCrossed{kBehaviourKey, kCellKeys[0], kCellKeys[1], kCellKeys[2]};
using Crossed = std::map<std::array<std::string_view, kCrossed.size()>, std::vector<size_t>>;

void cross(const AttemptRecord& attempt, size_t row, Crossed& crossed) {
  Crossed::key_type values;
  for (size_t i = 0; i < kCrossed.size(); ++i) {
    const auto value = attempt.slices.find(std::string(kCrossed[i]));
    if (value != attempt.slices.end()) values[i] = value->second;
  }
  crossed[values].push_back(row);
  if (values[0].empty()) return;
  values[0] = {};
  crossed[values].push_back(row);
}

SliceRows slice_of(const Crossed::key_type& values, std::vector<size_t> rows) {
  SliceRows slice{.slice = {}, .rows = std::move(rows)};
  for (size_t i = 0; i < values.size(); ++i) {
    if (!values[i].empty()) slice.slice.emplace(kCrossed[i], values[i]);
  }
  return slice;
}

}  // namespace

std::vector<size_t> rows_of(const std::vector<AttemptRecord>& attempts, std::string_view suite) {
  std::vector<size_t> rows;
  for (size_t row = 0; row < attempts.size(); ++row) {
    if (attempts[row].suite == suite) rows.push_back(row);
  }
  return rows;
}

std::vector<SliceRows> slices_of(const NumberedRun& run, const std::string& suite) {
  const std::vector<AttemptRecord>& attempts = *run.attempts;
  SliceRows whole{.slice = {}, .rows = rows_of(attempts, suite)};
  std::map<std::pair<std::string_view, std::string_view>, std::vector<size_t>> by_slice;
  Crossed crossed;
  for (const size_t row : whole.rows) {
    const AttemptRecord& attempt = attempts[row];
    if (in_a_cell(attempt)) cross(attempt, row, crossed);
    bool said = attempt.category.empty();
    for (const auto& [key, value] : attempt.slices) {
      by_slice[{key, value}].push_back(row);
      said |= value == attempt.category;
    }
    if (!said) by_slice[{"category", attempt.category}].push_back(row);
    by_slice[{"intent", attempt.intent}].push_back(row);
  }
  // An intent that all samples share is no slice.
  std::erase_if(by_slice, [&](const auto& slice) {
    return slice.first.first == "intent" && slice.second.size() == whole.rows.size();
  });
  std::vector<SliceRows> slices;
  if (whole.rows.empty()) return slices;
  slices.push_back(std::move(whole));
  for (auto& [name, rows] : by_slice) {
    slices.push_back({{{std::string(name.first), std::string(name.second)}}, std::move(rows)});
  }
  for (auto& [values, rows] : crossed) slices.push_back(slice_of(values, std::move(rows)));
  return slices;
}

std::vector<MetricItems> metric_items(const NumberedRun& run, std::vector<size_t> rows,
                                      const std::string& grader) {
  const std::vector<AttemptRecord>& attempts = *run.attempts;
  std::vector<MetricItems> metrics;
  std::vector<std::array<bool, 4>> kinds;  // of each metric: whether attempts of that kind have it
  // Attempts name the same metrics in the same order, so the next one is mostly behind the last one.
  size_t next = 0;
  const auto place = [&](std::string_view name) {
    size_t at = next < metrics.size() && metrics[next].metric == name ? next : 0;
    while (at < metrics.size() && metrics[at].metric != name) ++at;
    if (at == metrics.size()) {
      metrics.push_back({std::string(name), {}});
      kinds.push_back({});
    }
    next = at + 1;
    return at;
  };
  const auto count = [&](size_t metric, size_t row, std::optional<bool> value) {
    ItemValue& item = entry_of(metrics[metric].items, run.items[row]);
    item.cluster = run.clusters[row];
    add(item, metrics[metric].metric, attempts[row], value);
  };
  // Which metrics there are is known before the first failed request is counted.
  for (const size_t row : rows) {
    const size_t kind = kind_of(attempts[row]);
    next = 0;
    for (const auto& [name, value] : attempts[row].grade.values) kinds[place(name)][kind] = true;
  }
  order_by_item(run, rows);
  for (const size_t row : rows) {
    const AttemptRecord& attempt = attempts[row];
    next = 0;
    for (const auto& [name, value] : attempt.grade.values) count(place(name), row, value);
    if (!attempt.grade.values.empty()) continue;
    const size_t kind = kind_of(attempt);
    bool counted = false;
    for (size_t i = 0; i < metrics.size(); ++i) {
      if (!kinds[i][kind]) continue;
      count(i, row, std::nullopt);
      counted = true;
    }
    if (!counted) count(place(main_metric(grader, attempt.intent == "benign")), row, std::nullopt);
  }
  return metrics;
}

bool judge_says(const RunRecord::SuiteRecord& suite, const std::string& metric) {
  constexpr std::array<std::string_view, 3> kJudged{"complied", "injected", "redirected"};
  // Beside these the degrees of harm that a rubric names.
  constexpr std::array<std::string_view, 4> kRead{"refused", "not_refused", "blocked_by_guard",
                                                  "judges_agree"};
  const bool judged =
      std::ranges::find(kJudged, metric) != kJudged.end() ||
      (suite.grader.starts_with("attack@") && std::ranges::find(kRead, metric) == kRead.end());
  return judged && std::ranges::any_of(suite.grader_parts,
                                       [](const std::string& part) { return part.starts_with("judge="); });
}

bool self_graded(const RunRecord& run, const RunRecord::SuiteRecord& suite, const std::string& metric,
                 const std::map<std::string, std::string>& slice) {
  const std::vector<std::string> guards = guard_parts(run, slice);
  return std::any_of(suite.grader_parts.begin(), suite.grader_parts.end(), [&](const std::string& part) {
    return decides(part, metric) && std::any_of(guards.begin(), guards.end(), [&](const std::string& theirs) {
             return same_part(part, theirs);
           });
  });
}

}  // namespace broch::eval
