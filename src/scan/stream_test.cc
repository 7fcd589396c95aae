#include "scan/stream.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/file.h"
#include "core/hash.h"

namespace broch::scan {
namespace fs = std::filesystem;
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Scanner& scanner() {
  static const Scanner one(*RulePack::builtin());
  return one;
}

using Key = std::tuple<size_t, size_t, std::string>;
Key key_of(const Finding& finding) { return {finding.span.begin, finding.span.end, finding.rule}; }

std::vector<std::string> rules_of(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings) out.push_back(finding.rule);
  return out;
}

TEST(Stream, GivesAFindingWhenItsStatementHasEnded) {
  ScanStream stream(scanner(), Language::kPython);
  EXPECT_THAT(stream.feed("import os\nos.sys"), IsEmpty());
  EXPECT_THAT(stream.feed("tem(\n  name"), IsEmpty());
  EXPECT_THAT(stream.feed(")"), IsEmpty());
  EXPECT_THAT(rules_of(stream.feed("\n")), ElementsAre("python-os-system"));
  EXPECT_THAT(stream.feed("x = 1\n"), IsEmpty());
  const StreamEnd end = stream.finish();
  EXPECT_THAT(end.findings, IsEmpty());
  EXPECT_THAT(end.withdrawn, IsEmpty());
  EXPECT_FALSE(end.partial);
}

TEST(Stream, ANulAndACarriageReturnHideNothing) {
  ScanStream stream(scanner(), Language::kPython);
  const std::string nul("s = '\0'\r", 8);
  EXPECT_THAT(rules_of(stream.feed(nul + "eval(b)\n")), ElementsAre("python-eval"));
  const StreamEnd end = stream.finish();
  EXPECT_THAT(end.findings, IsEmpty());
  EXPECT_THAT(end.withdrawn, IsEmpty());
}

TEST(Stream, InsideAFunctionThatIsNotDone) {
  ScanStream stream(scanner(), Language::kC);
  EXPECT_THAT(stream.feed("void f(char *b) {\n  int x = 1;\n"), IsEmpty());
  EXPECT_THAT(rules_of(stream.feed("  gets(b);\n")), ElementsAre("c-gets"));
  EXPECT_THAT(stream.feed("  x = 2;\n}\n"), IsEmpty());
  EXPECT_THAT(stream.finish().findings, IsEmpty());
}

TEST(Stream, ImportsFarAboveAreKnown) {
  ScanStream stream(scanner(), Language::kPython);
  stream.feed("from os import system as run\n");
  for (int i = 0; i < 50; ++i) EXPECT_THAT(stream.feed("x = " + std::to_string(i) + "\n"), IsEmpty());
  EXPECT_THAT(rules_of(stream.feed("run(name)\n")), ElementsAre("python-os-system"));
}

TEST(Stream, TheLastLineNeedsNoEnd) {
  ScanStream stream(scanner(), Language::kPython);
  EXPECT_THAT(stream.feed("eval(x)"), IsEmpty());
  EXPECT_THAT(rules_of(stream.finish().findings), ElementsAre("python-eval"));
}

TEST(Stream, PastItsCapTheEndIsPartial) {
  ScanStream stream(scanner(), Language::kPython, {.max_bytes = 20});
  EXPECT_THAT(stream.feed("eval(x)\n"), SizeIs(1));
  EXPECT_THAT(stream.feed("y = 1\neval(z)\neval(w)\n"), IsEmpty());
  const StreamEnd end = stream.finish();
  EXPECT_TRUE(end.partial);
  EXPECT_THAT(end.why, ::testing::HasSubstr("first 20 bytes"));
}

TEST(Stream, WithoutTimeEverythingComesAtTheEnd) {
  ScanStream stream(scanner(), Language::kPython, {.max_work = std::chrono::milliseconds(-1)});
  EXPECT_THAT(stream.feed("eval(x)\n"), IsEmpty());
  const StreamEnd end = stream.finish();
  EXPECT_THAT(end.findings, SizeIs(1));
  EXPECT_FALSE(end.partial);
}

/// Files of the rule fixtures, with their languages.
std::vector<std::pair<std::string, Language>> fixtures() {
  std::vector<std::pair<std::string, Language>> out;
  for (const auto& entry : fs::recursive_directory_iterator(BROCH_SOURCE_DIR "/rules")) {
    const std::string path = entry.path().string();
    if (!entry.is_regular_file() || path.ends_with(".yaml")) continue;
    if (const auto language = language_by_path(path)) out.emplace_back(path, *language);
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Whatever the pieces: what was given, less what was withdrawn, and what the end adds is the scan of the
// whole, each finding once.
TEST(Stream, AgreesWithTheScanOfTheWhole) {
  size_t early = 0, all = 0, withdrawn = 0, texts = 0;
  Random random(derive_seed(7, "stream", 0, "test"));
  for (const auto& [path, language] : fixtures()) {
    const std::string text = *read_file(path);
    std::multiset<Key> expected;
    for (const Finding& finding : scanner().scan(text, language).findings) expected.insert(key_of(finding));
    // Pieces of a few bytes are dear: one text in four.
    const int rounds = texts++ % 4 == 0 ? 2 : 1;
    for (int round = 0; round < rounds; ++round) {
      ScanStream stream(scanner(), language, {.max_work = std::chrono::minutes(1)});
      std::multiset<Key> seen;
      const size_t longest = round == 1 ? 3 : 200;
      for (size_t at = 0; at < text.size();) {
        const size_t length = std::min<size_t>(1 + random.below(longest), text.size() - at);
        for (const Finding& finding : stream.feed(text.substr(at, length))) seen.insert(key_of(finding));
        at += length;
      }
      early += seen.size();
      const StreamEnd end = stream.finish();
      for (const Finding& finding : end.findings) seen.insert(key_of(finding));
      for (const Finding& finding : end.withdrawn) {
        ASSERT_EQ(seen.count(key_of(finding)), 1u) << path;
        seen.erase(key_of(finding));
      }
      withdrawn += end.withdrawn.size();
      all += expected.size();
      EXPECT_EQ(seen, expected) << path;
      EXPECT_FALSE(end.partial) << path;
    }
  }
  RecordProperty("early", static_cast<int>(early));
  RecordProperty("all", static_cast<int>(all));
  RecordProperty("withdrawn", static_cast<int>(withdrawn));
  ASSERT_GT(all, 100u);
  // Most come before the end, and few in vain.
  EXPECT_GT(early * 10, all * 8) << early << " of " << all;
  EXPECT_LT(withdrawn * 20, all) << withdrawn << " of " << all;
}

}  // namespace
}  // namespace broch::scan
