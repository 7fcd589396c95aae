// Sets of taints, shared and immutable.
//
// A set is a number, so that the environments of branches are copied and compared as numbers. Sets differ
// when their taints come from different sources or carry different labels; by which way a taint came does not
// count, which is what makes loops reach a fixpoint.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/finding.h"
#include "scan/flow/labels.h"

namespace broch::scan {

/// A place that a tainted value passed. `previous` is the step before, or kNone.
struct FlowStep {
  static constexpr uint32_t kNone = ~uint32_t{0};
  enum class Kind : uint8_t { kSource, kAssigned, kPropagated, kPassed, kReturned, kSink };

  Span span;
  uint32_t previous = kNone;
  Kind kind = Kind::kSource;
};

/// What a value is tainted with. `origin` is an index into the matches of the rule's sources, or names a
/// parameter of the function under analysis: what taints it is then known to the callers.
struct Taint {
  static constexpr uint32_t kParameter = 0x8000'0000;

  uint32_t origin = 0;
  uint8_t label = Labels::kDefault;
  uint32_t step = FlowStep::kNone;

  bool of_parameter() const { return (origin & kParameter) != 0; }
  uint32_t parameter() const { return origin & ~kParameter; }
  uint64_t key() const { return (uint64_t{origin} << 8) | label; }
};

using TaintSetId = uint32_t;

class TaintSets {
 public:
  static constexpr TaintSetId kEmpty = 0;
  /// A value of more origins forgets the rest, but no label and no parameter before others of its kind.
  static constexpr size_t kMaxTaints = 32;
  /// Longer traces lose steps in the middle.
  static constexpr size_t kMaxSteps = 64;

  TaintSets();

  std::span<const Taint> of(TaintSetId id) const { return sets_[id]; }
  /// Labels of the taints that come from sources; parameters have none of their own.
  LabelSet labels(TaintSetId id) const;
  bool has_parameters(TaintSetId id) const;

  TaintSetId single(Taint taint);
  /// `a` itself when `b` adds nothing.
  TaintSetId unite(TaintSetId a, TaintSetId b);
  /// The same taints, having passed a place.
  TaintSetId passed(TaintSetId id, Span span, FlowStep::Kind kind);
  /// Any list of taints as a set.
  TaintSetId make(std::vector<Taint> taints);

  uint32_t add_step(FlowStep step);
  const FlowStep& step(uint32_t id) const { return steps_[id]; }
  /// From the first place to the last.
  std::vector<FlowStep> trace(uint32_t last) const;
  /// Puts what happened from a parameter on (a trace that begins at it) after what happened before the call.
  uint32_t graft(uint32_t before, Span call, uint32_t inside);

 private:
  TaintSetId add(std::vector<Taint> taints);

  std::vector<std::vector<Taint>> sets_;
  std::vector<FlowStep> steps_;
  std::unordered_map<uint64_t, TaintSetId> unions_;
  std::unordered_map<uint64_t, TaintSetId> passed_;
};

}  // namespace broch::scan
