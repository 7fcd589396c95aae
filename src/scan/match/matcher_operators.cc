// Binary operators: `a + ...`, operands in any grouping and, where the operator commutes, in any order.
#include "scan/match/matcher.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxOperands = 256;
/// Beyond so many operands in no order one assignment of them is as good as any.
constexpr size_t kMaxSearched = 8;

/// The operator of a node with two operands; empty where there is none.
std::string_view operator_of(const FlatTree& tree, uint32_t node) {
  const uint32_t left = tree.first_child(node);
  const uint32_t middle = left == kNoNode ? kNoNode : tree.next_sibling(left);
  if (middle == kNoNode || tree.grammar().named(tree[middle].kind)) return {};
  const uint32_t right = tree.next_sibling(middle);
  return right != kNoNode && tree.next_sibling(right) == kNoNode ? tree.text(middle) : std::string_view();
}

bool is_boolean(std::string_view op) { return op == "&&" || op == "||" || op == "and" || op == "or"; }

/// Grouping does not matter. `.` joins strings where + only adds.
bool is_associative(std::string_view op, Language language) {
  return is_boolean(op) || op == "|" || op == "&" || op == "^" || (op == "." && language == Language::kPhp);
}

}  // namespace

bool Matcher::match_operands(uint32_t p, uint32_t c, Next next) {
  if (code_.role(c) != Role::kBinary) return false;
  const FlatTree& tree = pattern_->tree;
  const auto is_ellipsis = [&](uint32_t n) {
    const Op op = pattern_->notes[n].op;
    return op == Op::kEllipsis || op == Op::kEllipsisVariable;
  };
  for (uint32_t n = p; tree.role(n) == Role::kBinary; n = tree.first_child(n)) {
    if (is_ellipsis(tree.last_child(n)) || is_ellipsis(tree.first_child(n))) {
      return match_open_operands(p, c, next);
    }
  }
  if (match_generic(p, c, next)) return true;
  const std::string_view op = operator_of(tree, p);
  if (op != operator_of(code_, c)) return false;
  if ((op == "==" || op == "!=") && options_.symmetric_eq) return match_swapped(p, c, next);
  if (!options_.ac_matching || !is_associative(op, tree.grammar().spec().language)) return false;
  Items ps, cs;
  operands(tree, p, op, ps);
  operands(code_, c, op, cs);
  const bool commutes = is_boolean(op) ? options_.commutative_boolop : op != ".";
  if (ps.size() > cs.size() || !work_.step(cs.size())) return false;
  if (commutes && cs.size() <= kMaxSearched) return match_unordered(ps, 0, cs, 0, true, next);
  // As written they were just tried.
  if (ps.size() == 2 && cs.size() == 2) return false;
  return match_some_in_order(ps, 0, cs, 0, next);
}

/// All operands of nested operations of one operator, left to right.
void Matcher::operands(const FlatTree& tree, uint32_t node, std::string_view op, Items& out) {
  Items todo{node};
  while (!todo.empty() && out.size() < kMaxOperands) {
    const uint32_t n = todo.back();
    todo.pop_back();
    if (tree.role(n) == Role::kBinary && operator_of(tree, n) == op) {
      todo.push_back(tree.last_child(n));
      todo.push_back(tree.first_child(n));
    } else {
      out.push_back(n);
    }
  }
}

// `a + ...` goes down the left spine: + is not associative.
bool Matcher::match_open_operands(uint32_t p, uint32_t c, Next next) {
  const auto spine = [](const FlatTree& tree, uint32_t node, std::string_view op, Items& out) {
    while (tree.role(node) == Role::kBinary && operator_of(tree, node) == op && out.size() < kMaxOperands) {
      out.push_back(tree.last_child(node));
      node = tree.first_child(node);
    }
    out.push_back(node);
    std::reverse(out.begin(), out.end());
  };
  const std::string_view op = operator_of(pattern_->tree, p);
  if (op != operator_of(code_, c)) return false;
  Items ps, cs;
  spine(pattern_->tree, p, op, ps);
  spine(code_, c, op, cs);
  return match_ordered(ps, 0, cs, 0, &Matcher::match, next);
}

/// `1 == a` for `a == 1`.
bool Matcher::match_swapped(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  return match(tree.first_child(p), code_.last_child(c),
               [&] { return match(tree.last_child(p), code_.first_child(c), next); });
}

bool Matcher::is_equality(const FlatTree& tree, uint32_t node) {
  const std::string_view op = operator_of(tree, node);
  return op == "==" || op == "!=";
}

/// The pattern's operands occur in their order, others may stand between.
bool Matcher::match_some_in_order(const Items& p, size_t pi, const Items& c, size_t ci, Next next) {
  if (pi == p.size()) return next();
  for (; c.size() - ci >= p.size() - pi; ++ci) {
    if (!work_.step()) return true;
    if (match(p[pi], c[ci], [&] { return match_some_in_order(p, pi + 1, c, ci + 1, next); })) return true;
  }
  return false;
}

}  // namespace broch::scan
