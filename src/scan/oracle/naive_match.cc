// Nodes against nodes.
#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "scan/oracle/naive.h"

namespace broch::scan::oracle {

std::vector<uint32_t> children_of(const FlatTree& tree, uint32_t node) {
  std::vector<uint32_t> out;
  for (uint32_t c = tree.first_child(node); c != kNoNode; c = tree.next_sibling(c)) out.push_back(c);
  return out;
}

std::string_view associative_operator(const FlatTree& tree, uint32_t node) {
  if (tree.role(node) != Role::kBinary) return {};
  for (const uint32_t part : children_of(tree, node)) {
    for (const char* op : {"&&", "||", "and", "or", "|", "&", "^"}) {
      if (tree.is_leaf(part) && tree.text(part) == op) return op;
    }
  }
  return {};
}

bool equal_code(const FlatTree& tree, uint32_t a, uint32_t b) {
  const bool names = tree.role(a) == Role::kName && tree.role(b) == Role::kName;
  if (!names && tree[a].kind != tree[b].kind) return false;
  if (tree.role(a) == Role::kString) {
    return string_content(tree.text(a)) == string_content(tree.text(b));
  }
  const auto as = children_of(tree, a), bs = children_of(tree, b);
  if (as.size() != bs.size()) return false;
  if (as.empty()) return tree.text(a) == tree.text(b);
  for (size_t i = 0; i < as.size(); ++i) {
    if (!equal_code(tree, as[i], bs[i])) return false;
  }
  return true;
}

bool equal_values(const FlatTree& tree, const Value& a, const Value& b) {
  if ((a.first == kNoNode) != (b.first == kNoNode)) return false;
  const auto text = [&](const Value& v) { return tree.source().substr(v.span.begin, v.span.size()); };
  if (a.first == kNoNode) return text(a) == text(b);
  uint32_t x = a.first, y = b.first;
  while (true) {
    if (!equal_code(tree, x, y)) return false;
    if ((x == a.last) != (y == b.last)) return false;
    if (x == a.last) return true;
    x = tree.next_sibling(x);
    y = tree.next_sibling(y);
  }
}

NaiveMatcher::Environments NaiveMatcher::bind(const Note& note, uint32_t first, uint32_t last, Span span,
                                              const Environment& e) const {
  if (note.variable == Metavariables::kAnonymous) return {e};
  const Value value{first, last, span};
  const std::string& name = names_.name(note.variable);
  if (const auto known = e.find(name); known != e.end()) {
    if (equal_values(c_, known->second, value)) return {e};
    return {};
  }
  Environment out = e;
  out[name] = value;
  return {out};
}

NaiveMatcher::Environments NaiveMatcher::match(uint32_t p, uint32_t c, const Environment& e) const {
  // Casts in the target are transparent.
  Environments out = match_itself(p, c, e);
  if (c_.role(c) == Role::kCast && p_.role(p) != Role::kCast && note(p).op == Op::kNode) {
    for (Environment& more : match(p, c_.last_child(c), e)) out.push_back(std::move(more));
  }
  return out;
}

NaiveMatcher::Environments NaiveMatcher::match_itself(uint32_t p, uint32_t c, const Environment& e) const {
  const Note& n = note(p);
  // What `$T` declares may be a pointer of any depth, and what it declares is behind the stars.
  while (n.pointed && c_.grammar().kind_name(c_[c].kind) == "pointer_declarator") c = c_.last_child(c);
  const bool plain_string = c_.role(c) == Role::kString;
  switch (n.op) {
    case Op::kMetavariable:
      return bind(n, c, c, c_.span(c), e);
    case Op::kEllipsis:
      return {e};
    case Op::kEllipsisVariable:
      return bind(n, c, c, c_.span(c), e);
    case Op::kDeep: {
      Environments out;
      for (uint32_t d = c; d < c_[c].next; ++d) {
        for (Environment& more : match(n.inner, d, e)) out.push_back(std::move(more));
      }
      return out;
    }
    case Op::kAnyString:
    case Op::kAnyTemplate:  // no language of the oracle has such strings
      return plain_string ? Environments{e} : Environments{};
    case Op::kStringVariable: {
      if (!plain_string) return {};
      const std::string_view content = string_content(c_.text(c));
      const size_t begin = static_cast<size_t>(content.data() - c_.source().data());
      return bind(n, kNoNode, kNoNode, {begin, begin + content.size()}, e);
    }
    case Op::kStringRegex: {
      if (!plain_string) return {};
      RegexMatch ignored;
      Work work;
      const bool found = reading_.regexes[n.regex].search(string_content(c_.text(c)), work, ignored);
      return found ? Environments{e} : Environments{};
    }
    case Op::kNode:
      break;
  }
  const Role role = p_.role(p);
  if (role == Role::kAssignment || role == Role::kDeclarator) return match_assignment(p, c, e);
  if (role == Role::kBlock) return match_block(p, c, e);
  if (!associative_operator(p_, p).empty()) return match_operands(p, c, e);
  // A block of the code around one statement is that statement.
  if (c_.role(c) == Role::kBlock && is_statement(c_.first_child(c) == kNoNode ? c : c_.first_child(c)) &&
      c_.first_child(c) != kNoNode && p_[p].kind != c_[c].kind) {
    const auto inner = children_of(c_, c);
    return inner.size() == 1 ? match_statement(p, inner[0], e) : Environments{};
  }
  if (role == Role::kExpressionStatement) return match_statement(p, c, e);
  if (p_.is_leaf(p) && role != Role::kArguments && role != Role::kParameters && role != Role::kList &&
      role != Role::kMapping) {
    return match_leaf(p, c, e);
  }
  return match_children(p, c, e);
}

NaiveMatcher::Environments NaiveMatcher::match_leaf(uint32_t p, uint32_t c, const Environment& e) const {
  const Role role = p_.role(p);
  if (role != c_.role(c)) return {};
  const std::string a(p_.text(p)), b(c_.text(c));
  if (role == Role::kNumber) {
    // By value.
    return std::strtod(a.c_str(), nullptr) == std::strtod(b.c_str(), nullptr) ? Environments{e}
                                                                              : Environments{};
  }
  if (role != Role::kName && p_[p].kind != c_[c].kind) return {};
  return a == b ? Environments{e} : Environments{};
}

// x = e, also as a declaration `T x = e` or `x := e`.
NaiveMatcher::Environments NaiveMatcher::match_assignment(uint32_t p, uint32_t c,
                                                          const Environment& e) const {
  Environments out;
  const Role role = c_.role(c);
  const bool declared = role == Role::kDeclarator && p_.role(p) == Role::kAssignment;
  // Go: `=` is met by `:=`, which is a kind of its own, not the other way round.
  const bool short_form = role == Role::kAssignment && p_[p].kind != c_[c].kind &&
                          c_.text(c).find(":=") != std::string_view::npos &&
                          p_.text(p).find(":=") == std::string_view::npos;
  if (!declared && !short_form && p_[p].kind != c_[c].kind) return {};
  if (!declared && !short_form) return match_children(p, c, e);
  const auto ps = children_of(p_, p), cs = children_of(c_, c);
  if (ps.size() < 2 || cs.size() < 2) return {};
  for (const Environment& one : match(ps.front(), cs.front(), e)) {
    for (Environment& both : match(ps.back(), cs.back(), one)) out.push_back(std::move(both));
  }
  return out;
}

// The operands of a chain of one operator, in any grouping and with others between; in any order for the
// bitwise ones.
NaiveMatcher::Environments NaiveMatcher::match_operands(uint32_t p, uint32_t c, const Environment& e) const {
  const std::string_view op = associative_operator(p_, p);
  if (associative_operator(c_, c) != op) return {};
  const auto operands = [&](const auto& self, const FlatTree& tree, uint32_t node) -> Nodes {
    if (associative_operator(tree, node) != op) return {node};
    Nodes out = self(self, tree, tree.first_child(node));
    for (const uint32_t more : self(self, tree, tree.last_child(node))) out.push_back(more);
    return out;
  };
  const Nodes ps = operands(operands, p_, p), cs = operands(operands, c_, c);
  if (op == "|" || op == "&" || op == "^") return match_unordered(ps, cs, true, e);
  return match_some(ps, cs, e);
}

// The items of the pattern in their order, others may stand between.
NaiveMatcher::Environments NaiveMatcher::match_some(const Nodes& ps, const Nodes& cs,
                                                    const Environment& e) const {
  if (ps.empty()) return {e};
  Environments out;
  const Nodes rest(ps.begin() + 1, ps.end());
  for (size_t i = 0; i < cs.size(); ++i) {
    const Nodes behind(cs.begin() + static_cast<std::ptrdiff_t>(i) + 1, cs.end());
    for (const Environment& one : match(ps.front(), cs[i], e)) {
      for (Environment& more : match_some(rest, behind, one)) out.push_back(std::move(more));
    }
  }
  return out;
}

// The children in order. What is optional (else, types) may be absent in the pattern; a list is a list.
NaiveMatcher::Environments NaiveMatcher::match_children(uint32_t p, uint32_t c, const Environment& e) const {
  if (p_[p].kind != c_[c].kind) return {};
  const Role role = p_.role(p);
  if (role == Role::kString) {
    return string_content(p_.text(p)) == string_content(c_.text(c)) ? Environments{e} : Environments{};
  }
  const Nodes all_p = children_of(p_, p), all_c = children_of(c_, c);
  if (role == Role::kArguments || role == Role::kParameters || role == Role::kList ||
      role == Role::kMapping) {
    return match_list(role, all_p, all_c, e);
  }
  const auto has_field = [&](uint16_t field) {
    for (const uint32_t one : all_p) {
      if (p_[one].field == field) return true;
    }
    return false;
  };
  Nodes ps, cs;
  for (const uint32_t one : all_p) {
    if (p_.field_role(one) != FieldRole::kIgnored) ps.push_back(one);
  }
  for (const uint32_t one : all_c) {
    if (c_.field_role(one) == FieldRole::kIgnored) continue;
    if (c_.field_role(one) == FieldRole::kOptional && !has_field(c_[one].field)) continue;
    cs.push_back(one);
  }
  // Catches in any order, others may be there; a finally, or an else, in both or in neither.
  if (role == Role::kTry) {
    const auto split = [](const FlatTree& tree, Nodes& all) {
      Nodes catches;
      for (const uint32_t one : all) {
        if (tree.role(one) == Role::kCatch) catches.push_back(one);
      }
      std::erase_if(all, [&](uint32_t one) { return tree.role(one) == Role::kCatch; });
      return catches;
    };
    const Nodes p_catches = split(p_, ps), c_catches = split(c_, cs);
    Environments out;
    for (const Environment& one : match_unordered(p_catches, c_catches, true, e)) {
      for (Environment& more : match_each(ps, cs, one)) out.push_back(std::move(more));
    }
    return out;
  }
  // `T a, b;` is `T a; T b;`.
  if (role == Role::kDeclaration) {
    for (const char* word : {"let ", "const "}) {
      if (!c_.grammar().spec().scoping.hoisted.empty() && p_.text(p).starts_with(word) &&
          !c_.text(c).starts_with(word)) {
        return {};
      }
    }
    const auto split = [](const FlatTree& tree, Nodes& all) {
      const auto is_declared = [&](uint32_t one) {
        return tree.role(one) == Role::kDeclarator || tree.field_role(one) == FieldRole::kTarget;
      };
      Nodes declared;
      std::copy_if(all.begin(), all.end(), std::back_inserter(declared), is_declared);
      std::erase_if(all, is_declared);
      return declared;
    };
    const Nodes p_declared = split(p_, ps), c_declared = split(c_, cs);
    Environments out;
    for (const Environment& one : match_each(ps, cs, e)) {
      for (Environment& more : match_some(p_declared, c_declared, one)) out.push_back(std::move(more));
    }
    return out;
  }
  // `return ...` matches with and without a value.
  if (role == Role::kReturn && cs.empty() && ps.size() == 1 && note(ps[0]).op == Op::kEllipsis) return {e};
  return match_each(ps, cs, e);
}

NaiveMatcher::Environments NaiveMatcher::match_each(const Nodes& ps, const Nodes& cs,
                                                    const Environment& e) const {
  if (ps.size() != cs.size()) return {};
  Environments now{e};
  for (size_t i = 0; i < ps.size(); ++i) {
    Environments next;
    for (const Environment& one : now) {
      for (Environment& more : match(ps[i], cs[i], one)) next.push_back(std::move(more));
    }
    now = std::move(next);
  }
  return now;
}

}  // namespace broch::scan::oracle
