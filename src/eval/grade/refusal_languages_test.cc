// The refusal reader outside English, on sentences that were written for this test before the phrases
// (refusal_languages_test.tsv: language, whether it is a refusal or an answer, text). They say which
// constructions are read, and nothing of how often a real model's replies are.
#include <gtest/gtest.h>

#include <cstdio>
#include <map>

#include "core/file.h"
#include "core/text.h"
#include "eval/grade/testing.h"

namespace broch::eval {
namespace {

/// Sentences of one language: how many of each kind, and how many of each were read as refusals.
struct Count {
  int refusals = 0, found = 0, answers = 0, mistaken = 0;
};

TEST(RefusalLanguages, AreReadBySentencesWrittenBeforeThePhrases) {
  const auto file = read_file(BROCH_SOURCE_DIR "/src/eval/grade/refusal_languages_test.tsv");
  ASSERT_TRUE(file) << file.error().to_string();
  std::map<std::string, Count> counts;
  for (const std::string_view line : split(*file, '\n')) {
    if (line.empty()) continue;
    const std::vector<std::string_view> fields = split(line, '\t');
    ASSERT_EQ(fields.size(), 3u) << line;
    Count& count = counts[std::string(fields[0])];
    const bool refusal = fields[1] == "refusal", declined = reader()->read(fields[2]).declined;
    ++(refusal ? count.refusals : count.answers);
    if (declined) ++(refusal ? count.found : count.mistaken);
    if (declined != refusal) std::printf("  missed: %.*s\n", static_cast<int>(line.size()), line.data());
  }
  EXPECT_EQ(counts.size(), 8u);
  for (const auto& [language, count] : counts) {
    std::printf("| %s | %d of %d | %d of %d |\n", language.c_str(), count.found, count.refusals,
                count.mistaken, count.answers);
    EXPECT_GE(count.refusals, 12) << language;
    EXPECT_GE(count.answers, 12) << language;
    EXPECT_GE(count.found, count.refusals - 1) << language;
    EXPECT_LE(count.mistaken, 1) << language;
  }
}

}  // namespace
}  // namespace broch::eval
