#include "gateway/json_edit.h"

#include <algorithm>

namespace broch::gateway {

std::string apply_edits(std::string_view text, std::vector<JsonEdit> edits) {
  std::ranges::sort(edits, {}, &JsonEdit::span);
  std::string out;
  out.reserve(text.size());
  size_t at = 0;
  for (const JsonEdit& edit : edits) {
    out += text.substr(at, edit.span.begin - at);
    out += edit.bytes;
    at = edit.span.end;
  }
  return out += text.substr(at);
}

}  // namespace broch::gateway
