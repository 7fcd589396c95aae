#include "core/vectorscan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>

namespace broch {
namespace {

using ::testing::ElementsAre;

std::vector<bool> found(const Vectorscan& set, std::string_view text) {
  Vectorscan::Occurrences occurrences;
  EXPECT_TRUE(set.find(text, occurrences));
  EXPECT_EQ(static_cast<size_t>(std::ranges::count(occurrences.has, true)), occurrences.found.size());
  for (const uint32_t literal : occurrences.found) EXPECT_TRUE(occurrences.has[literal]);
  return occurrences.has;
}

TEST(Vectorscan, LiteralsAreBytesAndNotExpressions) {
  const auto set = Vectorscan::literals({"a.c", "eval(", "zz"}, false);
  ASSERT_TRUE(set) << set.error().to_string();
  EXPECT_THAT(found(*set, "abc a.c EVAL("), ElementsAre(true, false, false));
  EXPECT_THAT(found(*set, "eval(1)zzz"), ElementsAre(false, true, true));
}

TEST(Vectorscan, CaseIsIgnoredOnDemand) {
  const auto set = Vectorscan::literals({"Token"}, true);
  ASSERT_TRUE(set) << set.error().to_string();
  EXPECT_THAT(found(*set, "xTOKENx"), ElementsAre(true));
}

TEST(Vectorscan, EachTextSaysWhetherItsCaseMatters) {
  const auto set = Vectorscan::literals({{.text = "Token", .ignore_case = true}, {.text = "Word"}});
  ASSERT_TRUE(set) << set.error().to_string();
  EXPECT_THAT(found(*set, "token word"), ElementsAre(true, false));
  EXPECT_THAT(found(*set, "TOKEN Word"), ElementsAre(true, true));
}

TEST(Vectorscan, AWholeWordIsNoPartOfAnother) {
  const auto set = Vectorscan::literals(
      {{.text = "get", .whole_word = true}, {.text = "@Bean", .whole_word = true}, {.text = "get"}});
  ASSERT_TRUE(set) << set.error().to_string();
  const std::pair<const char*, std::vector<bool>> rows[] = {
      {"get", {true, false, true}},          {"target gets get_x xget _get", {false, false, true}},
      {"widget.get()", {true, false, true}}, {"$get 3get \xc3\xa9get-x", {true, false, true}},
      {"x@Bean", {false, true, false}},      {"@Beans", {false, false, false}},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(found(*set, text), expected) << text;
}

TEST(Vectorscan, NoPatternsAndNoTextAreFine) {
  const auto set = Vectorscan::literals({}, false);
  ASSERT_TRUE(set) << set.error().to_string();
  EXPECT_THAT(found(*set, "text"), ElementsAre());
  const auto one = Vectorscan::literals({"a"}, false);
  ASSERT_TRUE(one) << one.error().to_string();
  EXPECT_THAT(found(*one, std::string_view()), ElementsAre(false));
}

TEST(Vectorscan, ADatabaseFromTheCacheFindsTheSameAndABadOneIsMadeAnew) {
  std::string folder = testing::TempDir() + "vectorscanXXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const BlobCache cache(folder + "/cache");
  const auto check = [&](bool ignore_case, bool upper) {
    const auto set = Vectorscan::literals({"alpha", "beta"}, ignore_case, cache);
    ASSERT_TRUE(set) << set.error().to_string();
    EXPECT_THAT(found(*set, "a ALPHA beta"), ElementsAre(upper, true));
  };
  check(false, false);
  check(false, false);
  check(true, true);
  check(true, true);
  const auto files = [&] { return std::filesystem::directory_iterator(folder + "/cache"); };
  EXPECT_EQ(std::distance(begin(files()), end(files())), 2);
  for (const auto& file : files()) std::filesystem::resize_file(file.path(), file.file_size() / 2);
  check(false, false);
  check(true, true);
  std::filesystem::remove_all(folder);
}

TEST(Vectorscan, AnEmptyLiteralIsAnError) {
  const auto set = Vectorscan::literals({"a", ""}, false);
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().kind, ErrorKind::kInput);
}

// Without padding the engine misses some of these, which ones depends on what lies in memory behind the text.
TEST(Vectorscan, FindsWhatEndsInTheLastBytes) {
  const auto set = Vectorscan::literals({"source", "sink"}, false);
  ASSERT_TRUE(set) << set.error().to_string();
  for (size_t before = 0; before < 130; ++before) {
    for (size_t after = 0; after < 20; ++after) {
      const std::string text = std::string(before, '\n') + "sink source" + std::string(after, 'x');
      ASSERT_THAT(found(*set, text), ElementsAre(true, true)) << before << " " << after;
    }
  }
}

}  // namespace
}  // namespace broch
