#include "scan/flow/taint_spec.h"

#include <algorithm>

namespace broch::scan {
namespace {

template <typename Item>
std::vector<TaintMatch> matches(const std::vector<Item>& items, const MatchOptions& options,
                                FileContext& file) {
  std::vector<TaintMatch> out;
  for (uint32_t item = 0; item < items.size(); ++item) {
    for (Range& range : evaluate(items[item].formula, options, file)) {
      out.push_back({.item = item, .range = std::move(range)});
    }
  }
  std::ranges::stable_sort(out, {}, [](const TaintMatch& match) { return match.range.span; });
  return out;
}

bool has_span(const std::vector<TaintMatch>& all, Span span) {
  return std::ranges::binary_search(all, span, {}, [](const TaintMatch& match) { return match.range.span; });
}

}  // namespace

std::optional<TaintSpec> TaintSpec::make(const TaintRule& rule, const MatchOptions& options,
                                         FileContext& file) {
  using Kind = TaintMark::Kind;
  TaintSpec spec;
  spec.sinks_ = matches(rule.sinks, options, file);
  if (spec.sinks_.empty()) return std::nullopt;
  spec.sources_ = matches(rule.sources, options, file);
  if (spec.sources_.empty()) return std::nullopt;
  spec.sanitizers_ = matches(rule.sanitizers, options, file);
  std::erase_if(spec.sanitizers_, [&](const TaintMatch& match) {
    return rule.sanitizers[match.item].not_conflicting &&
           (has_span(spec.sources_, match.range.span) || has_span(spec.sinks_, match.range.span));
  });
  spec.propagators_ = matches(rule.propagators, options, file);

  const auto mark = [&](Span span, size_t match, Kind kind, bool inner) {
    spec.mark(file.tree, file.work, span, static_cast<uint32_t>(match), kind, inner);
  };
  const auto mark_bound = [&](const TaintMatch& match, uint16_t variable, size_t index, Kind kind) {
    const Binding* binding = find_binding(match.range.bindings, variable);
    if (binding != nullptr) mark(binding->span, index, kind, false);
  };
  for (size_t i = 0; i < spec.sources_.size(); ++i) {
    mark(spec.sources_[i].range.span, i, Kind::kSource, !rule.sources[spec.sources_[i].item].exact);
  }
  for (size_t i = 0; i < spec.sanitizers_.size(); ++i) {
    mark(spec.sanitizers_[i].range.span, i, Kind::kSanitizer,
         !rule.sanitizers[spec.sanitizers_[i].item].exact);
  }
  for (size_t i = 0; i < spec.sinks_.size(); ++i) {
    TaintMatch& match = spec.sinks_[i];
    match.is_value = std::ranges::any_of(rule.sinks[match.item].values, [&](uint16_t variable) {
      const Binding* binding = find_binding(match.range.bindings, variable);
      return binding != nullptr && binding->span == match.range.span;
    });
    mark(match.range.span, i, Kind::kSink, !rule.sinks[match.item].exact);
    for (const TaintSink::Part& part : rule.sinks[match.item].parts) {
      mark_bound(match, part.variable, 0, Kind::kWatched);
    }
  }
  for (size_t i = 0; i < spec.propagators_.size(); ++i) {
    const TaintMatch& match = spec.propagators_[i];
    mark_bound(match, rule.propagators[match.item].from, i, Kind::kFrom);
    mark_bound(match, rule.propagators[match.item].to, i, Kind::kTo);
  }
  spec.index(file.tree.size());
  return spec;
}

void TaintSpec::mark(const FlatTree& tree, Work& work, Span span, uint32_t match, TaintMark::Kind kind,
                     bool inner) {
  // Nodes are sorted by where they begin, and outer before inner ones.
  uint32_t low = 0;
  for (uint32_t high = tree.size(); low < high;) {
    const uint32_t middle = low + (high - low) / 2;
    if (tree[middle].begin < span.begin) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  std::vector<uint32_t> outermost;
  bool equal = false;
  const size_t first_mark = marks_.size();
  for (uint32_t n = low; n < tree.size() && tree[n].begin < span.end && work.step(); ++n) {
    if (!span.contains(tree.span(n))) continue;
    const bool same = tree.span(n) == span;
    // A statement that ends without a sign is its expression.
    if (same && tree.role(n) == Role::kExpressionStatement && !tree.is_leaf(n) && tree.span(n + 1) == span) {
      continue;
    }
    equal = equal || same;
    if (outermost.empty() || n >= tree[outermost.back()].next) outermost.push_back(n);
    if (inner || same) {
      marks_.push_back({n, match, kind, same});
    } else if (equal) {
      break;  // what follows is inside of nodes of the same range
    } else {
      n = tree[n].next - 1;
    }
  }
  if (equal || outermost.empty()) return;
  // `$...ARGS` is several arguments; several statements are no expression.
  const auto argument = [&](uint32_t n) {
    return tree[n].parent != kNoNode && tree.role(tree[n].parent) == Role::kArguments;
  };
  if (outermost.size() > 1 && !std::ranges::all_of(outermost, argument)) return;
  if (!inner) {
    for (const uint32_t n : outermost) marks_.push_back({n, match, kind, true});
    return;
  }
  for (size_t i = first_mark; i < marks_.size(); ++i) {
    if (std::ranges::binary_search(outermost, marks_[i].node)) marks_[i].exact = true;
  }
}

void TaintSpec::index(uint32_t size) {
  std::ranges::stable_sort(marks_, {}, &TaintMark::node);
  marked_.assign(size, false);
  for (const TaintMark& mark : marks_) {
    marked_[mark.node] = true;
    if (mark.kind == TaintMark::Kind::kSource || mark.kind == TaintMark::Kind::kSink)
      ends_.push_back(mark.node);
  }
}

std::span<const TaintMark> TaintSpec::marks(uint32_t node) const {
  const auto [begin, end] = std::ranges::equal_range(marks_, node, {}, &TaintMark::node);
  return {begin, end};
}

bool TaintSpec::concerns(const FlatTree& tree, uint32_t node) const {
  const auto at = std::ranges::lower_bound(ends_, node);
  return at != ends_.end() && *at < tree[node].next;
}

}  // namespace broch::scan
