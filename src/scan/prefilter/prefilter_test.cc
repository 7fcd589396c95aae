#include "scan/prefilter/prefilter.h"

#include <gmock/gmock.h>

#include <thread>

#include "scan/pack.h"

namespace broch::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Indexes of the rules, one per formula, that are live for a text.
class Filter {
 public:
  explicit Filter(const std::vector<std::string>& formulas) {
    std::string text = "rules:\n";
    for (size_t i = 0; i < formulas.size(); ++i) {
      text += "  - {id: r" + std::to_string(i) + ", languages: [python], severity: INFO, message: m, " +
              formulas[i] + "}\n";
    }
    auto pack = RulePack::compile({{"r.yaml", text}});
    EXPECT_TRUE(pack) << pack.error().to_string();
    pack_ = *pack;
  }
  std::vector<uint32_t> live(std::string_view text) const {
    Work work;
    return filter().live(text, work);
  }
  const Prefilter& filter() const {
    return pack_->compiled().languages[index_of(Language::kPython)].filter();
  }

 private:
  std::shared_ptr<const RulePack> pack_;
};

TEST(Prefilter, EveryWordOfAPatternMustOccur) {
  const Filter filter({"pattern: os.system($X)", "pattern: 'f(g(...), key=$V)'"});
  EXPECT_THAT(filter.live("os.system(1)"), ElementsAre(0));
  EXPECT_THAT(filter.live("from os import system"), ElementsAre(0));
  EXPECT_THAT(filter.live("os.remove(1)"), IsEmpty());
  EXPECT_THAT(filter.live("key"), ElementsAre(1)) << "one-letter names do not filter";
}

TEST(Prefilter, EitherNeedsOneAndNegationsNeedNothing) {
  const Filter filter(
      {"pattern-either: [{pattern: alpha()}, {pattern: beta()}]",
       "patterns: [{pattern: alpha(...)}, {pattern-not: gamma()}, {pattern-inside: 'delta(...)'}]"});
  EXPECT_THAT(filter.live("beta"), ElementsAre(0));
  EXPECT_THAT(filter.live("alpha delta"), ElementsAre(0, 1));
  EXPECT_THAT(filter.live("gamma"), IsEmpty());
}

TEST(Prefilter, PatternsWithoutWordsAreAlwaysLive) {
  const Filter filter({"pattern: $X == $X", "pattern-either: [{pattern: alpha()}, {pattern: $F($X)}]"});
  EXPECT_THAT(filter.live(""), ElementsAre(0, 1));
  EXPECT_EQ(filter.filter().always_live(), 2u);
}

TEST(Prefilter, ARuleSaysItselfWhatMustOccur) {
  const Filter filter({"pattern: $X == $X, metadata: {occurs: 'alpha|beta'}",
                       "pattern: gamma($X), metadata: {occurs: '(?i)delta'}"});
  EXPECT_EQ(filter.filter().always_live(), 0u);
  EXPECT_THAT(filter.live("beta"), ElementsAre(0));
  EXPECT_THAT(filter.live("gamma"), IsEmpty());
  EXPECT_THAT(filter.live("gamma DELTA"), ElementsAre(1));
}

TEST(Prefilter, AWordIsNoPartOfAnother) {
  const Filter filter({"pattern: get($X)"});
  EXPECT_THAT(filter.live("target(1)"), IsEmpty());
  EXPECT_THAT(filter.live("x.get(1)"), ElementsAre(0));
}

TEST(Prefilter, RegularExpressionsFilterAlsoWithLookAround) {
  const Filter filter({"pattern-regex: 'AKIA[0-9A-Z]{4}'", "pattern-regex: '(?<!x)token(?=\\s)'"});
  EXPECT_THAT(filter.live("key AKIA1234"), ElementsAre(0));
  const auto live = filter.live("a token here");
  EXPECT_THAT(live, ::testing::Contains(1));
}

TEST(Prefilter, AnAlternativeThatIsARegularExpressionWithoutWordsIsLookedAt) {
  const Filter filter({"pattern-either: [{pattern: alpha()}, {pattern-regex: '[a-d]{2}[0-9]{3}'}]"});
  EXPECT_THAT(filter.live("alpha"), ElementsAre(0));
  EXPECT_THAT(filter.live("ab123"), ElementsAre(0));
  EXPECT_THAT(filter.live("zz123"), IsEmpty());
}

TEST(Prefilter, ConditionsOnMetavariablesFilter) {
  const Filter filter(
      {"patterns: [{pattern: '$F(...)'}, {metavariable-regex: {metavariable: $F, regex: '^(alpha|be.ta)$'}}]",
       "patterns: [{pattern: '$F(...)'}, {metavariable-regex: {metavariable: $F, regex: '^(?!x)y'}}]",
       "patterns: [{pattern: '$F(...)'}, {metavariable-regex: {metavariable: $F, regex: '(?i)\\$gamma'}}]"});
  EXPECT_THAT(filter.live("x"), IsEmpty());
  EXPECT_THAT(filter.live("xy"), ElementsAre(1)) << "look-ahead tells nothing about the whole text";
  EXPECT_THAT(filter.live("alpha(x)"), ElementsAre(0));
  EXPECT_THAT(filter.live("be\nta"), ElementsAre(0)) << "a value may hold line breaks";
  EXPECT_THAT(filter.live("$GAMMA"), ElementsAre(2));
}

TEST(Prefilter, ConditionsFilterByWhatStandsBetweenTheirAssertions) {
  const Filter filter(
      {"patterns: [{pattern: '$F(...)'}, {metavariable-regex: {metavariable: $F, regex: "
       "'^alpha$|\\bbeta\\b'}}]",
       "patterns: [{pattern: '$F(...)'}, {metavariable-regex: {metavariable: $F, regex: "
       "'(?<!x)[\\]^$]gamma(?P<n>y)'}}]",
       "patterns: [{pattern: '$F(...)'}, {metavariable-regex: {metavariable: $F, regex: '(?R)?delta'}}]"});
  EXPECT_THAT(filter.live(""), ElementsAre(2)) << "recursion is not looked into";
  EXPECT_THAT(filter.live("xalphax"), ElementsAre(0, 2));
  EXPECT_THAT(filter.live("xbetax"), ElementsAre(0, 2));
  EXPECT_THAT(filter.live("$gammay"), ElementsAre(1, 2));
  EXPECT_THAT(filter.live("gammay"), ElementsAre(2));
}

// What the filter rules out must be what the rules do not find anyway.
TEST(Prefilter, NeverHidesAFinding) {
  // Without what is kept every rule is compiled.
  const auto pack = RulePack::Compiled::make(builtin_rule_files(), {}, {}, {});
  ASSERT_TRUE(pack);
  for (const Language language : kLanguages) {
    const LanguagePack& compiled = (*pack)->compiled().languages[index_of(language)];
    // A rule without a word that must occur makes every text of its language be parsed: few may.
    EXPECT_LE(compiled.filter().always_live(), 29u) << name(language);
    EXPECT_EQ(compiled.missing(), "") << name(language);
  }
}

TEST(Prefilter, ManyThreadsShareOne) {
  const Filter filter({"pattern: os.system($X)"});
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        if (filter.live("os.system").size() != 1 || !filter.live("nothing").empty()) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace broch::scan
