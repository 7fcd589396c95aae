#include "taxonomy/id.h"

#include "core/text.h"

namespace broch::taxonomy {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads an id from left to right; every step says whether it was there.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool word(std::string_view lower) {
    if (text_.size() < lower.size() || to_lower(text_.substr(0, lower.size())) != lower) return false;
    text_.remove_prefix(lower.size());
    return true;
  }
  bool any_of(std::string_view characters) {
    const size_t length = std::min(text_.find_first_not_of(characters), text_.size());
    text_.remove_prefix(length);
    return length > 0;
  }
  std::string_view digits() {
    size_t length = 0;
    while (length < text_.size() && is_digit(text_[length])) ++length;
    const std::string_view result = text_.substr(0, length);
    text_.remove_prefix(length);
    return result;
  }
  bool at_end() const { return text_.empty(); }

 private:
  std::string_view text_;
};

std::optional<std::string> cwe_id(Cursor in, bool loose) {
  if (in.word("cwe")) {
    in.any_of("-_: ");
  } else if (!loose) {
    return std::nullopt;
  }
  std::string_view number = in.digits();
  if (number.empty() || number.size() > 6 || !in.at_end()) return std::nullopt;
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size() - 1));
  return "CWE-" + std::string(number);
}

/// "T1059", "T1059.001", "TA0002", "M0015": `prefix` is what the canonical id starts with.
std::optional<std::string> mitre_id(Cursor in, std::string prefix, bool letter_optional, bool mitigations) {
  bool sub_allowed = false;
  if (in.word("ta")) {
    prefix += "TA";
  } else if (in.word("t")) {
    prefix += "T";
    sub_allowed = true;
  } else if (mitigations && in.word("m")) {
    prefix += "M";
  } else if (letter_optional) {
    prefix += "T";
    sub_allowed = true;
  } else {
    return std::nullopt;
  }
  const std::string_view number = in.digits();
  if (number.size() != 4) return std::nullopt;
  std::string id = prefix + std::string(number);
  if (sub_allowed && in.any_of("./")) {
    const std::string_view sub = in.digits();
    if (sub.size() != 3) return std::nullopt;
    id += "." + std::string(sub);
  }
  if (!in.at_end()) return std::nullopt;
  return id;
}

std::optional<std::string> owasp_id(Cursor in, bool loose) {
  if (!in.word("llm")) {
    if (!loose) return std::nullopt;
  }
  in.any_of("-_ ");
  const std::string_view number = in.digits();
  if (number.empty() || number.size() > 2 || !in.any_of(":-_/ ")) return std::nullopt;
  const std::string_view year = in.digits();
  if (year.size() != 4 || !in.at_end()) return std::nullopt;
  return "LLM" + std::string(2 - number.size(), '0') + std::string(number) + ":" + std::string(year);
}

}  // namespace

std::optional<std::string> canonical_id(std::string_view text, Scheme scheme, bool loose) {
  Cursor in(trim(text));
  switch (scheme) {
    case Scheme::kCwe:
      return cwe_id(in, loose);
    case Scheme::kAttack:
      return mitre_id(in, "", loose, false);
    case Scheme::kAtlas:
      if (!in.word("aml.") && !loose) return std::nullopt;
      return mitre_id(in, "AML.", loose, true);
    case Scheme::kOwaspLlm:
      return owasp_id(in, loose);
  }
  return std::nullopt;
}

}  // namespace broch::taxonomy
