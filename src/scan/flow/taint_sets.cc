#include "scan/flow/taint_sets.h"

#include <algorithm>

namespace broch::scan {
namespace {

bool before(const Taint& a, const Taint& b) { return a.key() < b.key(); }

/// Drops what is over the limit: of taints with one label those of later origins.
void limit(std::vector<Taint>& taints) {
  std::vector<size_t> seen(Labels::kMax + 1);
  while (taints.size() > TaintSets::kMaxTaints) {
    std::ranges::fill(seen, 0);
    for (const Taint& taint : taints) ++seen[taint.of_parameter() ? Labels::kMax : taint.label];
    const size_t crowded = static_cast<size_t>(std::ranges::max_element(seen) - seen.begin());
    const auto last = std::find_if(taints.rbegin(), taints.rend(), [&](const Taint& taint) {
      return (taint.of_parameter() ? Labels::kMax : taint.label) == crowded;
    });
    taints.erase(std::next(last).base());
  }
}

}  // namespace

TaintSets::TaintSets() : sets_(1) {}

LabelSet TaintSets::labels(TaintSetId id) const {
  LabelSet labels = 0;
  for (const Taint& taint : sets_[id]) {
    if (!taint.of_parameter()) labels |= LabelSet{1} << taint.label;
  }
  return labels;
}

bool TaintSets::has_parameters(TaintSetId id) const {
  return std::ranges::any_of(sets_[id], &Taint::of_parameter);
}

TaintSetId TaintSets::add(std::vector<Taint> taints) {
  if (taints.empty()) return kEmpty;
  limit(taints);
  sets_.push_back(std::move(taints));
  return static_cast<TaintSetId>(sets_.size() - 1);
}

TaintSetId TaintSets::single(Taint taint) { return add({taint}); }

TaintSetId TaintSets::make(std::vector<Taint> taints) {
  std::ranges::stable_sort(taints, before);
  const auto same = [](const Taint& a, const Taint& b) { return a.key() == b.key(); };
  taints.erase(std::unique(taints.begin(), taints.end(), same), taints.end());
  return add(std::move(taints));
}

TaintSetId TaintSets::unite(TaintSetId a, TaintSetId b) {
  if (a == b || b == kEmpty) return a;
  if (a == kEmpty) return b;
  const auto [entry, is_new] = unions_.try_emplace((uint64_t{a} << 32) | b, a);
  if (!is_new) return entry->second;
  const std::vector<Taint>& left = sets_[a];
  const std::vector<Taint>& right = sets_[b];
  if (std::ranges::includes(left, right, before)) return a;
  std::vector<Taint> all;
  std::ranges::set_union(left, right, std::back_inserter(all), before);
  limit(all);
  // A full set takes up nothing more: without this a union of two full sets would be new every time.
  const auto same = [](const Taint& x, const Taint& y) { return x.key() == y.key(); };
  const TaintSetId result = std::ranges::equal(all, left, same) ? a : add(std::move(all));
  unions_[(uint64_t{a} << 32) | b] = result;
  return result;
}

TaintSetId TaintSets::passed(TaintSetId id, Span span, FlowStep::Kind kind) {
  if (id == kEmpty) return id;
  const uint64_t key =
      (uint64_t{id} << 32) | (static_cast<uint32_t>(span.begin) ^ (static_cast<uint32_t>(kind) << 28));
  const auto [entry, is_new] = passed_.try_emplace(key, kEmpty);
  if (!is_new) return entry->second;
  std::vector<Taint> taints = sets_[id];
  for (Taint& taint : taints) taint.step = add_step({span, taint.step, kind});
  const TaintSetId result = add(std::move(taints));
  passed_[key] = result;
  return result;
}

uint32_t TaintSets::add_step(FlowStep step) {
  steps_.push_back(step);
  return static_cast<uint32_t>(steps_.size() - 1);
}

std::vector<FlowStep> TaintSets::trace(uint32_t last) const {
  std::vector<FlowStep> out;
  for (uint32_t at = last; at != FlowStep::kNone; at = steps_[at].previous) {
    if (out.size() == kMaxSteps) {
      // The source matters more than the last of many assignments in between.
      out.back() = steps_[at];
      continue;
    }
    out.push_back(steps_[at]);
  }
  std::ranges::reverse(out);
  return out;
}

uint32_t TaintSets::graft(uint32_t before_call, Span call, uint32_t inside) {
  uint32_t at = add_step({call, before_call, FlowStep::Kind::kPassed});
  for (const FlowStep& step : trace(inside)) at = add_step({step.span, at, step.kind});
  return at;
}

}  // namespace broch::scan
