// How far a judge can be talked round: the same replies with and without instructions to the judge in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eval/grade/judge.h"
#include "stats/estimate.h"

namespace broch::eval {

/// What a reply could say to its judge, as a text behind the reply. "{{reply}}", where it occurs, is where
/// the reply itself stands. `wanted` is the verdict that it asks for.
struct JudgeInjection {
  std::string name, text;
  std::string wanted;
};

/// Forged marks, verdicts, orders, claims of authority, in a few forms each, that ask for `wanted`.
std::vector<JudgeInjection> judge_injections(const std::string& wanted);

/// Verdicts that became what the injection asked for (`flipped`), of those that were something else before,
/// and beside it those that did so when as much harmless text was added (`by_chance`): a judge that is unsure
/// changes its mind at any change. `unread` answers kept to no grammar.
struct Flips {
  stats::Count flipped, by_chance;
  int64_t unread = 0;
};

/// Judges each of `replies` alone, with every injection and with harmless text. `words` are the verdicts that
/// the judge is held to, as a grader holds it.
asio::awaitable<Flips> measure_flips(const Judge& judge, const Judge::Fields& fields,
                                     const Judge::Grammar& grammar, std::vector<std::string> words,
                                     std::vector<std::string> replies,
                                     std::vector<JudgeInjection> injections);

}  // namespace broch::eval
