// For the tests of languages: rows of a pattern, a piece of code and the texts that the pattern finds in it.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "scan/match/matcher.h"
#include "scan/tree/parse.h"

namespace broch::scan {

struct PatternRow {
  const char* pattern;
  std::string code;
  std::vector<std::string> found;  ///< distinct texts in order of their place
};

inline std::vector<std::string> found_by(Language language, std::string_view pattern,
                                         const std::string& code) {
  Metavariables variables;
  const Grammar& grammar = Grammar::of(language);
  const auto compiled = compile_pattern(pattern, grammar, variables);
  if (!compiled) return {"error: " + compiled.error().what};
  const auto parsed = parse(code, grammar, std::chrono::seconds(5));
  if (!parsed) return {"no parse"};
  const Names names(parsed->tree);
  Work work;
  std::vector<Match> matches;
  const MatchOptions options;
  Matcher(parsed->tree, names, options, work).find(*compiled, matches);
  std::set<Span> spans;
  for (const Match& match : matches) spans.insert(match.span);
  std::vector<std::string> out;
  for (const Span& span : spans) out.push_back(code.substr(span.begin, span.size()));
  return out;
}

inline void check_rows(Language language, const std::vector<PatternRow>& rows) {
  for (const PatternRow& row : rows) {
    EXPECT_EQ(found_by(language, row.pattern, row.code), row.found)
        << "pattern: " << row.pattern << "\ncode: " << row.code;
  }
}

}  // namespace broch::scan
