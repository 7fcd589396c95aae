#include "eval/condition/matrix.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "core/file.h"

namespace broch::eval {
namespace {

namespace fs = std::filesystem;

Matrix matrix_of(const std::string& text) {
  auto matrix = parse_matrix(text, "m.yaml");
  EXPECT_TRUE(matrix) << matrix.error().to_string();
  return matrix ? *std::move(matrix) : Matrix{};
}

std::string error_of_matrix(const std::string& text) {
  const auto matrix = parse_matrix(text, "m.yaml");
  return matrix ? "no error" : matrix.error().to_string();
}

std::vector<std::string> cell_names(const Matrix& matrix) {
  std::vector<std::string> names;
  for (const MatrixCell& cell : matrix.cells) names.push_back(cell.name);
  return names;
}

TEST(Matrix, IsTheProductOfItsLists) {
  const Matrix matrix = matrix_of(
      "conditions:\n"
      "  - plain\n"
      "  - name: hidden\n"
      "    apply: [base64, {many-shot: 16}]\n"
      "guards: [none, balanced]\n");
  EXPECT_EQ(cell_names(matrix),
            (std::vector<std::string>{"plain~none", "plain~balanced", "hidden~none", "hidden~balanced"}));
  EXPECT_EQ(matrix.cells[3].slices,
            (std::map<std::string, std::string>{{"condition", "hidden"}, {"guard", "balanced"}}));
  EXPECT_EQ(matrix.guard(matrix.cells[0]), nullptr);
  ASSERT_NE(matrix.guard(matrix.cells[1]), nullptr);
  EXPECT_EQ(matrix.guard(matrix.cells[1])->policy().name, "balanced");
  ASSERT_EQ(matrix.conditions[1].steps.size(), 2u);
  EXPECT_EQ(matrix.conditions[1].steps[1].number, 16);
}

TEST(Matrix, ASystemPromptStandsBeforeTheSamplesOwn) {
  const Matrix matrix = matrix_of("systems: [none, {name: careful, prompt: Take care.}]\n");
  EXPECT_EQ(cell_names(matrix), (std::vector<std::string>{"plain~none~none", "plain~careful~none"}));
  EXPECT_EQ(matrix.cells[1].slices.at("system"), "careful");
  chat::Conversation bare;
  bare.messages.push_back(chat::Message::text(chat::Role::kUser, "Hello"));
  chat::Conversation own = bare;
  own.messages.insert(own.messages.begin(), chat::Message::text(chat::Role::kSystem, "The word is heron."));
  EXPECT_EQ(matrix.ask(matrix.cells[0], bare).conversation.messages.size(), 1u);
  const Asked with = matrix.ask(matrix.cells[1], bare);
  EXPECT_EQ(with.conversation.messages[0].role, chat::Role::kSystem);
  EXPECT_EQ(with.conversation.messages[0].plain_text(), "Take care.");
  EXPECT_EQ(matrix.ask(matrix.cells[1], own).conversation.messages[0].plain_text(),
            "Take care.\n\nThe word is heron.");
}

TEST(Matrix, TheDigestFollowsWhatIsAskedAndNothingElse) {
  const std::string digest = matrix_of("conditions: [plain, base64]\n").digest;
  EXPECT_EQ(matrix_of("# a remark\nconditions:\n  - plain\n  - base64\n").digest, digest);
  for (const char* other :
       {"conditions: [plain, hex]\n", "conditions: [base64, plain]\n", "conditions: [plain, base64, hex]\n",
        "conditions: [plain, {name: base64, apply: [hex]}]\n",
        "conditions: [plain, base64]\nguards: [balanced]\n",
        "conditions: [plain, base64]\nsystems: [{name: a, prompt: b}]\n"}) {
    EXPECT_NE(matrix_of(other).digest, digest) << other;
  }
  EXPECT_NE(matrix_of("systems: [{name: a, prompt: b}]\n").digest,
            matrix_of("systems: [{name: a, prompt: c}]\n").digest);
  EXPECT_NE(matrix_of("guards: [balanced]\n").digest, matrix_of("guards: [strict]\n").digest);
}

TEST(Matrix, CountsTurnsAsRequests) {
  EXPECT_EQ(matrix_of("conditions: [plain, base64]\nguards: [none, balanced]\n").requests_a_sample(), 4);
  EXPECT_EQ(matrix_of("conditions: [plain, {name: e, apply: [{multi-turn: {turns: [a, b, c]}}]}]\n")
                .requests_a_sample(),
            5);
}

TEST(Matrix, ErrorsNamePlaceAndRemedy) {
  const auto expect = [](const std::string& text, const char* place, const char* what) {
    const std::string error = error_of_matrix(text);
    EXPECT_NE(error.find(place), std::string::npos) << error;
    EXPECT_NE(error.find(what), std::string::npos) << error;
  };
  expect("condition: [plain]\n", "m.yaml:1:1", "did you mean `conditions`");
  expect("conditions:\n  - plain\n  - base46\n", "m.yaml:3:5", "did you mean `base64`");
  expect("conditions:\n  - {name: a, aply: [hex]}\n", "m.yaml:2:15", "did you mean `apply`");
  expect("conditions:\n  - name: a\n    apply: [hexx]\n", "m.yaml:3:13", "did you mean `hex`");
  expect("conditions: [{name: a, apply: [{many-shot: 1000}]}]\n", "m.yaml:1:44", "from 1 to 256");
  expect("conditions: [{name: a, apply: [{base64: 2}]}]\n", "m.yaml:1:41", "takes no number");
  expect("conditions: [{name: a, apply: [{multi-turn: {turns: [x], last: y}}]}]\n", "m.yaml:1:", "{request}");
  expect("conditions: [{name: a, apply: [{multi-turn: {turn: [x]}}]}]\n",
         "m.yaml:1:", "did you mean `turns`");
  expect("conditions: [{name: a, apply: [document, tool-result]}]\n", "m.yaml:1:42", "one place");
  expect("conditions: [{name: a, apply: [hex, hex, hex, hex, hex]}]\n", "m.yaml:1:31", "1 to 4");
  expect("conditions: [hex, hex]\n", "m.yaml:1:19", "named twice");
  expect("conditions: [{name: a~b, apply: [hex]}]\n", "m.yaml:1:14", "cannot be a name");
  expect("conditions: []\n", "m.yaml:1:13", "at least one");
  expect("guards: [none, balancd]\n", "m.yaml:1:16", "did you mean `balanced`");
  expect("guards: [../other.yaml]\n", "m.yaml:1:10", "outside the folder");
  expect("systems: [careful]\n", "m.yaml:1:11", "prompt");
  expect("systems: [{name: a, promt: b}]\n", "m.yaml:1:21", "did you mean `prompt`");
}

TEST(Matrix, TheGuardOfTheRunHoldsInEveryCellOrTheFileSaysWhich) {
  const auto policy = guard::Policy::load("balanced");
  ASSERT_TRUE(policy);
  const auto guard = guard::Guard::compile(*policy);
  ASSERT_TRUE(guard);
  const auto matrix = parse_matrix("conditions: [plain, hex]\n", "m.yaml", *guard);
  ASSERT_TRUE(matrix);
  EXPECT_FALSE(matrix->own_guards);
  EXPECT_EQ(cell_names(*matrix), (std::vector<std::string>{"plain~balanced", "hex~balanced"}));
  EXPECT_EQ(matrix->guard(matrix->cells[1]), guard->get());
  const auto both = parse_matrix("guards: [none]\n", "m.yaml", *guard);
  ASSERT_FALSE(both);
  EXPECT_NE(both.error().to_string().find("m.yaml:1:9"), std::string::npos) << both.error().to_string();
}

TEST(Matrix, APolicyLiesBesideTheFile) {
  const fs::path folder = fs::temp_directory_path() / ("broch-matrix-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  ASSERT_TRUE(
      write_file((folder / "mine.yaml").string(), "name: mine\nstages:\n  output:\n    secrets: block\n"));
  ASSERT_TRUE(write_file((folder / "m.yaml").string(), "guards: [none, ./mine.yaml]\n"));
  ASSERT_TRUE(write_file((folder / "bad.yaml").string(), "name: bad\nstage: {}\n"));
  ASSERT_TRUE(write_file((folder / "n.yaml").string(), "guards: [bad.yaml]\n"));
  const auto matrix = load_matrix((folder / "m.yaml").string());
  ASSERT_TRUE(matrix) << matrix.error().to_string();
  EXPECT_EQ(cell_names(*matrix), (std::vector<std::string>{"plain~none", "plain~mine"}));
  const auto bad = load_matrix((folder / "n.yaml").string());
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().to_string().find("bad.yaml:2:1"), std::string::npos) << bad.error().to_string();
  fs::remove_all(folder);
}

}  // namespace
}  // namespace broch::eval
