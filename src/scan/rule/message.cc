#include "scan/rule/message.h"

#include <cctype>

#include "core/text.h"
#include "scan/match/placeholder.h"

namespace broch::scan {

std::string interpolate(std::string_view text, const Metavariables& variables, const Bindings& bindings,
                        size_t max_bytes) {
  std::string out;
  while (!text.empty()) {
    size_t length = metavariable_length(text);
    if (length == 0 && text[0] == '$' && text.size() > 1 &&
        std::isdigit(static_cast<unsigned char>(text[1]))) {
      length = 2;
    }
    const size_t skip = text.starts_with("$...") ? 4 : 1;
    const Binding* binding =
        length == 0 ? nullptr : find_binding(bindings, variables.find(text.substr(skip, length - skip)));
    if (binding == nullptr) {
      out += text.front();
      text.remove_prefix(1);
    } else {
      out += ellipsize(sanitize_utf8(binding->text), max_bytes);
      text.remove_prefix(length);
    }
  }
  return out;
}

}  // namespace broch::scan
