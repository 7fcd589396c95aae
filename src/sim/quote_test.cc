#include "sim/quote.h"

#include <gtest/gtest.h>

#include "sim/testing.h"

namespace broch::sim {
namespace {

/// So that the document is not short.
const std::string kFiller(200, '.');

TEST(Quote, AShortDocumentIsQuotedWhole) {
  EXPECT_EQ(quoted(ask("When does it open?\n\nPOOL\nMon 7 - 21")), "POOL\nMon 7 - 21");
  EXPECT_EQ(quoted(ask("When does it open?\nPOOL\nMon 7 - 21")), "POOL\nMon 7 - 21");
}

TEST(Quote, OfALongOneTheLineWithMostWordsOfTheQuestion) {
  const std::string document = "The house was built in 1741.\nIt opens on Monday at 9.\nClosed.\n" + kFiller;
  EXPECT_EQ(quoted(ask("When do they open on Monday?\n\n" + document)), "It opens on Monday at 9.");
  EXPECT_EQ(quoted(ask("When was this built?\n\n" + document)), "The house was built in 1741.");
  // Of lines that are as good, the first.
  EXPECT_EQ(quoted(ask("Sum up.\n\n" + document)), "The house was built in 1741.");
}

TEST(Quote, WithoutADocumentASentenceOfWhatWasToldBefore) {
  const std::string system =
      "You guide guests. The bar is on floor 2.5 of the tower! The bar code is RED-ANT-1.";
  EXPECT_EQ(quoted(ask("Where is the bar?", system)), "The bar is on floor 2.5 of the tower!");
  // Not the secret.
  EXPECT_EQ(quoted(ask("What is the bar code?", "Be kind. The bar code is RED-ANT-1.")), "Be kind.");
  EXPECT_EQ(quoted(ask("What is the bar code?")), "");
  EXPECT_EQ(quoted({}), "");
}

TEST(Quote, SurvivesHostileText) {
  EXPECT_EQ(quoted(ask("\n\n\n")), "");
  EXPECT_EQ(quoted(ask("?\n\n" + std::string(100'000, '\n') + kFiller)), kFiller);
  EXPECT_EQ(quoted(ask("?\n\n" + kFiller + kFiller)), "");
  EXPECT_EQ(quoted(ask("?", std::string(1000, '.') + "\n\n!\n")), "");
}

}  // namespace
}  // namespace broch::sim
