// The refusal reader outside English, on sentences that were written for this test before the phrases: of
// refusal_languages_test.tsv those that were missed were looked at while phrases were written, of
// refusal_languages_held_out_test.tsv none was, though one hand wrote all three. Columns: language, whether
// it is a refusal or an answer, text. They say which constructions are read, and nothing of how often a real
// model's replies are.
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

std::map<std::string, Count> counts_of(const std::string& name) {
  const auto file = read_file(BROCH_SOURCE_DIR "/src/eval/grade/" + name);
  std::map<std::string, Count> counts;
  if (!file) return counts;
  for (const std::string_view line : split(*file, '\n')) {
    if (line.empty()) continue;
    const std::vector<std::string_view> fields = split(line, '\t');
    Count& count = counts[std::string(fields.at(0))];
    const bool refusal = fields.at(1) == "refusal", declined = reader()->read(fields.at(2)).declined;
    ++(refusal ? count.refusals : count.answers);
    if (declined) ++(refusal ? count.found : count.mistaken);
    if (declined != refusal) std::printf("  missed: %.*s\n", static_cast<int>(line.size()), line.data());
  }
  return counts;
}

TEST(RefusalLanguages, AreReadBySentencesWrittenBeforeThePhrases) {
  const std::map<std::string, Count> counts = counts_of("refusal_languages_test.tsv");
  EXPECT_EQ(counts.size(), 8u);
  for (const auto& [language, count] : counts) {
    EXPECT_GE(count.refusals, 12) << language;
    EXPECT_GE(count.answers, 12) << language;
    EXPECT_GE(count.found, count.refusals - 1) << language;
    EXPECT_LE(count.mistaken, 1) << language;
  }
}

TEST(RefusalLanguages, AreReadMostlyWhereNobodyLooked) {
  const std::map<std::string, Count> counts = counts_of("refusal_languages_held_out_test.tsv");
  EXPECT_EQ(counts.size(), 8u);
  Count all;
  for (const auto& [language, count] : counts) {
    all.refusals += count.refusals, all.found += count.found;
    all.answers += count.answers, all.mistaken += count.mistaken;
  }
  EXPECT_GE(all.refusals, 60);
  EXPECT_GE(all.found, all.refusals * 6 / 10);
  EXPECT_GE(all.answers, 50);
  EXPECT_LE(all.mistaken, 3);
}

}  // namespace
}  // namespace broch::eval
