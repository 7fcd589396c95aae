#include "scan/tree/types.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "scan/tree/names.h"

namespace broch::scan {
namespace {

constexpr int kMaxDepth = 8;
constexpr size_t kMaxType = 512;

/// Words of a declaration that are no part of the type's name.
constexpr std::string_view kQualifiers[] = {"const",  "volatile", "final",    "struct", "enum", "class",
                                            "static", "register", "restrict", "mut",    "ref",  "out",
                                            "in",     "readonly", "extern",   "inline", "dyn"};
/// Names that leave the type to the value.
constexpr std::string_view kOpen[] = {"var", "auto", "let", "val"};

template <typename Words>
bool among(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_name_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == ':' || c == '$' ||
         c == '\\';
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!std::isspace(static_cast<unsigned char>(c))) out += c;
  }
  return out;
}

size_t last_separator(std::string_view name) {
  const size_t at = name.find_last_of(".:\\");
  return at == std::string_view::npos ? 0 : at + 1;
}

/// One ends with the other at the border of a component.
bool same_name(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (!a.ends_with(b)) return false;
  return a.size() == b.size() || last_separator(a) >= a.size() - b.size() ||
         std::string_view(".:\\").find(a[a.size() - b.size() - 1]) != std::string_view::npos;
}

bool names_literal(Type::Kind kind, const Type& wanted) {
  const std::string name = to_lower(std::string_view(wanted.name).substr(last_separator(wanted.name)));
  constexpr std::string_view kStrings[] = {"string", "str", "charsequence"};
  constexpr std::string_view kIntegers[] = {"int", "integer", "int32", "i32", "number", "long"};
  constexpr std::string_view kFloats[] = {"float", "double", "f64", "float64", "number"};
  constexpr std::string_view kBooleans[] = {"bool", "boolean"};
  switch (kind) {
    case Type::Kind::kString:
      return wanted.pointers == 1 ? name == "char" : wanted.pointers == 0 && among(kStrings, name);
    case Type::Kind::kInteger:
      return wanted.pointers == 0 && among(kIntegers, name);
    case Type::Kind::kFloat:
      return wanted.pointers == 0 && among(kFloats, name);
    case Type::Kind::kBoolean:
      return wanted.pointers == 0 && among(kBooleans, name);
    case Type::Kind::kNull:
      return wanted.pointers > 0;
    default:
      return false;
  }
}

}  // namespace

Type parse_type(std::string_view text) {
  text = trim(text);
  if (text.starts_with(':')) text = trim(text.substr(1));
  Type out;
  if (text.empty() || text.size() > kMaxType) return out;
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '<') {
      int depth = 0;
      const size_t begin = at;
      do {
        if (text[at] == '<') ++depth;
        if (text[at] == '>') --depth;
      } while (++at < text.size() && depth > 0);
      if (depth != 0) return {};
      out.arguments = without_blanks(text.substr(begin + 1, at - begin - 2));
    } else if (c == '[') {
      const size_t close = text.find(']', at);
      if (close == std::string_view::npos) return {};
      // Go writes the brackets before the name, others after it.
      if (words.empty()) words.emplace_back();
      words.back() += "[]";
      at = close + 1;
    } else if (is_name_char(c)) {
      const size_t begin = at;
      while (at < text.size() && is_name_char(text[at])) ++at;
      const std::string_view word = text.substr(begin, at - begin);
      if (among(kQualifiers, word)) continue;
      if (!words.empty() && words.back().starts_with('[')) {
        words.back() += word;
      } else {
        words.emplace_back(word);
      }
    } else {
      if (c == '*') ++out.pointers;
      if (c != '*' && c != '&' && c != '?' && !std::isspace(static_cast<unsigned char>(c))) return {};
      ++at;
    }
  }
  if (words.empty()) return {};
  out.kind = Type::Kind::kNamed;
  out.name = broch::join(words, " ");
  return out;
}

bool is_of_type(const Type& wanted, const Type& found) {
  if (!wanted.known() || !found.known()) return false;
  if (found.kind != Type::Kind::kNamed) return names_literal(found.kind, wanted);
  if (wanted.pointers != found.pointers || !same_name(wanted.name, found.name)) return false;
  // Metavariables in the arguments stand for anything.
  return wanted.arguments.empty() || found.arguments.empty() ||
         wanted.arguments.find('$') != std::string::npos || wanted.arguments == found.arguments;
}

std::string required_word(const Type& wanted) {
  using Kind = Type::Kind;
  if (wanted.kind != Kind::kNamed || wanted.pointers > 0) return {};
  for (const Kind kind : {Kind::kString, Kind::kInteger, Kind::kFloat, Kind::kBoolean}) {
    if (names_literal(kind, wanted)) return {};
  }
  std::string_view name = wanted.name;
  while (name.ends_with("[]")) name.remove_suffix(2);
  const size_t before =
      name.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  if (before != std::string_view::npos && name[before] == '$') return {};
  return std::string(name.substr(before == std::string_view::npos ? 0 : before + 1));
}

Types::Types(const FlatTree& tree, const Names& names) : tree_(tree), names_(names) { collect(); }

uint32_t Types::type_child(uint32_t node) const {
  for (uint32_t c = tree_.first_child(node); c != kNoNode; c = tree_.next_sibling(c)) {
    if (tree_.grammar().is_type_field(tree_[c].field)) return c;
  }
  return kNoNode;
}

const Types::Declaration* Types::declaration_of(uint32_t name) const {
  const uint32_t definition = names_.scopes().definition_of(name);
  if (definition != Scopes::kUnresolved) {
    const auto found = by_definition_.find(definition);
    return found == by_definition_.end() ? nullptr : &found->second;
  }
  const auto found = by_name_.find(tree_.text(name));
  return found == by_name_.end() ? nullptr : &found->second;
}

Type Types::declared(const Declaration& declaration, int depth) const {
  Type type = declaration.type == kNoNode ? Type{} : parse_type(tree_.text(declaration.type));
  if (declaration.type == kNoNode || among(kOpen, type.name))
    return declaration.value == kNoNode ? Type{} : of(declaration.value, depth + 1);
  type.pointers += declaration.pointers;
  type.node = declaration.type;
  return type;
}

Type Types::literal(uint32_t node) const {
  const std::string_view text = tree_.text(node);
  Type out;
  switch (tree_.role(node)) {
    case Role::kString:
    case Role::kConcatenatedString:
      out.kind = Type::Kind::kString;
      break;
    case Role::kNumber:
      out.kind = text.find('.') != std::string_view::npos ? Type::Kind::kFloat : Type::Kind::kInteger;
      break;
    default:
      if (text == "true" || text == "false" || text == "True" || text == "False")
        out.kind = Type::Kind::kBoolean;
      if (text == "NULL" || text == "nullptr" || text == "null") out.kind = Type::Kind::kNull;
  }
  return out;
}

Type Types::of(uint32_t node, int depth) const {
  if (depth > kMaxDepth || node == kNoNode) return {};
  if (Type known = literal(node); known.known()) return known;
  switch (tree_.role(node)) {
    case Role::kName: {
      const Declaration* declaration = declaration_of(node);
      return declaration == nullptr ? Type{} : declared(*declaration, depth);
    }
    case Role::kMember:
      return member(node, depth);
    case Role::kNew: {
      const uint32_t made = tree_.child(node, FieldRole::kFunction);
      return written_at(made != kNoNode ? made : type_child(node));
    }
    case Role::kCast:
      return cast(node, depth);
    case Role::kCall: {
      // Go's new(T) is a pointer to a T.
      const uint32_t callee = tree_.child(node, FieldRole::kFunction);
      const uint32_t arguments = tree_.child(node, FieldRole::kArguments);
      const bool makes = tree_.grammar().spec().language == Language::kGo && callee != kNoNode &&
                         arguments != kNoNode && tree_.text(callee) == "new";
      if (!makes) return written_at(type_child(node));
      Type type = written_at(tree_.first_child(arguments));
      type.pointers += type.known() ? 1 : 0;
      return type;
    }
    case Role::kReference: {
      Type type = of(tree_.last_child(node), depth + 1);
      if (type.kind == Type::Kind::kNamed) type.pointers += tree_.text(node).starts_with('&') ? 1 : -1;
      return type;
    }
    case Role::kBinary: {
      // What is added to a string is a string.
      const uint32_t left = tree_.first_child(node);
      const uint32_t op = tree_.next_sibling(left);
      if (op == kNoNode || tree_.text(op) != "+") return {};
      for (const uint32_t operand : {left, tree_.last_child(node)}) {
        const Type type = of(operand, depth + 1);
        if (type.kind == Type::Kind::kString) return type;
        if (type.kind == Type::Kind::kNamed && same_name(to_lower(type.name), "string")) return type;
      }
      return {};
    }
    case Role::kFunction:
    case Role::kLambda:
    case Role::kDeclaration:
    case Role::kDeclarator:
    case Role::kParameters:
      return {};
    default: {
      // Literals of a type: Go's T{...}, and its &T{...}.
      if (tree_.child(node, FieldRole::kTarget) != kNoNode) return {};
      if (const uint32_t type = type_child(node); type != kNoNode) return written_at(type);
      const uint32_t first = tree_.first_child(node);
      if (first == kNoNode || tree_.grammar().named(tree_[first].kind) || tree_.text(first) != "&") return {};
      Type type = of(tree_.last_child(node), depth + 1);
      type.pointers += type.kind == Type::Kind::kNamed ? 1 : 0;
      return type;
    }
  }
}

Type Types::written_at(uint32_t type) const {
  if (type == kNoNode) return {};
  Type out = parse_type(tree_.text(type));
  out.node = type;
  return out;
}

Type Types::cast(uint32_t node, int depth) const {
  if (tree_.is_leaf(node)) return {};
  uint32_t type = type_child(node);
  const uint32_t value = cast_value(tree_, node);
  if (type == kNoNode) {
    // TypeScript gives it no field: `x as T`, `<T>x`.
    const bool before = tree_.text(node).starts_with('<');
    type = before ? tree_.first_child(tree_.first_child(node)) : tree_.last_child(node);
  }
  return type == kNoNode || type == value ? of(value, depth + 1) : written_at(type);
}

Type Types::member(uint32_t node, int depth) const {
  if (tree_.is_leaf(node)) return {};
  const uint32_t object = tree_.first_child(node);
  const std::string_view field = tree_.text(tree_.last_child(node));
  if (tree_.role(object) == Role::kThis) {
    const auto& fields = fields_need_object() ? fields_ : by_name_;
    const auto found = fields.find(field);
    return found == fields.end() ? Type{} : declared(found->second, depth + 1);
  }
  if (by_class_.empty()) return {};
  const Type type = of(object, depth + 1);
  if (type.kind != Type::Kind::kNamed) return {};
  const auto found = by_class_.find(type.name + "." + std::string(field));
  return found == by_class_.end() ? Type{} : declared(found->second, depth + 1);
}

}  // namespace broch::scan
