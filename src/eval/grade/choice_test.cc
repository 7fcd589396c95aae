#include "eval/grade/choice.h"

#include <gtest/gtest.h>

#include <string>

namespace broch::eval {
namespace {

std::string letters(std::string_view reply, int options = 5) {
  const auto named = chosen(reply, options);
  return named ? std::string(named->begin(), named->end()) : "none";
}

TEST(Choice, ReadsTheFormsThatAreAskedFor) {
  EXPECT_EQ(letters(R"({"correct_answers": ["A", "C"]})"), "AC");
  EXPECT_EQ(letters(R"x({"correct_answers": ["B) because", "(d)"]})x"), "BD");
  EXPECT_EQ(letters(R"(["A","B"])"), "AB");
  EXPECT_EQ(letters(R"({"correct_answers": ["A", "C",]})"), "AC");
  EXPECT_EQ(letters("```json\n{\"answer\": \"B\"}\n```"), "B");
  EXPECT_EQ(letters(R"(<json_object>{"correct_answers": "A, C"}</json_object>)"), "AC");
  EXPECT_EQ(letters(R"(Not {x}, but {"correct_answers": ["E"]}.)"), "E");
  EXPECT_EQ(letters(R"(So $\boxed{A, D}$)"), "AD");
}

TEST(Choice, ReadsLettersWithTheMarksOfAList) {
  EXPECT_EQ(letters("A)"), "A");
  EXPECT_EQ(letters("b"), "B");
  EXPECT_EQ(letters("**C**."), "C");
  EXPECT_EQ(letters("(A), (C)"), "AC");
  EXPECT_EQ(letters("A, B, and D"), "ABD");
  EXPECT_EQ(letters("- A) the first\n- C) the third\n"), "AC");
  EXPECT_EQ(letters("A\nB"), "AB");
  EXPECT_EQ(letters("1. A\n2. C"), "AC");
  EXPECT_EQ(letters("A) C)"), "AC");
  EXPECT_EQ(letters("AC"), "AC");
  EXPECT_EQ(letters("CAB"), "none");
  EXPECT_EQ(letters("Ａ、Ｃ"), "AC");
}

TEST(Choice, ReadsASentenceThatNamesTheAnswer) {
  EXPECT_EQ(letters("I weigh A) and B).\n\nAnswer: B"), "B");
  EXPECT_EQ(letters("The correct answers are A and C."), "AC");
  EXPECT_EQ(letters("The answer is **(D)** because of the log."), "D");
  EXPECT_EQ(letters("**Answer:** A) Persistence by a registry key"), "A");
  EXPECT_EQ(letters("Die richtige Antwort ist B."), "B");
  EXPECT_EQ(letters("Die richtigen Antworten sind A und C."), "AC");
  EXPECT_EQ(letters("Les bonnes réponses sont A et C."), "AC");
  EXPECT_EQ(letters("The correct option is (B) foo"), "B");
  // The last one counts.
  EXPECT_EQ(letters("My first answer is A. On reflection the answer is C."), "C");
}

TEST(Choice, IsNothingWhereItCannotBeRead) {
  for (const char* reply :
       {"", "I can't help with that.", "A good question.", "The answer is a matter of taste.", "All of them.",
        R"({"correct_answers": []})", R"({"correct_answers": [1]})", R"({"x": 1})",
        R"({"correct_answers": ["A good one"]})"}) {
    EXPECT_EQ(letters(reply), "none") << reply;
  }
  // An option that is none is no answer.
  EXPECT_EQ(letters("F", 5), "none");
  EXPECT_EQ(letters("F", 6), "F");
  // What is said in the form that was asked for is not made up for by prose.
  EXPECT_EQ(letters("Answer: A\n{\"correct_answers\": [\"none of these\"]}"), "none");
}

TEST(Choice, JaccardOfSets) {
  EXPECT_DOUBLE_EQ(jaccard({'A', 'B'}, {'A', 'B'}), 1);
  EXPECT_DOUBLE_EQ(jaccard({'A'}, {'A', 'B', 'C'}), 1.0 / 3);
  EXPECT_DOUBLE_EQ(jaccard({'A'}, {'B'}), 0);
}

}  // namespace
}  // namespace broch::eval
