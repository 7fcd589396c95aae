// For tests: what a pattern matches in a piece of code of one language.
#pragma once

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

#include "scan/lang/grammar.h"
#include "scan/match/matcher.h"
#include "scan/tree/parse.h"

namespace broch::scan::testing {

struct Row {
  std::string pattern;
  std::string code;
  std::vector<std::string> expected;  ///< the matched texts, in order of place
};

/// The matched texts, in order of place and each place once; or the error.
inline std::vector<std::string> matches(Language language, const std::string& pattern,
                                        const std::string& code) {
  const Grammar& grammar = Grammar::of(language);
  Metavariables variables;
  const auto compiled = compile_pattern(pattern, grammar, variables);
  if (!compiled) return {"error: " + compiled.error().what};
  Work unlimited{.left = UINT64_MAX};
  const auto parsed = parse(code, grammar, unlimited, code_of(code, grammar));
  if (!parsed) return {"error: no tree"};
  const Names names(parsed->tree);
  Work work;
  std::vector<Match> found;
  Matcher(parsed->tree, names, MatchOptions{}, work).find(*compiled, found);
  std::set<Span> places;
  for (const Match& match : found) places.insert(match.span);
  std::vector<std::string> texts;
  for (const Span& place : places) texts.push_back(code.substr(place.begin, place.size()));
  return texts;
}

inline void expect_rows(Language language, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_THAT(matches(language, row.pattern, row.code), ::testing::ElementsAreArray(row.expected))
        << row.pattern << "\n  in\n"
        << row.code;
  }
}

}  // namespace broch::scan::testing
