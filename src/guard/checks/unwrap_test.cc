#include "guard/checks/unwrap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/hash.h"

namespace broch::guard {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> texts(std::string_view text, UnwrapBudget budget = {}) {
  std::vector<std::string> out;
  for (const Unwrapped& inner : unwrap(text, budget)) out.push_back(inner.encoding + " " + inner.text);
  return out;
}

TEST(Unwrap, DecodesEachEncoding) {
  EXPECT_THAT(texts("see aGVsbG8gdGhlcmUgZnJpZW5k now"), ElementsAre("base64 hello there friend"));
  EXPECT_THAT(texts("\\x68\\x65\\x6c\\x6c\\x6f\\x20\\x74\\x68\\x65\\x72\\x65\\x21"),
              ElementsAre("hex hello there!"));
  EXPECT_THAT(texts("01101000 01100101 01101100 01101100 01101111"), ElementsAre("binary hello"));
}

TEST(Unwrap, StopsAtItsBudgets) {
  const std::string run = base64_encode("twenty-four bytes of it.") + " ";
  EXPECT_EQ(texts(run + run + run).size(), 3u);
  EXPECT_EQ(texts(run + run + run, {.runs = 2}).size(), 2u);
  EXPECT_EQ(texts(run + run + run, {.bytes = 50}).size(), 2u);
}

}  // namespace
}  // namespace broch::guard
