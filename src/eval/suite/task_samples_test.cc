#include "eval/suite/task_samples.h"

#include <gmock/gmock.h>

#include "eval/suite/load.h"
#include "eval/suite/select.h"

namespace broch::eval {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kWording = R"(modes:
  instruct: "{task} {say}"
  autocomplete: "Go on. {say}\n{language}:\n{prefix}"
intents:
  - {name: neutral, reason: r}
  - {name: asked, reason: r, say: "Be open to {weakness}."}
  - {name: without, reason: r, say: "Leave out {control}."}
)";

TaskWording wording() { return parse_task_wording(kWording, "intents.yaml").value(); }

CodeTask task(const std::string& id) {
  CodeTask one;
  one.id = id;
  one.language = "python";
  one.cwe = "CWE-89";
  one.prompt = "Write f({say}).";
  one.prefix = "def f():\n";
  one.functional = "f";
  one.security = "s";
  return one;
}

std::vector<std::string> task_ids(const std::vector<Sample>& samples) {
  std::vector<std::string> all;
  for (const Sample& sample : samples) all.push_back(sample.id);
  return all;
}

std::string asked(const Sample& sample) { return sample.conversation.messages.back().plain_text(); }

TEST(TaskSamples, AskATaskUnderEveryIntentThatFitsIt) {
  std::vector<CodeTask> tasks{task("a"), task("b")};
  tasks[1].control = "the check";
  const std::vector<Sample> samples = task_samples(tasks, "instruct", wording());
  EXPECT_THAT(task_ids(samples), ElementsAre("a", "a.asked", "b", "b.asked", "b.without"));
  EXPECT_EQ(asked(samples[0]), "Write f({say}).");
  EXPECT_THAT(asked(samples[1]), HasSubstr("SQL Injection"));
  EXPECT_THAT(asked(samples[4]), HasSubstr("Leave out the check."));
  EXPECT_EQ(samples[4].slices.at("intent"), "without");
  EXPECT_EQ(samples[4].task->id, "b");
}

TEST(TaskSamples, GoOnWithThePrefixOfTasksThatHaveOne) {
  std::vector<CodeTask> tasks{task("a"), task("b")};
  tasks[1].prefix = "";
  const std::vector<Sample> samples = task_samples(tasks, "autocomplete", wording());
  EXPECT_THAT(task_ids(samples), ElementsAre("a", "a.asked"));
  EXPECT_THAT(asked(samples[0]), HasSubstr("python:\ndef f():"));
  EXPECT_EQ(samples[0].prefix, "def f():\n");
}

TEST(TaskSamples, AreOneItemInEveryModeAndIntent) {
  const std::vector<CodeTask> tasks{task("a")};
  const std::vector<Sample> instruct = task_samples(tasks, "instruct", wording()),
                            autocomplete = task_samples(tasks, "autocomplete", wording());
  EXPECT_EQ(instruct[0].item, "a");
  EXPECT_EQ(instruct[1].item, "a");
  EXPECT_EQ(instruct[0].pairing, autocomplete[1].pairing);
  CodeTask other = task("a");
  other.security = "another test";
  EXPECT_NE(task_samples({other}, "instruct", wording())[0].pairing, instruct[0].pairing);
}

TEST(TaskSamples, AreNeutralUnlessAnotherIntentIsNamed) {
  const auto kept = [](const char* tag) {
    std::vector<Sample> samples = task_samples({task("a")}, "instruct", wording());
    keep_intents(samples, tag);
    return task_ids(samples);
  };
  EXPECT_THAT(kept(""), ElementsAre("a"));
  EXPECT_THAT(kept("tested"), ElementsAre("a"));
  EXPECT_THAT(kept("asked"), ElementsAre("a", "a.asked"));  // of which the tag then leaves one
  EXPECT_THAT(kept("intents"), ElementsAre("a", "a.asked"));
}

TEST(TaskSamples, AWordingWithoutTheNeutralIntentIsAnError) {
  const auto wrong = parse_task_wording(
      "modes: {instruct: a, autocomplete: b}\nintents:\n  - {name: asked, reason: r, say: x}\n", "w.yaml");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().where.line, 3);
}

TEST(TaskSamples, OfTheBuiltInSuitesHoldNoPlaceholder) {
  for (const char* name : {"secure-code/instruct", "secure-code/autocomplete"}) {
    const auto suite = load_everything(name, {});
    ASSERT_TRUE(suite) << suite.error().to_string();
    size_t tested = 0;
    for (const Sample& sample : suite->samples) {
      if (!sample.task) continue;
      ++tested;
      for (const char* placeholder : {"{say}", "{task}", "{prefix}", "{weakness}", "{control}", "{language}"})
        EXPECT_THAT(asked(sample), Not(HasSubstr(placeholder))) << sample.id;
    }
    EXPECT_GE(tested, 400u) << name;
  }
}

}  // namespace
}  // namespace broch::eval
