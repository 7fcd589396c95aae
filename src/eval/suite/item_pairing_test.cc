#include "eval/suite/item_pairing.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

Sample sample_of(const std::string& id, const std::string& question, const std::string& item = "") {
  Sample sample;
  sample.id = id;
  sample.item = item.empty() ? id : item;
  sample.intent = "attack";
  sample.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, question));
  return sample;
}

std::vector<std::string> pairings(std::vector<Sample> samples) {
  set_pairings(samples);
  std::vector<std::string> all;
  for (const Sample& sample : samples) all.push_back(sample.pairing);
  return all;
}

// printf '{"grading":null,"intent":"attack","messages":[{"content":"why?","role":"user"}]}' | sha256sum
TEST(ItemPairing, BindsTheItemToWhatItAsks) {
  EXPECT_EQ(pairings({sample_of("a", "why?")}), std::vector<std::string>{"a@15cc303f"});
}

TEST(ItemPairing, AnotherImageIsAnotherQuestion) {
  const auto showing = [](const std::string& bytes) {
    Sample sample = sample_of("a", "why?");
    sample.conversation.messages[0].parts.push_back(
        chat::Part::of({.media_type = "image/png", .bytes = bytes, .says = {}}));
    return pairings({sample})[0];
  };
  EXPECT_EQ(showing("one"), showing("one"));
  EXPECT_NE(showing("one"), showing("two"));
}

TEST(ItemPairing, ChangesWithTheQuestionAndTheGradingAlone) {
  const std::string as_is = pairings({sample_of("a", "why?")})[0];
  EXPECT_NE(pairings({sample_of("a", "why not?")})[0], as_is);
  Sample graded = sample_of("a", "why?");
  graded.grading = json::Object{{"contains", "x"}};
  EXPECT_NE(pairings({graded})[0], as_is);
  Sample tagged = sample_of("a", "why?");
  tagged.tags = {"quick"};
  tagged.cluster = "elsewhere";
  tagged.slices = {{"tactic", "Impact"}};
  EXPECT_EQ(pairings({sample_of("new neighbour", "what?"), tagged})[1], as_is);
}

TEST(ItemPairing, ATransformedSampleIsPairedByItsBase) {
  const auto all = pairings({sample_of("a-rot13", "jul?", "a"), sample_of("a", "why?"),
                             sample_of("b-1", "x", "b"), sample_of("b-2", "y", "b")});
  EXPECT_EQ(all[0], pairings({sample_of("a", "why?")})[0]);
  EXPECT_EQ(all[1], all[0]);
  EXPECT_EQ(all[2], all[3]);
}

TEST(ItemPairing, ATwinIsNamedAsItIsPaired) {
  std::vector<Sample> samples = {sample_of("a", "why?"), sample_of("b", "what?")};
  samples[0].twin = "b";
  set_pairings(samples);
  EXPECT_EQ(samples[0].twin_pairing, samples[1].pairing);
  EXPECT_EQ(samples[1].twin_pairing, "");
}

TEST(ItemPairing, LeavesWhatIsIdentifiedAlready) {
  Sample known = sample_of("000001", "why?", "5e884898da280471");
  known.pairing = known.item;
  EXPECT_EQ(pairings({known})[0], "5e884898da280471");
}

TEST(ItemPairing, GivesTheItemBack) {
  EXPECT_EQ(item_of_pairing("a@0123abcd"), "a");
  EXPECT_EQ(item_of_pairing("me@home@0123abcd"), "me@home");
  EXPECT_EQ(item_of_pairing("me@home"), "me@home");
  EXPECT_EQ(item_of_pairing("5e884898da280471"), "5e884898da280471");
}

}  // namespace
}  // namespace broch::eval
