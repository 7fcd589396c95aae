#include "scan/extent.h"

#include <algorithm>

namespace broch::scan {

std::vector<Extent> extents(std::string_view text, const std::vector<Span>& spans) {
  struct Wanted {
    size_t offset;
    LineColumn* place;
  };
  std::vector<Extent> out(spans.size());
  std::vector<Wanted> wanted;
  wanted.reserve(2 * spans.size());
  for (size_t i = 0; i < spans.size(); ++i) {
    wanted.push_back({std::min(spans[i].begin, text.size()), &out[i].begin});
    wanted.push_back({std::min(spans[i].end, text.size()), &out[i].end});
  }
  std::sort(wanted.begin(), wanted.end(),
            [](const Wanted& a, const Wanted& b) { return a.offset < b.offset; });
  LineColumn at;
  size_t offset = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // a byte order mark is no column
  for (const Wanted& one : wanted) {
    for (; offset < one.offset; ++offset) {
      const auto byte = static_cast<unsigned char>(text[offset]);
      // The end of the last line begins no further one, as LineIndex has it.
      if (byte == '\n' && offset + 1 < text.size()) {
        at = {at.line + 1, 1};
      } else if ((byte & 0xC0) != 0x80) {
        ++at.column;
      }
    }
    *one.place = at;
  }
  return out;
}

}  // namespace broch::scan
