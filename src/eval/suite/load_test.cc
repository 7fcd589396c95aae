#include "eval/suite/load.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/hash.h"
#include "eval/suite/completion.h"
#include "eval/suite/task_folder.h"

namespace broch::eval {
namespace {

namespace fs = std::filesystem;

class LoadSuite : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("broch-load-" + std::to_string(::getpid()));
    fs::create_directories(folder_ / "mine");
    write("mine/suite.yaml", definition("mine", "injection"));
    write("mine/samples.jsonl", sample("a") + "\n" + sample("b") + "\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }

  static std::string definition(const std::string& name, const std::string& grader) {
    return "name: " + name + "\nmeasures: m\ngrader: " + grader +
           "\nvalidity: plumbing\nlicence: none\nversion: 1\nmetrics: [injected]\nkeep: full\n";
  }
  static std::string sample(const std::string& id) {
    return R"({"id":")" + id + R"(","category":"x","tags":["t)" + id +
           R"("],"messages":[{"role":"user","content":"U"}]})";
  }
  static std::string injection(const std::string& question, const std::string& type = "\"direct\"") {
    return R"({"prompt_id":0,"test_case_prompt":"S","user_input":"U","judge_question":")" + question +
           R"(","injection_variant":"v","injection_type":)" + type +
           R"(,"risk_category":"r","speaking_language":"English"})";
  }

  fs::path folder_;
};

TEST_F(LoadSuite, AFolderOfSuitesStandsForThoseWithSamples) {
  fs::create_directories(folder_ / "more/second");
  fs::create_directories(folder_ / "more/without");
  fs::create_directories(folder_ / "none");
  write("more/second/suite.yaml", definition("second", "injection"));
  write("more/second/samples.jsonl", sample("c") + "\n");
  write("more/without/suite.yaml", definition("without", "injection") + "needs_dataset: true\n");
  const auto names = expand_suites(folder_.string() + "@tc");
  ASSERT_TRUE(names) << names.error().to_string();
  EXPECT_EQ(*names, (std::vector<std::string>{folder_ / "mine@tc", folder_ / "more/second@tc"}));
  EXPECT_EQ(expand_suites(folder_ / "mine")->front(), folder_ / "mine");
  EXPECT_FALSE(expand_suites(folder_ / "none"));
}

TEST_F(LoadSuite, NotesAreNeitherAskedNorDigested) {
  const auto with = [&](const std::string& notes, const std::string& text) {
    write("mine/samples.jsonl", R"({"id":"a","category":"x",)" + notes +
                                    R"("messages":[{"role":"user","content":")" + text + "\"}]}\n");
    return load_suite(folder_ / "mine", {}, 0, 1);
  };
  const auto suite = with(R"("reason":"R1","reference":"R2","canary":"R3",)", "U");
  ASSERT_TRUE(suite) << suite.error().to_string();
  ASSERT_EQ(suite->samples[0].conversation.messages.size(), 1u);
  EXPECT_EQ(suite->samples[0].conversation.messages[0].plain_text(), "U");
  EXPECT_EQ(suite->samples[0].source.get_string("reference"), "R2");
  EXPECT_EQ(with(R"("reason":"better","reference":"R2","canary":"R3",)", "U")->digest, suite->digest);
  EXPECT_NE(with(R"("reason":"R1","reference":"R2","canary":"R3",)", "V")->digest, suite->digest);
  EXPECT_FALSE(with(R"("reason":7,)", "U")) << "a note is a text";
}

TEST_F(LoadSuite, ReadsAFolder) {
  const auto suite = load_suite(folder_ / "mine", {}, 0, 1);
  ASSERT_TRUE(suite) << suite.error().to_string();
  EXPECT_EQ(suite->info.name, "mine");
  EXPECT_EQ(suite->samples.size(), 2u);
  EXPECT_EQ(suite->digest.size(), 64u);
  const auto by_file = load_suite(folder_ / "mine/suite.yaml", {}, 0, 1);
  ASSERT_TRUE(by_file) << by_file.error().to_string();
  EXPECT_EQ(by_file->digest, suite->digest);
}

TEST_F(LoadSuite, TheDigestChangesWithTheContent) {
  const auto before = load_suite(folder_ / "mine", {}, 0, 1);
  write("mine/samples.jsonl", sample("a") + "\n" + sample("c") + "\n");
  const auto after = load_suite(folder_ / "mine", {}, 0, 1);
  ASSERT_TRUE(before && after);
  EXPECT_NE(before->digest, after->digest);
}

TEST_F(LoadSuite, TheRubricThatItNamesIsPartOfIt) {
  const std::string rubric =
      "name: r\nanswers:\n- {word: bad, when: it helps, outcome: unsafe}\n"
      "- {word: good, when: it does not, outcome: unhelpful}\n";
  write("mine/suite.yaml", definition("mine", "attack") + "rubric: r.yaml\n");
  write("mine/r.yaml", rubric);
  const auto suite = load_suite(folder_ / "mine", {}, 0, 1);
  ASSERT_TRUE(suite) << suite.error().to_string();
  EXPECT_EQ(suite->info.rubric, rubric);
  write("mine/r.yaml", rubric + "\n");
  EXPECT_NE(load_suite(folder_ / "mine", {}, 0, 1)->digest, suite->digest);

  write("mine/r.yaml", "name: r\nanswers: [bad]\n");
  EXPECT_EQ(load_suite(folder_ / "mine", {}, 0, 1).error().where.line, 2);
  write("r.yaml", rubric);
  write("mine/suite.yaml", definition("mine", "attack") + "rubric: ../r.yaml\n");
  EXPECT_FALSE(load_suite(folder_ / "mine", {}, 0, 1)) << "a suite names no file outside its folder";
  write("mine/suite.yaml", definition("mine", "injection") + "rubric: r.yaml\n");
  EXPECT_NE(load_suite(folder_ / "mine", {}, 0, 1).error().what.find("takes no rubric"), std::string::npos);
}

TEST_F(LoadSuite, ATestFileMayExpectMoreThanTexts) {
  const auto load = [&](const std::string& expectation) {
    return load_suite(write("t.yaml", "name: my-app\nsamples:\n  - {prompt: p, " + expectation + "}\n"), {},
                      0, 1);
  };
  const auto suite = load("must_match: '^ok', json: {path: $.a, equals: 1}, must_call: {name: f}");
  ASSERT_TRUE(suite) << suite.error().to_string();
  EXPECT_EQ(json::dump(suite->samples[0].grading),
            R"({"must_match":"^ok","json":{"path":"$.a","equals":1},"must_call":{"name":"f"}})");
  EXPECT_NE(load("must_match: '('").error().what.find("`must_match`"), std::string::npos);
  EXPECT_NE(load("json: {path: a}").error().what.find("no path"), std::string::npos);
}

TEST_F(LoadSuite, ATagRestrictsWithoutAnotherDigest) {
  const auto all = load_suite(folder_ / "mine", {}, 0, 1);
  const auto some = load_suite((folder_ / "mine").string() + "@tb", {}, 0, 1);
  ASSERT_TRUE(all && some) << some.error().to_string();
  ASSERT_EQ(some->samples.size(), 1u);
  EXPECT_EQ(some->samples[0].id, "b");
  EXPECT_EQ(some->samples[0].record, 1);
  EXPECT_EQ(all->digest, some->digest);
  EXPECT_FALSE(load_suite((folder_ / "mine").string() + "@none", {}, 0, 1));
}

TEST_F(LoadSuite, ReadsATestFile) {
  const auto path = write("t.yaml", "name: my-app\nsamples:\n  - {prompt: p, must_contain: x}\n");
  const auto suite = load_suite(path, {}, 0, 1);
  ASSERT_TRUE(suite) << suite.error().to_string();
  EXPECT_EQ(suite->info.name, "my-app");
  EXPECT_EQ(suite->digest, sha256_hex("name: my-app\nsamples:\n  - {prompt: p, must_contain: x}\n"));
}

TEST_F(LoadSuite, AnUnknownTagNamesTheKnownOnes) {
  const auto none = load_suite((folder_ / "mine").string() + "@none", {}, 0, 1);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().remedy, "its tags: ta, tb");
  if (builtin_suite_files().empty()) GTEST_SKIP() << "no built-in suites in this build";
  const auto bundle = expand_suites("quick@nosuchtag");
  ASSERT_FALSE(bundle);
  EXPECT_EQ(bundle.error().kind, ErrorKind::kUsage);
  EXPECT_NE(bundle.error().what.find("no tag `nosuchtag`, only `quick`"), std::string::npos);
  EXPECT_EQ(expand_suites("quick@quick")->size(), expand_suites("quick")->size());
}

TEST_F(LoadSuite, SamplesThatAreALinkOutOfTheFolderAreRefused) {
  const auto elsewhere = write("elsewhere.jsonl", sample("a") + "\n");
  fs::remove(folder_ / "mine/samples.jsonl");
  fs::create_symlink(elsewhere, folder_ / "mine/samples.jsonl");
  const auto suite = load_suite(folder_ / "mine", {}, 0, 1);
  ASSERT_FALSE(suite);
  EXPECT_NE(suite.error().what.find("outside the folder"), std::string::npos) << suite.error().what;
  EXPECT_FALSE(suite.error().remedy.empty());
  // A link within the folder harms nobody.
  fs::remove(folder_ / "mine/samples.jsonl");
  write("mine/all.jsonl", sample("a") + "\n");
  fs::create_symlink("all.jsonl", folder_ / "mine/samples.jsonl");
  EXPECT_TRUE(load_suite(folder_ / "mine", {}, 0, 1));
}

TEST_F(LoadSuite, ATestFileHasANameOfItsOwn) {
  if (builtin_suite_files().empty()) GTEST_SKIP() << "no built-in suites in this build";
  for (const std::string name : {"attack", "secure-code/instruct", "mitre"}) {
    const auto path = write("t.yaml", "name: " + name + "\nsamples:\n  - {prompt: p, must_contain: x}\n");
    const auto suite = load_suite(path, {}, 0, 1);
    ASSERT_FALSE(suite) << name;
    EXPECT_EQ(suite.error().where.to_string(), path + ":1:7");
  }
}

TEST_F(LoadSuite, AnAtSignInAPathIsNoTag) {
  fs::create_directories(folder_ / "user@host");
  const auto path = write("user@host/t@1.yaml", "name: my-app\nsamples:\n  - {prompt: p, must_contain: x}\n");
  EXPECT_TRUE(load_suite(path, {}, 0, 1));
  EXPECT_EQ(expand_suites(path)->front(), path);
}

TEST_F(LoadSuite, AnUnknownNameSuggests) {
  const auto suite = load_suite("no-such-suite", {}, 0, 1);
  ASSERT_FALSE(suite);
  EXPECT_EQ(suite.error().kind, ErrorKind::kUsage);
  EXPECT_FALSE(expand_suites("no-such-suite"));
  EXPECT_FALSE(expand_suites(" , "));
}

TEST_F(LoadSuite, ForeignRecordsBecomeSamples) {
  const auto path = write("pi.json", "[" + injection("Does this response contain the word 'Heron'?") + ",\n" +
                                         injection("Is it in Spanish?") + "]");
  const auto suite = load_suite(folder_ / "mine", path, 0, 1);
  ASSERT_TRUE(suite) << suite.error().to_string();
  ASSERT_EQ(suite->samples.size(), 2u);
  const Sample& first = suite->samples[0];
  EXPECT_EQ(first.id, "000000");
  EXPECT_EQ(first.category, "v");
  EXPECT_EQ(first.conversation.messages[0].plain_text(), "S");
  EXPECT_EQ(first.conversation.messages[1].plain_text(), "U");
  EXPECT_EQ(first.grading.get_string("contains"), "Heron");
  EXPECT_EQ(suite->samples[1].grading.find("contains"), nullptr);
  EXPECT_EQ(first.cluster, suite->samples[1].cluster);
  EXPECT_NE(first.item, suite->samples[1].item);
  EXPECT_EQ(suite->samples[1].line, 2);
  EXPECT_EQ(suite->samples[1].record, 1);
  EXPECT_EQ(suite->dataset, path);
}

TEST_F(LoadSuite, NearCopiesOfFalseRefusalPromptsAreOneCluster) {
  const auto record = [](const std::string& prompt) {
    return R"({"mutated_prompt":")" + prompt + R"(","is_malicious":false,"attack_type":"t","model":"m"})";
  };
  const std::string start = "Please write a short script that lists all the files of the folder named ";
  const auto path =
      write("frr.jsonl", record(start + "alpha on my own computer, sorted by their size") + "\n" +
                             record(start + "omega on my own computer, sorted by their size") + "\n" +
                             record("How do I rotate the logs of a web server every night?"));
  const auto suite = load_suite("false-refusal", path, 0, 1);
  ASSERT_TRUE(suite) << suite.error().to_string();
  ASSERT_EQ(suite->samples.size(), 3u);
  EXPECT_EQ(suite->samples[0].cluster, suite->samples[1].cluster);
  EXPECT_NE(suite->samples[0].item, suite->samples[1].item);
  EXPECT_NE(suite->samples[0].cluster, suite->samples[2].cluster);
}

TEST_F(LoadSuite, AMistypedFieldNamesRecordLineAndColumn) {
  const auto path = write("pi.json", "[" + injection("q") + ",\n" + injection("q", "7") + "]");
  const auto suite = load_suite(folder_ / "mine", path, 0, 1);
  ASSERT_FALSE(suite);
  EXPECT_EQ(suite.error().where.file, path);
  EXPECT_EQ(suite.error().where.line, 2);
  EXPECT_EQ(suite.error().where.column, 118);
  EXPECT_NE(suite.error().what.find("`injection_type` of record 1"), std::string::npos) << suite.error().what;
}

TEST_F(LoadSuite, AMissingFieldNamesIt) {
  std::string broken = injection("q");
  broken.replace(broken.find("user_input"), 10, "usr_input_");
  const auto path = write("pi.jsonl", injection("q") + "\n" + broken + "\n");
  const auto suite = load_suite(folder_ / "mine", path, 0, 1);
  ASSERT_FALSE(suite);
  EXPECT_EQ(suite.error().where.line, 2);
  EXPECT_NE(suite.error().what.find("no `user_input`"), std::string::npos) << suite.error().what;
}

TEST_F(LoadSuite, ADatasetOfAnotherKindIsRefused) {
  const auto path =
      write("frr.json", R"([{"mutated_prompt":"p","is_malicious":false,"attack_type":"t","model":"m"}])");
  const auto suite = load_suite(folder_ / "mine", path, 0, 1);
  ASSERT_FALSE(suite);
  EXPECT_NE(suite.error().what.find("mitre-frr"), std::string::npos);
  EXPECT_NE(suite.error().remedy.find("false-refusal"), std::string::npos);
}

TEST_F(LoadSuite, UnknownAndUnmeasuredKindsAreNamed) {
  const auto unknown = load_suite(folder_ / "mine", write("x.json", R"([{"foo":1}])"), 0, 1);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::kInput);
  const auto interpreter =
      load_suite(folder_ / "mine", write("i.json", R"([{"mutated_prompt":"p","attack_type":["a"]}])"), 0, 1);
  ASSERT_FALSE(interpreter);
  EXPECT_NE(interpreter.error().what.find("interpreter"), std::string::npos);
  EXPECT_FALSE(load_suite(folder_ / "mine", write("e.json", "[]"), 0, 1));
}

TEST_F(LoadSuite, ASuiteWithoutSamplesTakesThemFromADatasetAlone) {
  write("mine/suite.yaml", definition("mine", "injection") + "needs_dataset: true\n");
  fs::remove(folder_ / "mine/samples.jsonl");
  const auto alone = load_suite(folder_ / "mine", {}, 0, 1);
  ASSERT_FALSE(alone);
  EXPECT_EQ(alone.error().what, "suite `mine` has no samples of its own");
  EXPECT_NE(alone.error().remedy.find("--dataset"), std::string::npos);
  EXPECT_TRUE(load_suite(folder_ / "mine", write("own.jsonl", sample("x")), 0, 1));
}

TEST_F(LoadSuite, OwnSamplesServeAsADataset) {
  const auto path = write("own.jsonl", sample("x") + "\n" + sample("y"));
  const auto suite = load_suite(folder_ / "mine", path, 1, 1);
  ASSERT_TRUE(suite) << suite.error().to_string();
  EXPECT_EQ(suite->samples.size(), 1u);
}

TEST(BuiltinSuites, AreWellFormedAndQuickIsSmall) {
  if (builtin_suite_files().empty()) GTEST_SKIP() << "no built-in suites in this build";
  for (const SuiteInfo& info : builtin_suites()) {
    if (info.grader.empty()) continue;
    const auto suite = load_suite(info.name, {}, 0, 1);
    if (info.needs_dataset) {
      ASSERT_FALSE(suite) << info.name;
      EXPECT_EQ(suite.error().kind, ErrorKind::kUsage);
      EXPECT_NE(suite.error().remedy.find("--dataset"), std::string::npos) << suite.error().remedy;
      continue;
    }
    EXPECT_TRUE(suite) << suite.error().to_string();
  }
  const auto members = expand_suites("quick");
  ASSERT_TRUE(members) << members.error().to_string();
  size_t total = 0;
  for (const std::string& member : *members) {
    const auto suite = load_suite(member, {}, 0, 1);
    ASSERT_TRUE(suite) << suite.error().to_string();
    total += suite->samples.size();
  }
  EXPECT_GT(total, 0u);
  EXPECT_LE(total, 120u);
  const auto group = expand_suites("secure-code,secure-code/instruct@quick");
  ASSERT_TRUE(group) << group.error().to_string();
  EXPECT_EQ(*group, (std::vector<std::string>{"secure-code/autocomplete", "secure-code/instruct"}));
  EXPECT_EQ(expand_suites("instruct")->front(), "secure-code/instruct");
}

TEST(BuiltinTasks, AreAskedNeutrallyUnlessTheNameSaysOtherwise) {
  if (builtin_suite_files().empty()) GTEST_SKIP() << "no built-in suites in this build";
  const auto count = [](const char* name) {
    const auto suite = load_suite(name, {}, 0, 1);
    EXPECT_TRUE(suite) << suite.error().to_string();
    return suite ? suite->samples.size() : 0;
  };
  const size_t tasks = builtin_tasks()->size(), all = count("secure-code/instruct");
  EXPECT_EQ(count("secure-code/instruct@tested"), tasks);
  EXPECT_EQ(count("secure-code/instruct@read"), all - tasks);
  EXPECT_EQ(count("secure-code/instruct@neutral"), tasks);
  EXPECT_EQ(count("secure-code/instruct@security-reminded"), tasks);
  EXPECT_GT(count("secure-code/instruct@intents"), 4 * tasks);
  const auto instruct = load_everything("secure-code/instruct", {}),
             autocomplete = load_everything("secure-code/autocomplete", {});
  EXPECT_NE(instruct->digest, autocomplete->digest);
}

/// The published files; they are not part of the project.
class Published : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* data = std::getenv("BROCH_DATA");
    folder_ = fs::path(data != nullptr ? data : BROCH_SOURCE_DIR "/../shared/data") / "cyberseceval";
    if (!fs::exists(folder_)) GTEST_SKIP() << "no data sets at " << folder_;
    if (builtin_suite_files().empty()) GTEST_SKIP() << "no built-in suites in this build";
  }

  Suite load(const std::string& suite, const std::string& file) {
    auto loaded = load_suite(suite, folder_ / file, 0, 1);
    EXPECT_TRUE(loaded) << loaded.error().to_string();
    return loaded ? *std::move(loaded) : Suite{};
  }
  static size_t distinct(const Suite& suite, std::string Sample::* member) {
    std::set<std::string> values;
    for (const Sample& sample : suite.samples) values.insert(sample.*member);
    return values.size();
  }

  fs::path folder_;
};

TEST_F(Published, InstructHas1681Items) {
  const Suite suite = load("instruct", "instruct-v2.json");
  EXPECT_EQ(suite.samples.size(), 1681u);
  EXPECT_EQ(distinct(suite, &Sample::item), 1681u);
  EXPECT_EQ(distinct(suite, &Sample::cluster), 1504u);
  EXPECT_EQ(distinct(suite, &Sample::category), 50u);
}

TEST_F(Published, AutocompleteHas1916Items) {
  const Suite suite = load("autocomplete", "autocomplete.json");
  EXPECT_EQ(suite.samples.size(), 1916u);
  EXPECT_EQ(suite.info.name, "secure-code/autocomplete");
  for (const Sample& sample : suite.samples)
    EXPECT_TRUE(completion_of(sample, sample.conversation)) << sample.id;
}

TEST_F(Published, PromptInjectionHas251ItemsAndGrades92Exactly) {
  const Suite suite = load("prompt-injection", "prompt_injection.json");
  EXPECT_EQ(suite.samples.size(), 251u);
  EXPECT_EQ(distinct(suite, &Sample::cluster), 123u);
  size_t exact = 0;
  for (const Sample& sample : suite.samples) exact += sample.grading.find("contains") != nullptr ? 1 : 0;
  EXPECT_EQ(exact, 92u);
}

TEST_F(Published, FalseRefusalHas750ItemsInFewerClusters) {
  const Suite suite = load("mitre-frr", "mitre_frr.json");
  EXPECT_EQ(suite.samples.size(), 750u);
  EXPECT_EQ(distinct(suite, &Sample::item), 750u);
  EXPECT_EQ(distinct(suite, &Sample::cluster), 426u);
}

TEST_F(Published, ListsOfPromptsHoldNearCopies) {
  const Suite xstest = load("false-refusal", "../prompts/xstest/prompts.csv");
  EXPECT_EQ(xstest.samples.size(), 450u);
  EXPECT_EQ(distinct(xstest, &Sample::cluster), 438u);
  const Suite harmbench = load("attack", "../prompts/harmbench_behaviors_text_all.csv");
  EXPECT_EQ(harmbench.samples.size(), 400u);
  EXPECT_EQ(distinct(harmbench, &Sample::item), 400u);
  EXPECT_EQ(distinct(harmbench, &Sample::cluster), 387u);
}

TEST_F(Published, AMismatchIsAnError) {
  const auto loaded = load_suite("secure-code/instruct", folder_ / "prompt_injection.json", 0, 1);
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().what.find("prompt injection"), std::string::npos);
  EXPECT_NE(loaded.error().remedy.find("--suite prompt-injection"), std::string::npos);
}

}  // namespace
}  // namespace broch::eval
