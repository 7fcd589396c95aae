// Where a taint rule's operators match in one file, node by node.
//
// Operators match byte ranges; the interpreter walks nodes. A node is a source or sanitised when its range
// lies within a match; it is *exactly* the match when the ranges are equal or, where no node is, when it is
// all of the code in the range.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "scan/rule/evaluate.h"
#include "scan/rule/taint_rule.h"

namespace broch::scan {

/// One match of one item. `item` is an index into the rule's list of its sort. `is_value`: a sink that is
/// what a metavariable stands for, and no call that a pattern describes.
struct TaintMatch {
  uint32_t item;
  Range range;
  bool is_value = false;
};

/// What a node is to the rule. `match` is an index into the matches of that sort, in document order.
struct TaintMark {
  enum class Kind : uint8_t { kSource, kSanitizer, kSink, kFrom, kTo, kWatched };

  uint32_t node;
  uint32_t match;
  Kind kind;
  bool exact;  ///< the node is the match, not only within it
};

class TaintSpec {
 public:
  /// Nothing when there is no source or no sink: then nothing can be found.
  static std::optional<TaintSpec> make(const TaintRule& rule, const MatchOptions& options, FileContext& file);

  const std::vector<TaintMatch>& sources() const { return sources_; }
  const std::vector<TaintMatch>& sanitizers() const { return sanitizers_; }
  const std::vector<TaintMatch>& sinks() const { return sinks_; }
  const std::vector<TaintMatch>& propagators() const { return propagators_; }

  bool marked(uint32_t node) const { return marked_[node]; }
  std::span<const TaintMark> marks(uint32_t node) const;
  /// A source or sink lies below the node, or is it.
  bool concerns(const FlatTree& tree, uint32_t node) const;

 private:
  void mark(const FlatTree& tree, Work& work, Span span, uint32_t match, TaintMark::Kind kind, bool inner);
  void index(uint32_t size);

  std::vector<TaintMatch> sources_, sanitizers_, sinks_, propagators_;
  std::vector<TaintMark> marks_;  // by node
  std::vector<bool> marked_;
  std::vector<uint32_t> ends_;  // nodes that are sources or sinks, sorted
};

}  // namespace broch::scan
