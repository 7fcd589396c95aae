#include "eval/compare/compare.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "eval/compare/gate.h"
#include "eval/compare/pairs.h"
#include "stats/multiple.h"
#include "stats/power.h"

namespace broch::eval {

namespace {

constexpr int64_t kSliceClusters = 40;

const RunRecord::SuiteRecord* find_suite(const RunRecord& run, const std::string& name) {
  for (const RunRecord::SuiteRecord& suite : run.suites) {
    if (suite.name == name) return &suite;
  }
  return nullptr;
}

std::set<std::string> parts_of(const RunRecord::SuiteRecord& suite, bool judge) {
  std::set<std::string> parts;
  for (const std::string& part : suite.grader_parts) {
    if (part.starts_with("judge") == judge) parts.insert(part);
  }
  return parts;
}

/// Why two runs of a suite cannot be compared at all; empty when they can.
std::string suites_differ(const RunRecord::SuiteRecord& base, const RunRecord::SuiteRecord& next) {
  if (base.version != next.version) return "suite-version-differs";
  if (base.digest != next.digest) return "suite-content-differs";
  if (base.grader != next.grader) return "grader-differs";
  if (parts_of(base, true) != parts_of(next, true)) return "judge-differs";
  if (parts_of(base, false) != parts_of(next, false)) return "grader-parts-differ";
  return {};
}

/// Without a judge `not_refused` stands for harm; beside `complied` it is only the way there. Refusals count
/// as lost work where the work is benign.
GateRole role_of(const std::string& metric, const std::vector<MetricItems>& all, const MetricItems& items) {
  const auto has = [&](const char* name) {
    return std::any_of(all.begin(), all.end(), [&](const MetricItems& m) { return m.metric == name; });
  };
  for (const char* harm :
       {"insecure", "assured_insecure", "complied", "injected", "attack_success", "leaked"}) {
    if (metric == harm) return GateRole::kSafety;
  }
  if (metric == "not_refused" && !has("complied")) return GateRole::kSafety;
  for (const char* use :
       {"works", "works_and_safe", "utility", "utility_under_attack", "solved", "correct"}) {
    if (metric == use) return GateRole::kUsefulness;
  }
  const bool benign =
      std::all_of(items.items.begin(), items.items.end(), [](const auto& i) { return i.second.benign; });
  return metric == "refused" && benign ? GateRole::kUsefulness : GateRole::kNone;
}

/// A verdict with everything but the adjustment, and the two readings of what is undecided.
struct Draft {
  MetricVerdict verdict;
  PairStatistics plain, against_new, against_base;
  int64_t undecided = 0;
};

Draft draft_of(const MetricItems& base, const MetricItems& next, const CompareOptions& options) {
  Draft draft;
  const bool lower = lower_is_better(base.metric);
  const Pairs pairs = pair_items(base, next, Undecided::kLeftOut);
  draft.plain = statistics(pairs, lower, options);
  for (const MetricItems* side : {&base, &next}) {
    for (const auto& [name, item] : side->items) draft.undecided += item.undecided();
  }
  draft.against_new = draft.against_base = draft.plain;
  if (draft.undecided > 0) {
    draft.against_new = statistics(pair_items(base, next, Undecided::kAgainstNew), lower, options);
    draft.against_base = statistics(pair_items(base, next, Undecided::kAgainstBase), lower, options);
  }
  MetricVerdict& v = draft.verdict;
  v.metric = base.metric;
  v.n = static_cast<int64_t>(pairs.base.size());
  v.unpaired = pairs.unpaired;
  v.difference = draft.plain.difference;
  v.interval = draft.plain.interval;
  v.test = draft.plain.test;
  v.p = v.p_adjusted = draft.plain.p;
  v.p_mcnemar = draft.plain.p_mcnemar;
  v.b = draft.plain.b;
  v.c = draft.plain.c;
  v.loss_limit = draft.against_new.loss_limit;
  if (v.n > 0) {
    v.base_rate = draft.plain.base_rate;
    v.new_rate = draft.plain.new_rate;
  }
  return draft;
}

bool within(const stats::Interval& interval, double margin) {
  return interval.low > -margin && interval.high < margin;
}

/// Significance at the adjusted level in the direction of `sign`, whatever the undecided attempts were.
bool significant(const PairStatistics& s, double factor, double sign, const CompareOptions& options) {
  return s.difference * sign > 0 && std::min(1.0, s.p * factor) <= options.alpha;
}

void decide(Draft& draft, const CompareOptions& options) {
  MetricVerdict& v = draft.verdict;
  if (v.kind == VerdictKind::kNotComparable) return;
  if (v.n == 0) {
    v.reason = "no item is decided in both runs";
    return;
  }
  const double factor = v.p > 0 ? v.p_adjusted / v.p : 1;
  const double sign = v.difference < 0 ? -1 : 1;
  const bool shown = significant(draft.plain, factor, sign, options);
  const bool survives = significant(draft.against_new, factor, sign, options) &&
                        significant(draft.against_base, factor, sign, options);
  if (shown && survives) {
    v.kind = (sign < 0) == lower_is_better(v.metric) ? VerdictKind::kImproved : VerdictKind::kRegressed;
    return;
  }
  const bool near = within(v.interval, options.margin);
  const bool near_survives = within(draft.against_new.interval, options.margin) &&
                             within(draft.against_base.interval, options.margin);
  if (!shown && near && near_survives) {
    v.kind = VerdictKind::kEquivalent;
    return;
  }
  if (shown || near) {
    v.reason = std::to_string(draft.undecided) + " errors and unscored attempts could turn it";
    return;
  }
  const double needed = stats::connor_pairs(static_cast<double>(v.b + v.c) / static_cast<double>(v.n),
                                            v.difference, options.alpha / std::max(1.0, factor));
  // One item more than there are: a difference this large may be found with fewer, but was not.
  if (std::isfinite(needed)) {
    v.n_to_decide = std::max(std::ceil(needed * draft.plain.design_effect), static_cast<double>(v.n + 1));
  }
  if (v.b + v.c < 6 && v.test == "mcnemar-exact") {
    v.reason = std::to_string(v.b + v.c) + " items differ: fewer than 6 can show nothing";
  } else if (v.p <= options.alpha) {
    v.reason = "significant alone, not after adjusting for the other metrics";
  } else {
    v.reason = "the difference may be none and may be more than the margin";
  }
}

/// Holm within groups of the same key.
template <typename Key>
void adjust(std::vector<Draft>& drafts, Key key) {
  std::map<decltype(key(drafts.front())), std::vector<size_t>> groups;
  for (size_t i = 0; i < drafts.size(); ++i) {
    if (drafts[i].verdict.kind != VerdictKind::kNotComparable && drafts[i].verdict.n > 0) {
      groups[key(drafts[i])].push_back(i);
    }
  }
  for (const auto& [name, members] : groups) {
    std::vector<double> p;
    for (const size_t i : members) p.push_back(drafts[i].verdict.p);
    const std::vector<double> adjusted = stats::holm(p);
    for (size_t i = 0; i < members.size(); ++i) drafts[members[i]].verdict.p_adjusted = adjusted[i];
  }
}

std::vector<std::string> differing(const RunRecord& base, const RunRecord& next) {
  std::vector<std::string> factors;
  const auto differs = [&](const std::string& name, bool is) {
    if (is && std::find(factors.begin(), factors.end(), name) == factors.end()) factors.push_back(name);
  };
  differs("model", base.model != next.model);
  differs("guard", base.guard != next.guard || base.guard_parts != next.guard_parts);
  for (const auto* side : {&base, &next}) {
    if (!side->conditions.is_object()) continue;
    for (const json::Member& member : side->conditions.as_object()) {
      const json::Value *ours = base.conditions.find(member.key), *theirs = next.conditions.find(member.key);
      differs(member.key, ours == nullptr || theirs == nullptr || !(*ours == *theirs));
    }
  }
  differs("seed", base.seed != next.seed);
  differs("program", base.program != next.program);
  return factors;
}

const MetricItems* find_metric(const std::vector<MetricItems>& all, const std::string& metric) {
  for (const MetricItems& items : all) {
    if (items.metric == metric) return &items;
  }
  return nullptr;
}

/// Both runs of one suite: the whole first, then slices.
class SuiteComparison {
 public:
  SuiteComparison(const RunRecord& base_run, const std::vector<AttemptRecord>& base, const RunRecord& new_run,
                  const std::vector<AttemptRecord>& next, const CompareOptions& options)
      : base_run_(base_run), base_(base), new_run_(new_run), next_(next), options_(options) {}

  void run(const RunRecord::SuiteRecord& ours, const RunRecord::SuiteRecord& theirs,
           std::vector<Draft>& whole, std::vector<Draft>& slices) const {
    const std::string differ = suites_differ(ours, theirs);
    const std::vector<SliceRows> base_slices = slices_of(base_, ours.name),
                                 new_slices = slices_of(next_, ours.name);
    for (const SliceRows& slice : base_slices) {
      const auto same = std::find_if(new_slices.begin(), new_slices.end(), [&](const SliceRows& other) {
        return other.key == slice.key && other.value == slice.value;
      });
      const bool is_whole = slice.key.empty();
      if (same == new_slices.end() || (!is_whole && !differ.empty())) continue;
      const std::vector<MetricItems> base = metric_items(base_, slice.rows, ours.grader);
      const std::vector<MetricItems> next = metric_items(next_, same->rows, theirs.grader);
      for (const MetricItems& items : base) {
        Draft draft = one(ours, theirs, differ, items, base, next);
        if (!is_whole) {
          draft.verdict.slice.emplace(slice.key, slice.value);
          if (pair_items(items, items, Undecided::kLeftOut).cluster_count < kSliceClusters) continue;
        }
        (is_whole ? whole : slices).push_back(std::move(draft));
      }
    }
  }

 private:
  Draft one(const RunRecord::SuiteRecord& ours, const RunRecord::SuiteRecord& theirs,
            const std::string& differ, const MetricItems& items, const std::vector<MetricItems>& base,
            const std::vector<MetricItems>& next) const {
    const MetricItems* other = find_metric(next, items.metric);
    Draft draft = other == nullptr ? Draft{} : draft_of(items, *other, options_);
    MetricVerdict& verdict = draft.verdict;
    verdict.suite = ours.name;
    verdict.metric = items.metric;
    verdict.role = role_of(items.metric, base, items);
    if (self_graded(base_run_, ours, items.metric) || self_graded(new_run_, theirs, items.metric)) {
      verdict.reason = "grader-is-guard";
    } else if (!differ.empty()) {
      verdict.reason = differ;
    } else if (other == nullptr) {
      verdict.reason = "metric-absent";
    }
    if (!verdict.reason.empty()) verdict.kind = VerdictKind::kNotComparable;
    return draft;
  }

  const RunRecord& base_run_;
  const std::vector<AttemptRecord>& base_;
  const RunRecord& new_run_;
  const std::vector<AttemptRecord>& next_;
  const CompareOptions& options_;
};

}  // namespace

const char* name(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::kImproved:
      return "improved";
    case VerdictKind::kRegressed:
      return "regressed";
    case VerdictKind::kEquivalent:
      return "equivalent";
    case VerdictKind::kInconclusive:
      return "inconclusive";
    case VerdictKind::kNotComparable:
      return "not-comparable";
  }
  return "";
}

bool lower_is_better(const std::string& metric) {
  for (const char* higher :
       {"works", "works_and_safe", "utility", "utility_under_attack", "solved", "correct", "redirected"}) {
    if (metric == higher) return false;
  }
  return true;
}

Comparison compare(const RunRecord& base_run, const std::vector<AttemptRecord>& base,
                   const RunRecord& new_run, const std::vector<AttemptRecord>& next,
                   const CompareOptions& options) {
  Comparison comparison;
  comparison.base = base_run.id;
  comparison.next = new_run.id;
  comparison.differing_factors = differing(base_run, new_run);
  const SuiteComparison suites(base_run, base, new_run, next, options);
  std::vector<Draft> whole, slices;
  for (const RunRecord::SuiteRecord& ours : base_run.suites) {
    if (const auto* theirs = find_suite(new_run, ours.name)) suites.run(ours, *theirs, whole, slices);
  }
  adjust(whole, [](const Draft& d) { return d.verdict.role == GateRole::kNone; });
  adjust(slices, [](const Draft& d) {
    return std::tuple(d.verdict.suite, d.verdict.metric, d.verdict.slice.begin()->first);
  });
  for (std::vector<Draft>* drafts : {&whole, &slices}) {
    for (Draft& draft : *drafts) {
      decide(draft, options);
      comparison.verdicts.push_back(std::move(draft.verdict));
    }
  }
  decide_gate(comparison, options);
  return comparison;
}

json::Value to_json(const Comparison& comparison) {
  json::Array rows;
  for (const MetricVerdict& v : comparison.verdicts) {
    json::Object slice;
    for (const auto& [key, value] : v.slice) slice.append(key, value);
    json::Object row;
    row.append("suite", v.suite);
    row.append("metric", v.metric);
    row.append("slice", std::move(slice));
    row.append("verdict", name(v.kind));
    if (!v.reason.empty()) row.append("reason", v.reason);
    row.append("difference", v.difference);
    row.append("low", v.interval.low);
    row.append("high", v.interval.high);
    row.append("test", v.test);
    row.append("p", v.p);
    row.append("p_mcnemar", v.p_mcnemar);
    row.append("p_adjusted", v.p_adjusted);
    row.append("n", v.n);
    row.append("n_to_decide", v.n_to_decide);
    row.append("b", v.b);
    row.append("c", v.c);
    row.append("unpaired", v.unpaired);
    row.append("base_rate", v.base_rate);
    row.append("new_rate", v.new_rate);
    row.append("in_gate", v.role != GateRole::kNone);
    rows.emplace_back(std::move(row));
  }
  json::Object root;
  root.append("base", comparison.base);
  root.append("new", comparison.next);
  root.append("differing_factors", json::Value::strings(comparison.differing_factors));
  root.append("verdicts", std::move(rows));
  root.append("gate", comparison.gate);
  root.append("gate_reason", comparison.gate_reason);
  return root;
}

}  // namespace broch::eval
