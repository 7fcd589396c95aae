#include "eval/grade/choice.h"

#include <gtest/gtest.h>

#include <string>

namespace broch::eval {
namespace {

std::string read(std::string_view reply, int options = 5) {
  const auto letters = chosen(reply, options);
  return letters ? std::string(letters->begin(), letters->end()) : "none";
}

TEST(Choice, ReadsTheFormsThatAreAskedFor) {
  EXPECT_EQ(read(R"({"correct_answers": ["A", "C"]})"), "AC");
  EXPECT_EQ(read(R"({"correct_answers": ["B) because", "(d)"]
})"), "BD");
  EXPECT_EQ(read(R"(["A","B"])"), "AB");
EXPECT_EQ(read("```json\n{\"answer\": \"B\"}\n```"), "B");
EXPECT_EQ(read(R"(<json_object>{"correct_answers": "A, C"}</json_object>)"), "AC");
EXPECT_EQ(read(R"(Not {x}, but {"correct_answers": ["E"]}.)"), "E");
EXPECT_EQ(read(R"(So $\boxed{A, D}$)"), "AD");
}

TEST(Choice, ReadsLettersWithTheMarksOfAList) {
  EXPECT_EQ(read("A)"), "A");
  EXPECT_EQ(read("b"), "B");
  EXPECT_EQ(read("**C**."), "C");
  EXPECT_EQ(read("(A), (C)"), "AC");
  EXPECT_EQ(read("A, B, and D"), "ABD");
  EXPECT_EQ(read("- A) the first\n- C) the third\n"), "AC");
  EXPECT_EQ(read("A\nB"), "AB");
}

TEST(Choice, ReadsASentenceThatNamesTheAnswer) {
  EXPECT_EQ(read("I weigh A) and B).\n\nAnswer: B"), "B");
  EXPECT_EQ(read("The correct answers are A and C."), "AC");
  EXPECT_EQ(read("The answer is **(D)** because of the log."), "D");
  EXPECT_EQ(read("**Answer:** A) Persistence by a registry key"), "A");
  EXPECT_EQ(read("Die richtige Antwort ist B."), "B");
  // The last one counts.
  EXPECT_EQ(read("My first answer is A. On reflection the answer is C."), "C");
}

TEST(Choice, IsNothingWhereItCannotBeRead) {
  for (const char* reply :
       {"", "I can't help with that.", "A good question.", "The answer is a matter of taste.", "All of them.",
        R"({"correct_answers": []})", R"({"correct_answers": [1]})", R"({"x": 1})",
        R"({"correct_answers": ["A good one"]})"}) {
    EXPECT_EQ(read(reply), "none") << reply;
  }
  // An option that is none is no answer.
  EXPECT_EQ(read("F", 5), "none");
  EXPECT_EQ(read("F", 6), "F");
  // What is said in the form that was asked for is not made up for by prose.
  EXPECT_EQ(read("Answer: A\n{\"correct_answers\": [\"none of these\"]}"), "none");
}

TEST(Choice, JaccardOfSets) {
  EXPECT_DOUBLE_EQ(jaccard({'A', 'B'}, {'A', 'B'}), 1);
  EXPECT_DOUBLE_EQ(jaccard({'A'}, {'A', 'B', 'C'}), 1.0 / 3);
  EXPECT_DOUBLE_EQ(jaccard({'A'}, {'B'}), 0);
}

}  // namespace
}  // namespace broch::eval
