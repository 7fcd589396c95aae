// Names for values: `#define N 10`, enumerators, `const N = 10` of PHP.
#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "scan/flow/constants.h"
#include "scan/flow/constants_state.h"
#include "scan/tree/number.h"

namespace broch::scan {
namespace {

/// The first quoted string of `text`, quotes and all, or nothing where it has no end.
std::string_view quoted(std::string_view text) {
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') return text.substr(0, i + 1);
    if (text[i] == '\\') ++i;
  }
  return {};
}

std::string_view without_comment(std::string_view text) {
  return trim(text.substr(0, std::min(text.find("//"), text.find("/*"))));
}

/// What a macro stands for is text: a literal, in parentheses or not, or nothing that is known here.
Constant literal_of(std::string_view text) {
  text = trim(text);
  if (text.starts_with('"')) {
    const std::string_view string = quoted(text);
    if (string.empty() || !without_comment(text.substr(string.size())).empty()) return {};
    return {.kind = Constant::Kind::kString, .text = string_content(string)};
  }
  text = without_comment(text);
  while (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = trim(text.substr(1, text.size() - 2));
  }
  const size_t digit = text.starts_with('-') ? 1 : 0;
  if (digit >= text.size() || std::isdigit(static_cast<unsigned char>(text[digit])) == 0) return {};
  const auto value = number(text);
  if (!value) return {};
  if (value->is_integer) return {.kind = Constant::Kind::kInteger, .integer = value->integer};
  return {.kind = Constant::Kind::kFloat, .real = value->real};
}

}  // namespace

Constant Constants::of_defined(uint32_t name, int depth) const {
  if (!state_->defined_known) collect_defined();
  const auto found = state_->defined.find(tree_.text(name));
  if (found == state_->defined.end() || found->second == kNoNode) return {};
  // Where it is defined, and before, it stands for nothing.
  const uint32_t value = found->second;
  if (name < value) return {};
  if (tree_.role(value) == Role::kOther && tree_.is_leaf(value)) return literal_of(tree_.text(value));
  return of_value(value, depth);
}

void Constants::collect_defined() const {
  state_->defined_known = true;
  for (uint32_t n = 0; n < tree_.size(); ++n) {
    if (tree_.role(n) != Role::kConstant || tree_.is_leaf(n)) continue;
    const uint32_t name = tree_.first_child(n);
    const uint32_t around = tree_[tree_[n].parent].parent;
    if (around != kNoNode && tree_.role(around) == Role::kClassBody) continue;  // of that class alone
    const uint32_t field = tree_.child(n, FieldRole::kValue);
    const uint32_t value = field != kNoNode ? field : tree_.next_sibling(name);
    const auto [entry, is_new] = state_->defined.try_emplace(tree_.text(name), value);
    // Defined twice, it is one or the other.
    if (!is_new) entry->second = kNoNode;
  }
}

}  // namespace broch::scan
