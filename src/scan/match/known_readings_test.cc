#include "scan/match/known_readings.h"

#include <gmock/gmock.h>

#include "scan/lang/grammar.h"
#include "scan/match/pattern.h"

namespace broch::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

std::vector<std::string> readings(std::string_view pattern, Language language, KnownReadings* known) {
  Metavariables variables;
  const auto compiled = compile_pattern(pattern, Grammar::of(language), variables, known);
  if (!compiled) return {compiled.error().what};
  std::vector<std::string> texts;
  for (const Reading& reading : compiled->readings) texts.push_back(*reading.text);
  return texts;
}

TEST(KnownReadings, APatternIsReadTheSameWhenItIsKnown) {
  const std::pair<Language, const char*> patterns[] = {
      {Language::kC, "$A * $B"},     {Language::kC, "int $X = $Y;"},
      {Language::kCSharp, "f($X);"}, {Language::kJavaScript, "{a: $X}"},
      {Language::kRuby, "$X.f"},     {Language::kRuby, "class $A < $B\nend"},  // its names must be capital
      {Language::kPython, "f(...)"},
  };
  KnownReadings known;
  for (const auto& [language, pattern] : patterns) {
    const std::vector<std::string> unaided = readings(pattern, language, nullptr);
    for (int run = 0; run < 2; ++run) EXPECT_EQ(readings(pattern, language, &known), unaided) << pattern;
  }
  EXPECT_EQ(known.size(), std::size(patterns));
}

TEST(KnownReadings, OnlyTheWaysThatAreKnownAreTried) {
  KnownReadings known;
  readings("$A * $B", Language::kC, &known);
  const auto ways = known.find(Language::kC, "$A * $B");
  ASSERT_TRUE(ways);
  ASSERT_GT(ways->size(), 1u);
  known.note(Language::kC, "$A * $B", {ways->back()});
  EXPECT_EQ(readings("$A * $B", Language::kC, &known).size(), 1u);
}

TEST(KnownReadings, WaysThatGiveNothingAreForgotten) {
  KnownReadings known;
  known.note(Language::kPython, "f($X)", {1'000'000});
  EXPECT_EQ(readings("f($X)", Language::kPython, &known), readings("f($X)", Language::kPython, nullptr));
  EXPECT_NE(known.find(Language::kPython, "f($X)"), KnownReadings::Ways{1'000'000});
}

TEST(KnownReadings, SurviveAsBytes) {
  KnownReadings known, read;
  known.note(Language::kC, "a", {0, 7});
  known.note(Language::kCpp, "a", {300});
  ASSERT_TRUE(read.add(known.to_bytes()));
  EXPECT_THAT(read.find(Language::kC, "a"), Optional(ElementsAre(0, 7)));
  EXPECT_THAT(read.find(Language::kCpp, "a"), Optional(ElementsAre(300)));
  EXPECT_FALSE(read.find(Language::kC, "b"));
}

TEST(KnownReadings, BytesThatAreCutAddNothing) {
  KnownReadings known;
  known.note(Language::kC, "a", {1, 2});
  const std::string bytes = known.to_bytes();
  for (size_t size = 1; size < bytes.size(); ++size) {
    KnownReadings read;
    EXPECT_FALSE(read.add(std::string_view(bytes).substr(0, size))) << size;
    EXPECT_EQ(read.size(), 0u);
  }
}

}  // namespace
}  // namespace broch::scan
