#include "scan/lang/grammar.h"

#include <gmock/gmock.h>

#include <set>

#include "scan/tree/parse.h"

namespace broch::scan {
namespace {

/// The tree as kind(child child), fields as `field:`.
std::string shape(const FlatTree& tree, uint32_t node) {
  std::string out(tree.grammar().kind_name(tree[node].kind));
  if (tree.is_leaf(node)) return out + "=" + std::string(tree.text(node));
  out += '(';
  for (uint32_t c = tree.first_child(node); c != kNoNode; c = tree.next_sibling(c)) {
    if (c != node + 1) out += ' ';
    out += shape(tree, c);
  }
  return out + ')';
}

std::string shape(Language language, std::string_view code) {
  Work unlimited{.left = UINT64_MAX};
  const auto parsed = parse(code, Grammar::of(language), unlimited);
  return shape(parsed->tree, 0);
}

TEST(Grammar, FlatMethodCallsBecomeCallsOfMembers) {
  EXPECT_EQ(
      shape(Language::kJava, "a.b.f(x).g();"),
      "program(expression_statement(method_invocation(field_access(method_invocation(field_access("
      "field_access(identifier=a identifier=b) identifier=f) argument_list(identifier=x)) identifier=g) "
      "argument_list=())))");
  EXPECT_EQ(shape(Language::kJava, "f(x);"),
            "program(expression_statement(method_invocation(identifier=f argument_list(identifier=x))))");
  EXPECT_EQ(shape(Language::kRuby, "(a).f(x)"),
            "program(call(member(identifier=a identifier=f) argument_list(identifier=x)))");
}

TEST(Grammar, AMemberWithoutArgumentsIsNoCall) {
  EXPECT_EQ(shape(Language::kRuby, "A::B.c; A::B.c 1"),
            "program(member(member(constant=A constant=B) identifier=c) "
            "call(member(member(constant=A constant=B) identifier=c) argument_list(integer=1)))");
}

TEST(Grammar, SymbolsAreTheirNames) {
  EXPECT_EQ(shape(Language::kRuby, "f a: 1, :b => :c"),
            "program(call(identifier=f argument_list(pair(symbol=a integer=1) pair(symbol=b symbol=c))))");
}

TEST(Grammar, ACommandIsAListOfWords) {
  EXPECT_EQ(shape(Language::kBash, "rm -r $x ${y} > z"),
            "program(redirected_statement(command(word=rm word=-r expansion(variable_name=x) "
            "expansion(variable_name=y)) file_redirect(word=z)))");
}

// A typing error in a table would make a kind of its own that no tree has.
TEST(Grammar, TablesNameKindsThatExist) {
  for (const Language language : kLanguages) {
    const LanguageSpec& spec = spec_of(language);
    // TSX has the table of TypeScript, which knows one kind more.
    if (spec.grammar == nullptr || language == Language::kTsx) continue;
    const Grammar& grammar = Grammar::of(language);
    std::set<std::string_view> made;
    for (const RoleEntry& entry : spec.roles) made.insert(entry.as);
    for (const Reshape& reshape : spec.reshapes) made.insert(reshape.as);
    for (const RoleEntry& entry : spec.roles) {
      bool known = made.contains(entry.kind);
      for (uint16_t kind = 0; kind < grammar.symbol_count() && !known; ++kind) {
        known = grammar.kind_name(kind) == entry.kind;
      }
      EXPECT_TRUE(known) << spec.name << " has no kind " << entry.kind;
    }
  }
}

}  // namespace
}  // namespace broch::scan
