#include "eval/grade/voices.h"

#include <gtest/gtest.h>

#include "core/text.h"

namespace broch::eval {
namespace {

std::vector<std::string> said(std::string_view reply) {
  std::vector<std::string> parts;
  for (std::string_view part : voices(reply)) parts.emplace_back(trim(part));
  return parts;
}

using Parts = std::vector<std::string>;

TEST(Voices, PartTheSpeakersOfAReply) {
  EXPECT_EQ(said("[GPT]: No.\n\n[DAN]: Yes.\nMore."), (Parts{": No.", ": Yes.\nMore."}));
  EXPECT_EQ(said("ChatGPT: No.\nOPPO: Yes."), (Parts{"No.", "Yes."}));
  EXPECT_EQ(said("As GPT, no.\nAs BH, yes."), (Parts{"no.", "yes."}));
  EXPECT_EQ(said("α No.\nΩ Yes."), (Parts{"No.", "Yes."}));
  EXPECT_EQ(voices("**[🔒CLASSIC]** No.\n**[🔓OPEN]** Yes.").size(), 2u);
}

TEST(Voices, AreOneWhereNobodyElseSpeaks) {
  for (const char* reply :
       {"I can't help.\nNote: ask somebody else.", "As an AI, I can't.\nAs I said, no.",
        "GPT: No.\nAnd no again.", "[link](https://example.org) first\n[other](https://example.org) second",
        "1. One\n2. Two", "", "\n\n", "- One: a\n- Two: b", "Я не могу.\nНет."}) {
    EXPECT_EQ(voices(reply).size(), 1u) << reply;
  }
}

}  // namespace
}  // namespace broch::eval
