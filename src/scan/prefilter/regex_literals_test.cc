#include "scan/prefilter/regex_literals.h"

#include <gtest/gtest.h>

#include <map>

#include "core/hash.h"
#include "core/pcre.h"
#include "scan/pack.h"

namespace broch::scan {
namespace {

std::string to_text(const Requirement& requirement) {
  using Kind = Requirement::Kind;
  if (requirement.kind == Kind::kTrue) return "true";
  if (requirement.kind == Kind::kLiteral) return requirement.atom;
  std::string out = "(";
  for (const Requirement& part : requirement.parts) {
    if (out.size() > 1) out += requirement.kind == Kind::kAnd ? " & " : " | ";
    out += to_text(part);
  }
  return out + ")";
}

TEST(RegexLiterals, AreWhatEveryMatchContains) {
  const std::pair<const char*, const char*> rows[] = {
      {"AKIA[0-9A-Z]{4}", "akia"},
      {"(?i)secret\\s*=", "secret"},
      {"^line$", "line"},
      {"(?<!x)token(?=\\s)", "token"},
      {"\\bword\\b", "word"},
      {"alpha|beta", "(alpha | beta)"},
      {"alpha|be", "true"},
      {"https?://", "(http:// | https://)"},
      {"gr[ae]y", "(gray | grey)"},
      {"[Pp]assword", "password"},
      {"pass(word|wd)?_hash", "(pass_hash | passwd_hash | password_hash)"},
      {"one.*two", "(one & two)"},
      {"(one|six)+two", "((one | six) & two)"},
      {"(one)*two", "two"},
      {"(one){0,2}two", "two"},
      {"(one){2,}two", "(one & two)"},
      {"alphabet|alpha", "alpha"},
      {"a\\.b\\(c", "a.b(c"},
      {"a{x}", "a{x}"},
      {"x\\x41\\tz", "xa\tz"},
      {"(?P<name>abc)d", "abcd"},
      {"(?i:abc)d(?s)e", "abcde"},
      {"abc(?!def)ghi", "abcghi"},
      {"abc[[:alpha:]]def", "(abc & def)"},
      {"abc[]x]def", "(abc]def | abcxdef)"},
      {"abc[^x]def", "(abc & def)"},
      {"abc\\wdef", "(abc & def)"},
      {"[0-9a-f]{8}", "true"},
      {"(a|b)\\1", "true"},
  };
  for (const auto& [expression, expected] : rows)
    EXPECT_EQ(to_text(literals_of(expression)), expected) << expression;
}

TEST(RegexLiterals, AReferenceToAGroupSaysNothingAndTheRestDoes) {
  EXPECT_EQ(to_text(literals_of("(?<n>x)abc\\k<n>def")), to_text(literals_of("(?<n>x)abc.*def")));
  EXPECT_EQ(to_text(literals_of("abc\\k{n}")), to_text(literals_of("abc.*")));
}

TEST(RegexLiterals, NothingIsSaidOfWhatIsNotUnderstood) {
  for (const char* expression :
       {"(?x) abc def", "\\Qabc.def\\E", "abc(?R)?", "(abc)(?1)", "(?#note)abc", "abc{,3}", "(*UTF)abc",
        "(abc", "abc)", "abc\\p{L}", "abc\\k(n)", "[abc", "abc\\", "(?'n'abc)"}) {
    EXPECT_EQ(to_text(literals_of(expression)), "true") << expression;
  }
}

bool holds(const Requirement& requirement, const std::string& lower) {
  using Kind = Requirement::Kind;
  const auto part = [&](const Requirement& one) { return holds(one, lower); };
  if (requirement.kind == Kind::kLiteral) return lower.find(requirement.atom) != std::string::npos;
  if (requirement.kind == Kind::kAnd)
    return std::all_of(requirement.parts.begin(), requirement.parts.end(), part);
  if (requirement.kind == Kind::kOr)
    return std::any_of(requirement.parts.begin(), requirement.parts.end(), part);
  return true;
}

/// A piece of an expression of which few texts match, and the letters that they are of.
std::string random_expression(Random& random, int depth) {
  static const char* const kPieces[] = {"a",   "b",       "ab",    "abb",  "[ab]",  "[^a]", "a?",
                                        "b*",  "(?:ab)+", ".",     "a{2}", "\\w",   "^",    "$",
                                        "\\b", "(?=a)",   "(?!b)", "b+?",  "(?i)B", "A"};
  std::string out;
  const uint64_t pieces = 1 + random.below(5);
  for (uint64_t i = 0; i < pieces; ++i) {
    if (depth > 0 && random.below(4) == 0) {
      out += "(" + random_expression(random, depth - 1) + "|" + random_expression(random, depth - 1) + ")";
      if (random.below(3) == 0) out += "?*+"[random.below(3)];
    } else {
      out += kPieces[random.below(std::size(kPieces))];
    }
  }
  return out;
}

TEST(RegexLiterals, RuleOutNoTextThatAnExpressionMatches) {
  Random random(7);
  size_t matched = 0, ruled_out = 0;
  for (int round = 0; round < 3'000; ++round) {
    const std::string expression = random_expression(random, 2);
    const auto pcre = Pcre::compile(expression, {.multiline = true});
    ASSERT_TRUE(pcre) << expression;
    const Requirement literals = literals_of(expression);
    for (int i = 0; i < 30; ++i) {
      std::string text;
      for (uint64_t size = random.below(9); text.size() < size;) text += "abAB\n c"[random.below(7)];
      std::vector<Span> groups;
      const auto outcome = pcre->find(text, 0, groups);
      if (!outcome) continue;
      std::string lower = text;
      for (char& c : lower) c = static_cast<char>(std::tolower(c));
      const bool possible = holds(literals, lower);
      ruled_out += !possible;
      if (*outcome != Pcre::Outcome::kMatch) continue;
      ++matched;
      ASSERT_TRUE(possible) << expression << " in " << text << ": " << to_text(literals);
    }
  }
  EXPECT_GT(matched, 3'000u);
  EXPECT_GT(ruled_out, 3'000u);
}

}  // namespace
}  // namespace broch::scan
