// Folding: what expressions of constants come to.
#include "scan/flow/constants.h"

#include <charconv>

#include "scan/flow/constants_state.h"
#include "scan/tree/number.h"

namespace broch::scan {
namespace {

using Kind = Constant::Kind;

constexpr int kMaxOperandDepth = 32;
constexpr size_t kMaxText = 4096;  ///< longer strings are "some string"

Constant integer(int64_t value) { return {.kind = Kind::kInteger, .integer = value}; }
Constant boolean(bool value) { return {.kind = Kind::kBoolean, .integer = value}; }
Constant string(std::string_view text) { return {.kind = Kind::kString, .text = text}; }
constexpr Constant kSomeString{.kind = Kind::kSomeString};
constexpr Constant kSomeNumber{.kind = Kind::kSomeNumber};
constexpr Constant kSomeBoolean{.kind = Kind::kSomeBoolean};

bool is_boolean(const Constant& c) { return c.kind == Kind::kBoolean || c.kind == Kind::kSomeBoolean; }

Constant some(const Constant& c) {
  if (c.is_string()) return kSomeString;
  if (c.is_number()) return kSomeNumber;
  return is_boolean(c) ? kSomeBoolean : Constant{};
}

Constant arithmetic(std::string_view op, const Constant& a, const Constant& b) {
  int64_t result = 0;
  if (a.kind == Kind::kInteger && b.kind == Kind::kInteger) {
    if (op == "+" && !__builtin_add_overflow(a.integer, b.integer, &result)) return integer(result);
    if (op == "-" && !__builtin_sub_overflow(a.integer, b.integer, &result)) return integer(result);
    if (op == "*" && !__builtin_mul_overflow(a.integer, b.integer, &result)) return integer(result);
    if (op == "&") return integer(a.integer & b.integer);
    if (op == "|") return integer(a.integer | b.integer);
    if (op == "^") return integer(a.integer ^ b.integer);
    if (op == "<<" && b.integer >= 0 && b.integer < 31 && a.integer >= 0 && a.integer < (int64_t{1} << 31)) {
      return integer(a.integer << b.integer);
    }
  }
  constexpr std::string_view kOperators[] = {"+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>"};
  for (const std::string_view known : kOperators) {
    if (op == known) return kSomeNumber;
  }
  return {};
}

bool is_comparison(std::string_view op) {
  return op == "==" || op == "!=" || op == "===" || op == "!==" || op == "<" || op == ">" || op == "<=" ||
         op == ">=";
}

Constant compared(std::string_view op, const Constant& a, const Constant& b) {
  if (a.kind != Kind::kInteger || b.kind != Kind::kInteger) return kSomeBoolean;
  if (op.starts_with("==")) return boolean(a.integer == b.integer);
  if (op.starts_with("!=")) return boolean(a.integer != b.integer);
  if (op == "<") return boolean(a.integer < b.integer);
  if (op == ">") return boolean(a.integer > b.integer);
  if (op == "<=") return boolean(a.integer <= b.integer);
  return boolean(a.integer >= b.integer);
}

std::string text_of(const Constant& c) {
  return c.kind == Kind::kString ? std::string(c.text) : std::to_string(c.integer);
}

bool has_text(const Constant& c) { return c.kind == Kind::kString || c.kind == Kind::kInteger; }

}  // namespace

bool Constant::same_literal(const Constant& other) const {
  if (is_number() && other.is_number()) {
    if (kind == Kind::kSomeNumber || other.kind == Kind::kSomeNumber) return false;
    if (kind == Kind::kInteger && other.kind == Kind::kInteger) return integer == other.integer;
    const double a = kind == Kind::kInteger ? static_cast<double>(integer) : real;
    const double b = other.kind == Kind::kInteger ? static_cast<double>(other.integer) : other.real;
    return a == b;
  }
  if (kind != other.kind) return false;
  return kind == Kind::kString ? text == other.text : kind == Kind::kBoolean && integer == other.integer;
}

Constant join(const Constant& a, const Constant& b) {
  if (!a.known() || !b.known()) return {};
  if (a.same_literal(b)) return a;
  const Constant x = some(a);
  return x.kind == some(b).kind ? x : Constant{};
}

Constant literal_constant(const FlatTree& tree, uint32_t node) {
  switch (tree.role(node)) {
    case Role::kString:
      if (has_interpolation(tree, node)) return {};
      return string(string_content(tree, node));
    case Role::kNumber: {
      const auto value = number(tree.text(node));
      if (!value) return kSomeNumber;
      if (value->is_integer) return integer(value->integer);
      return {.kind = Kind::kFloat, .real = value->real};
    }
    case Role::kOther:
    case Role::kName: {
      if (!tree.is_leaf(node)) return {};
      const std::string_view text = tree.text(node);
      if (text == "true" || text == "True" || text == "TRUE") return boolean(true);
      if (text == "false" || text == "False" || text == "FALSE") return boolean(false);
      return {};
    }
    default:
      return {};
  }
}

Constants::Constants(const FlatTree& tree, const Scopes& scopes)
    : tree_(tree), scopes_(scopes), state_(std::make_unique<State>()) {}
Constants::~Constants() = default;

Constant Constants::of(uint32_t node) const { return node == kNoNode ? Constant{} : evaluate(node, 0); }

std::string_view Constants::keep(std::string text) const {
  return state_->texts.emplace_back(std::move(text));
}

Constant Constants::concatenate(const Constant& a, const Constant& b) const {
  if (!has_text(a) || !has_text(b)) return kSomeString;
  std::string text = text_of(a) + text_of(b);
  return text.size() > kMaxText ? kSomeString : string(keep(std::move(text)));
}

Constant Constants::evaluate(uint32_t node, int depth) const {
  if (depth > kMaxOperandDepth) return {};
  const Constant literal = literal_constant(tree_, node);
  if (literal.known()) return literal;
  switch (tree_.role(node)) {
    case Role::kName:
      return of_name(node, depth);
    case Role::kMember:
      return of_field(node, depth);
    case Role::kString:
    case Role::kConcatenatedString:
      return interpolated(node, depth);
    case Role::kBinary:
      return binary(node, depth);
    case Role::kCall:
      return formatted(node, depth);
    case Role::kAssignment:
      if (is_augmented(tree_, node)) return {};
      [[fallthrough]];
    case Role::kBinding:
    case Role::kCast: {
      const bool cast = tree_.role(node) == Role::kCast;
      const uint32_t value = cast ? cast_value(tree_, node) : assigned_value(tree_, node);
      return value == kNoNode ? Constant{} : evaluate(value, depth + 1);
    }
    case Role::kConditional: {
      // a ? x : y
      const uint32_t other = tree_.child(node, FieldRole::kOptional);
      const uint32_t condition = tree_.child(node, FieldRole::kCondition);
      if (condition == kNoNode || other == kNoNode || tree_.role(other) == Role::kElse) return {};
      const uint32_t chosen = tree_.next_sibling(condition);
      if (chosen == kNoNode || chosen == other || tree_.role(chosen) == Role::kBlock) return {};
      return join(evaluate(chosen, depth + 1), evaluate(other, depth + 1));
    }
    case Role::kOther: {
      // A comparison of a kind of its own: 1 < 2.
      const uint32_t left = tree_.first_child(node);
      const uint32_t op = left == kNoNode ? kNoNode : tree_.next_sibling(left);
      const uint32_t right = op == kNoNode ? kNoNode : tree_.next_sibling(op);
      if (right == kNoNode || tree_.next_sibling(right) != kNoNode) return unary(node, depth);
      if (!is_comparison(tree_.text(op))) return {};
      return combined(tree_.text(op), evaluate(left, depth + 1), evaluate(right, depth + 1));
    }
    default:
      return {};
  }
}

// -1, !true, not x.
Constant Constants::unary(uint32_t node, int depth) const {
  const uint32_t first = tree_.first_child(node);
  if (first == kNoNode) return {};
  const uint32_t operand = tree_.last_child(node);
  if (tree_[operand].next != tree_[node].next || (operand != first && tree_.next_sibling(first) != operand)) {
    return {};
  }
  const std::string_view op =
      tree_.source().substr(tree_[node].begin, tree_[operand].begin - tree_[node].begin);
  if (op.empty() || (op[0] != '-' && op[0] != '!' && op[0] != '+' && !op.starts_with("not"))) return {};
  const Constant value = evaluate(operand, depth + 1);
  if (op[0] == '-' || op[0] == '+') {
    if (op.size() > 1 && op[1] == op[0]) return {};
    if (op[0] == '+' || !value.is_number()) return value.is_number() ? value : Constant{};
    if (value.kind == Kind::kInteger) return integer(-value.integer);
    if (value.kind == Kind::kFloat) return {.kind = Kind::kFloat, .real = -value.real};
    return value;
  }
  if (value.kind == Kind::kBoolean) return boolean(value.integer == 0);
  return value.known() ? kSomeBoolean : Constant{};
}

// a + b + c is (a + b) + c: folded from the innermost out, each step remembered, so that a long chain neither
// goes deep nor is folded twice.
Constant Constants::binary(uint32_t node, int depth) const {
  std::vector<uint32_t> spine;
  Constant value;
  for (uint32_t n = node;; n = tree_.first_child(n)) {
    if (const auto found = state_->folded.find(n); found != state_->folded.end()) {
      value = found->second;
      break;
    }
    if (tree_.role(n) != Role::kBinary) {
      value = evaluate(n, depth + 1);
      break;
    }
    spine.push_back(n);
  }
  for (size_t i = spine.size(); i-- > 0;) {
    const uint32_t left = tree_.first_child(spine[i]);
    const uint32_t op = tree_.next_sibling(left);
    const uint32_t right = tree_.last_child(spine[i]);
    value = op == kNoNode || op == right ? Constant{} : operate(tree_.text(op), value, right, depth);
    state_->folded.emplace(spine[i], value);
  }
  return value;
}

Constant Constants::operate(std::string_view op, const Constant& a, uint32_t right, int depth) const {
  if (!a.known()) return {};
  if (op == "%" && a.is_string()) {
    // "%s" % x, "%s %s" % (x, y)
    std::vector<uint32_t> arguments;
    if (tree_.role(right) == Role::kList) {
      for (uint32_t c = tree_.first_child(right); c != kNoNode; c = tree_.next_sibling(c))
        arguments.push_back(c);
    } else {
      arguments.push_back(right);
    }
    return filled(a, "%s", arguments, depth);
  }
  return combined(op, a, evaluate(right, depth + 1));
}

Constant Constants::combined(std::string_view op, const Constant& a, const Constant& b) const {
  if (!a.known() || !b.known()) return {};
  if (a.is_string() || b.is_string()) {
    const Language language = tree_.grammar().spec().language;
    const std::string_view concat = language == Language::kPhp ? "." : language == Language::kC ? "" : "+";
    if (op == concat) return concatenate(a, b);
    return is_comparison(op) ? kSomeBoolean : Constant{};
  }
  if (is_comparison(op)) return compared(op, a, b);
  if (op == "&&" || op == "||" || op == "and" || op == "or") {
    if (a.kind != Kind::kBoolean || b.kind != Kind::kBoolean) return join(a, b);
    const bool both = op == "&&" || op == "and";
    return boolean(both ? a.integer != 0 && b.integer != 0 : a.integer != 0 || b.integer != 0);
  }
  return a.is_number() && b.is_number() ? arithmetic(op, a, b) : Constant{};
}

// "a" "b", f"a{x}b", `a${x}b`.
Constant Constants::interpolated(uint32_t node, int depth) const {
  Constant whole = string("");
  size_t end = kNoNode;
  for (uint32_t c = tree_.first_child(node); c != kNoNode; c = tree_.next_sibling(c)) {
    Constant part;
    if (tree_.role(c) == Role::kStringContent) {
      part = string(tree_.text(c));
    } else if (tree_.role(c) == Role::kInterpolation) {
      const uint32_t expression = tree_.first_child(c);
      if (expression == kNoNode) return {};
      part = evaluate(expression, depth + 1);
      if (tree_.next_sibling(expression) != kNoNode && part.known()) part = kSomeString;
    } else {
      part = evaluate(c, depth + 1);
    }
    if (!part.known()) return {};
    // Text that no child covers: the value is a string, but not one that is known here.
    if (tree_.role(node) == Role::kString && end != kNoNode && tree_[c].begin != end) part = kSomeString;
    end = tree_[c].end;
    whole = concatenate(whole, part);
  }
  return whole;
}

// "{}".format(x), String.format("%s", x), "a".concat(b), sprintf("%s", x).
Constant Constants::formatted(uint32_t call, int depth) const {
  const uint32_t callee = tree_.child(call, FieldRole::kFunction);
  const uint32_t list = tree_.child(call, FieldRole::kArguments);
  if (callee == kNoNode || list == kNoNode) return {};
  std::vector<uint32_t> arguments;
  for (uint32_t c = tree_.first_child(list); c != kNoNode; c = tree_.next_sibling(c)) arguments.push_back(c);
  if (tree_.role(callee) == Role::kMember) {
    const uint32_t object = tree_.first_child(callee);
    const std::string_view method = tree_.text(tree_.last_child(callee));
    if (method != "format" && method != "concat") return {};
    if (method == "format" && tree_.text(object) == "String" && !arguments.empty()) {
      const Constant format = evaluate(arguments.front(), depth + 1);
      arguments.erase(arguments.begin());
      return filled(format, "%s", arguments, depth);
    }
    Constant value = evaluate(object, depth + 1);
    if (!value.is_string()) return {};
    if (method == "format") return filled(value, "{}", arguments, depth);
    for (const uint32_t argument : arguments) {
      const Constant more = evaluate(argument, depth + 1);
      if (!more.known()) return {};
      value = concatenate(value, more);
    }
    return value;
  }
  if (tree_.role(callee) != Role::kName || arguments.empty()) return {};
  const std::string_view name = tree_.text(callee);
  if (name == "sprintf" && tree_.grammar().spec().language != Language::kC) {
    const Constant format = evaluate(arguments.front(), depth + 1);
    arguments.erase(arguments.begin());
    return filled(format, "%s", arguments, depth);
  }
  if (name == "escapeshellarg") {
    return evaluate(arguments.front(), depth + 1).is_string() ? kSomeString : Constant{};
  }
  return {};
}

// The format with its marks replaced, where there are only plain ones; else some string, if every argument is
// constant.
Constant Constants::filled(const Constant& format, std::string_view mark,
                           const std::vector<uint32_t>& arguments, int depth) const {
  if (!format.is_string()) return {};
  bool exact = format.kind == Kind::kString;
  std::string out;
  std::string_view rest = format.text;
  for (const uint32_t argument : arguments) {
    if (tree_.role(argument) == Role::kMapping) return {};
    const uint32_t named =
        tree_.role(argument) == Role::kKeywordArgument ? tree_.child(argument, FieldRole::kValue) : argument;
    if (named == kNoNode) return {};
    const Constant value = evaluate(named, depth + 1);
    if (!value.known()) return {};
    const size_t at = rest.find(mark);
    exact = exact && named == argument && has_text(value) && at != std::string_view::npos;
    if (!exact) continue;
    out += rest.substr(0, at);
    out += text_of(value);
    rest.remove_prefix(at + mark.size());
  }
  if (!exact || rest.find(mark[0]) != std::string_view::npos || out.find(mark[0]) != std::string::npos) {
    return kSomeString;
  }
  out += rest;
  return out.size() > kMaxText ? kSomeString : string(keep(std::move(out)));
}

}  // namespace broch::scan
