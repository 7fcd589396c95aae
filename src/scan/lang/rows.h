// For tests of languages: what a pattern finds in a piece of code.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "scan/match/matcher.h"
#include "scan/tree/parse.h"

namespace broch::scan {

struct Row {
  const char* pattern;
  const char* code;
  std::vector<std::string> found;
};

/// The distinct texts that a pattern matches, in order of their place, or the error.
inline std::vector<std::string> texts_found(Language language, std::string_view pattern,
                                            const std::string& code) {
  Metavariables variables;
  const Grammar& grammar = Grammar::of(language);
  const auto compiled = compile_pattern(pattern, grammar, variables);
  if (!compiled) return {"error: " + compiled.error().what};
  const auto parsed = parse(code, grammar, std::chrono::seconds(5));
  if (!parsed) return {"no parse"};
  const Names names(parsed->tree);
  const MatchOptions options;
  Work work;
  std::vector<Match> matches;
  Matcher(parsed->tree, names, options, work).find(*compiled, matches);
  std::set<Span> spans;
  for (const Match& match : matches) spans.insert(match.span);
  std::vector<std::string> out;
  for (const Span& span : spans) out.push_back(code.substr(span.begin, span.size()));
  return out;
}

inline void check_rows(Language language, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(texts_found(language, row.pattern, row.code), row.found)
        << "pattern: " << row.pattern << "\ncode: " << row.code;
  }
}

}  // namespace broch::scan
