#include "eval/compare/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "eval/compare/gate.h"
#include "eval/compare/pairs.h"
#include "stats/multiple.h"
#include "stats/power.h"

namespace broch::eval {

namespace {

constexpr int64_t kSliceClusters = 40;

/// Without a judge `not_refused` stands for harm; beside `complied` it is only the way there. Refusals count
/// as lost work where the work is benign.
GateRole default_role(const std::string& metric, const std::vector<MetricItems>& all,
                      const MetricItems& items) {
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
      std::all_of(items.items.begin(), items.items.end(), [](const ItemValue& item) { return item.benign; });
  return metric == "refused" && benign ? GateRole::kUsefulness : GateRole::kNone;
}

/// A verdict with everything but the adjustment, and the two readings of what is undecided.
struct Draft {
  MetricVerdict verdict;
  PairStatistics plain, against_new, against_base;
  int64_t undecided = 0;
};

Missing missing_of(const MetricItems& side) {
  double attempts = 0;
  Missing missing;
  for (const ItemValue& item : side.items) {
    attempts += static_cast<double>(item.attempts());
    missing.errors += static_cast<double>(item.errors);
    missing.unscored += static_cast<double>(item.unscored);
  }
  if (attempts > 0) missing.errors /= attempts, missing.unscored /= attempts;
  return missing;
}

/// Fills everything that follows from the items; `lower` says which direction is good.
Draft draft_of(const NumberedRuns& runs, const MetricItems& base, const MetricItems& next, bool lower,
               const CompareOptions& options) {
  Draft draft;
  const MatchedItems items = match_items(runs, base, next);
  const Pairs pairs = pair_items(items, lower, Undecided::kLeftOut);
  draft.plain = draft.against_new = draft.against_base = statistics(pairs, lower, options);
  for (const MatchedItems::Match& match : items.matches) {
    draft.undecided += match.base->undecided() + match.next->undecided();
  }
  if (draft.undecided > 0) {
    draft.against_new = statistics(pair_items(items, lower, Undecided::kAgainstNew), lower, options);
    draft.against_base = statistics(pair_items(items, lower, Undecided::kAgainstBase), lower, options);
  }
  MetricVerdict& v = draft.verdict;
  v.lower_is_better = lower;
  v.n = static_cast<int64_t>(pairs.base.size());
  v.clusters = pairs.cluster_count();
  v.unpaired = items.unpaired.count();
  v.unpaired_items = items.unpaired;
  v.difference = draft.plain.difference;
  v.interval = draft.plain.interval;
  v.bounds = {std::min({v.interval.low, draft.against_new.interval.low, draft.against_base.interval.low}),
              std::max({v.interval.high, draft.against_new.interval.high, draft.against_base.interval.high})};
  v.test = draft.plain.test;
  v.p = v.p_adjusted = draft.plain.p;
  v.p_mcnemar = draft.plain.p_mcnemar;
  v.b = draft.plain.b;
  v.c = draft.plain.c;
  v.loss_limit = draft.against_new.loss_limit;
  v.base_missing = missing_of(base);
  v.next_missing = missing_of(next);
  if (v.base_missing.errors + v.next_missing.errors > 0) {
    v.p_errors = statistics(pair_errors(items), true, options).p;
  }
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
    v.kind = (sign < 0) == v.lower_is_better ? VerdictKind::kImproved : VerdictKind::kRegressed;
  }
  const bool near = within(v.interval, options.margin);
  if (!shown && near && within(v.bounds, options.margin)) v.kind = VerdictKind::kEquivalent;
  const bool open = v.kind == VerdictKind::kInconclusive;
  // Requests that fail more often on one side may have been other requests than those that were answered.
  if (v.p_errors <= options.alpha) {
    if (open) v.kind = VerdictKind::kNotComparable;
    v.reason = fmt::format("error-rates-differ: {:.1f} % against {:.1f} %{}", 100 * v.base_missing.errors,
                           100 * v.next_missing.errors, open ? "" : ", which could not turn it");
    return;
  }
  if (!open) return;
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

/// A gate must not fail by chance at all; of what is only looked into a few may be false.
std::vector<double> adjusted(const std::vector<double>& p, bool gate) {
  return gate ? stats::holm(p) : stats::benjamini_hochberg(p);
}

/// Within groups of the same key; slices decide no gate.
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
    const MetricVerdict& first = drafts[members.front()].verdict;
    const std::vector<double> of_group = adjusted(p, first.slice.empty() && first.role != GateRole::kNone);
    for (size_t i = 0; i < members.size(); ++i) drafts[members[i]].verdict.p_adjusted = of_group[i];
  }
}

const MetricItems* find_metric(const std::vector<MetricItems>& all, const std::string& metric) {
  for (const MetricItems& items : all) {
    if (items.metric == metric) return &items;
  }
  return nullptr;
}

/// Both runs of one pair of suites: the whole first, then slices.
class SuiteComparison {
 public:
  SuiteComparison(const RunRecord& base_run, const std::vector<AttemptRecord>& base, const RunRecord& new_run,
                  const std::vector<AttemptRecord>& next, const CompareOptions& options)
      : base_run_(base_run),
        new_run_(new_run),
        options_(options),
        runs_(std::array{&base, &next},
              options.allow.content ? ItemIdentity::kName : ItemIdentity::kNameAndContent) {}

  void run(const SuitePair& pair, std::vector<Draft>& whole, std::vector<Draft>& slices) const {
    const std::vector<SliceRows> base_slices = slices_of(runs_[0], pair.base->name),
                                 new_slices = slices_of(runs_[1], pair.next->name);
    for (const SliceRows& slice : base_slices) {
      const auto same = std::find_if(new_slices.begin(), new_slices.end(),
                                     [&](const SliceRows& other) { return other.slice == slice.slice; });
      const bool is_whole = slice.slice.empty();
      if (same == new_slices.end()) continue;
      const std::vector<MetricItems> base = metric_items(runs_[0], slice.rows, pair.base->grader);
      const std::vector<MetricItems> next = metric_items(runs_[1], same->rows, pair.next->grader);
      for (const MetricItems& items : base) {
        const Comparability comparable = comparability(pair, options_.allow, items.metric);
        if (!is_whole && !comparable.reason.empty()) continue;
        Draft draft = one(pair, comparable, items, base, next, slice.slice);
        if (!is_whole && draft.verdict.clusters < kSliceClusters) continue;
        (is_whole ? whole : slices).push_back(std::move(draft));
      }
    }
  }

 private:
  Draft one(const SuitePair& pair, const Comparability& comparable, const MetricItems& items,
            const std::vector<MetricItems>& base, const std::vector<MetricItems>& next,
            const std::map<std::string, std::string>& slice) const {
    const std::string& suite = pair.base->name;
    const GateRule* rule = options_.gate ? options_.gate->find(suite, items.metric) : nullptr;
    const bool lower = rule && rule->lower_is_better ? *rule->lower_is_better : lower_is_better(items.metric);
    const MetricItems* other = find_metric(next, items.metric);
    Draft draft = other == nullptr ? Draft{} : draft_of(runs_, items, *other, lower, options_);
    MetricVerdict& verdict = draft.verdict;
    verdict.suite = suite;
    verdict.next_suite = pair.next->name;
    verdict.metric = items.metric;
    verdict.slice = slice;
    verdict.allowed = comparable.allowed;
    verdict.judge_says = judge_says(*pair.next, items.metric);
    if (options_.allow.content) verdict.allowed.emplace_back("content");
    if (options_.gate == nullptr) {
      verdict.role = default_role(items.metric, base, items);
    } else if (rule != nullptr) {
      verdict.role = rule->role;
    }
    if (self_graded(base_run_, *pair.base, items.metric, slice) ||
        self_graded(new_run_, *pair.next, items.metric, slice)) {
      verdict.reason = "grader-is-guard";
    } else if (!comparable.reason.empty()) {
      verdict.reason = comparable.reason;
    } else if (other == nullptr) {
      verdict.reason = "metric-absent";
    }
    if (!verdict.reason.empty()) verdict.kind = VerdictKind::kNotComparable;
    return draft;
  }

  const RunRecord& base_run_;
  const RunRecord& new_run_;
  const CompareOptions& options_;
  NumberedRuns runs_;
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

std::vector<std::string> Comparison::differing_factors() const {
  std::vector<std::string> names;
  for (const Factor& factor : factors) names.push_back(factor.name);
  return names;
}

Comparison compare(const RunRecord& base_run, const std::vector<AttemptRecord>& base,
                   const RunRecord& new_run, const std::vector<AttemptRecord>& next,
                   const CompareOptions& options) {
  Comparison comparison;
  comparison.base = base_run.id;
  comparison.next = new_run.id;
  comparison.registration = registration_of(base_run, new_run, options);
  comparison.factors = differing_factors(base_run, fingerprints(base), new_run, fingerprints(next));
  const SuitePairs paired = pair_suites(base_run, new_run);
  comparison.suites_alone = paired.alone;
  const SuiteComparison suites(base_run, base, new_run, next, options);
  std::vector<Draft> whole, slices;
  for (const SuitePair& pair : paired.pairs) {
    suites.run(pair, whole, slices);
    if (pair.modes_differ()) comparison.factors.push_back({"mode", pair.base->name, pair.next->name});
  }
  adjust(whole, [](const Draft& d) { return d.verdict.role == GateRole::kNone; });
  adjust(slices, [](const Draft& d) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : d.verdict.slice) keys.push_back(key);
    return std::tuple(d.verdict.suite, d.verdict.metric, keys);
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

}  // namespace broch::eval
