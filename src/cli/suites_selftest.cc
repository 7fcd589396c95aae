#include "cli/suites_selftest.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "cli/command.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/suite/load.h"
#include "eval/suite/selftest.h"

namespace broch::cli {
namespace {

struct SelftestArguments {
  std::string name;
  std::vector<std::string> only;  ///< as given: each may be several, separated by commas
};

/// The words of `--only`, however they were given.
std::vector<std::string> words_of(const std::vector<std::string>& given) {
  std::vector<std::string> words;
  for (const std::string& list : given) {
    for (const std::string_view word : comma_separated(list)) words.emplace_back(word);
  }
  return words;
}

/// What a suite about code asks: tasks, and samples without tests.
struct Asked {
  std::vector<eval::CodeTask> tasks;
  std::vector<eval::Sample> samples;
};

Status keep_only(const std::vector<std::string>& words, Asked& asked) {
  std::vector<std::string> known;
  const auto learn = [&](const auto& all) {
    for (const auto& one : all) known.insert(known.end(), {one.id, one.language});
  };
  learn(asked.tasks);
  learn(asked.samples);
  for (const std::string& word : words) {
    if (std::find(known.begin(), known.end(), word) == known.end())
      return fail(ErrorKind::kUsage,
                  fmt::format("no task, sample or language `{}`{}", word, did_you_mean(word, known)));
  }
  const auto unwanted = [&](const auto& one) {
    return std::none_of(words.begin(), words.end(),
                        [&](const std::string& word) { return word == one.id || word == one.language; });
  };
  std::erase_if(asked.tasks, unwanted);
  std::erase_if(asked.samples, unwanted);
  return {};
}

Result<Asked> asked_by(const SelftestArguments& arguments) {
  // Both suites of that name ask the same tasks; one has samples, too.
  const std::string name = arguments.name == "secure-code" ? "secure-code/instruct" : arguments.name;
  // A selector leaves some of the samples, else tasks come under every intent.
  const bool whole = name.find('@') == std::string::npos;
  BROCH_TRY(eval::Suite suite, whole ? eval::load_everything(name, {}) : eval::load_suite(name, {}, 0, 1));
  if (suite.info.grader != "insecure-code")
    return fail(ErrorKind::kUsage, fmt::format("suite `{}` does not ask for code", suite.info.name), {},
                "name secure-code, or a folder of tasks");
  Asked asked;
  std::set<std::string> seen;  // a task is a sample under each intent
  for (eval::Sample& sample : suite.samples) {
    if (!sample.task) {
      asked.samples.push_back(std::move(sample));
    } else if (seen.insert(sample.task->id).second) {
      asked.tasks.push_back(*sample.task);
    }
  }
  if (arguments.only.empty()) return asked;
  const std::vector<std::string> words = words_of(arguments.only);
  if (words.empty())
    return fail(ErrorKind::kUsage, "--only names nothing", {}, "name tasks, samples or languages");
  BROCH_CHECK(keep_only(words, asked));
  return asked;
}

json::Object row_json(const eval::SelftestRow& row) {
  return {{"task", row.task},
          {"language", row.language},
          {"cwe", row.cwe},
          {"reference", row.secure ? "secure" : "insecure"},
          {"test", name(row.kind)},
          {"expected", name(row.expected)},
          {"result", name(row.run.result)},
          {"as_expected", row.as_expected()},
          {"why", row.run.why},
          {"seconds", static_cast<double>(row.run.wall.count()) / 1e6}};
}

std::string row_text(const eval::SelftestRow& row) {
  return fmt::format("{:<32} {:<8} {:<10} {} instead of {}: {}\n", row.task,
                     row.secure ? "secure" : "insecure", name(row.kind), name(row.run.result),
                     name(row.expected), row.run.why);
}

json::Object row_json(const eval::ReferenceRow& row) {
  return {{"sample", row.sample},
          {"language", row.language},
          {"cwe", row.cwe},
          {"as_expected", row.as_expected()},
          {"why", row.fault}};
}

std::string row_text(const eval::ReferenceRow& row) {
  return fmt::format("{:<32} secure   scan       {}\n", row.sample, row.fault);
}

/// Rows of one kind: all as JSON, those that are not as expected as text.
struct Told {
  json::Array all;
  std::string text;
  size_t good = 0;

  template <typename Row>
  explicit Told(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
      all.push_back(row_json(row));
      if (row.as_expected()) {
        ++good;
      } else {
        text += row_text(row);
      }
    }
  }
  bool all_good() const { return good == all.size(); }
};

Result<int> run(const SelftestArguments& arguments, const Common& common) {
  BROCH_TRY(const Asked asked, asked_by(arguments));
  std::vector<eval::SelftestRow> test_runs;
  if (!asked.tasks.empty()) {
    BROCH_TRY(const sandbox::Sandbox sandbox, sandbox::Sandbox::open());
    test_runs = eval::selftest(sandbox, asked.tasks, common.progress());
  }
  BROCH_TRY(const std::vector<eval::ReferenceRow> references,
            eval::selftest(asked.samples, common.progress()));
  Told tests(test_runs), read(references);
  const bool good = tests.all_good() && read.all_good();
  std::string text = tests.text + read.text;
  if (!asked.tasks.empty())
    text += fmt::format("{} of {} test runs of {} tasks as expected\n", tests.good, test_runs.size(),
                        asked.tasks.size());
  if (!asked.samples.empty())
    text += fmt::format("{} of {} reference answers of samples are secure\n", read.good, references.size());
  BROCH_CHECK(print(common.json
                        ? json::dump(json::Object{{"tasks", static_cast<int64_t>(asked.tasks.size())},
                                                  {"runs", static_cast<int64_t>(test_runs.size())},
                                                  {"as_expected", static_cast<int64_t>(tests.good)},
                                                  {"rows", std::move(tests.all)},
                                                  {"samples", static_cast<int64_t>(asked.samples.size())},
                                                  {"secure", static_cast<int64_t>(read.good)},
                                                  {"sample_rows", std::move(read.all)}}) +
                              "\n"
                        : text));
  return good ? kOk : kFindings;
}

}  // namespace

void add_suites_selftest(Subcommand app) {
  Subcommand command = app.add("selftest", "Hold reference answers against tests, in the sandbox, and scan");
  auto arguments = std::make_shared<SelftestArguments>();
  command.option("NAME", arguments->name, "secure-code, a suite folder, or a folder of tasks").required();
  command
      .option("--only", arguments->only,
              "Only these tasks, samples or languages, separated by commas; may be given again")
      .one_at_a_time();
  command.action([arguments](const Common& common) { return run(*arguments, common); });
}

}  // namespace broch::cli
