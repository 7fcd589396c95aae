#include "scan/match/held_spans.h"

#include <algorithm>

namespace broch::scan {

HeldSpans::HeldSpans(std::vector<Span> spans) : spans_(std::move(spans)), least_end_(spans_.size()) {
  std::ranges::sort(spans_, {}, &Span::begin);
  size_t least = static_cast<size_t>(-1);
  for (size_t i = spans_.size(); i-- > 0;) least_end_[i] = least = std::min(least, spans_[i].end);
}

bool HeldSpans::any_in(Span outer) const {
  const auto first = std::ranges::lower_bound(spans_, outer.begin, {}, &Span::begin);
  return first != spans_.end() && least_end_[static_cast<size_t>(first - spans_.begin())] <= outer.end;
}

}  // namespace broch::scan
