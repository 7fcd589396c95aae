#include "cli/suites_selftest.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/command.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/suite/selftest.h"

namespace broch::cli {
namespace {

struct SelftestArguments {
  std::string name;
  std::vector<std::string> only;
};

Result<std::vector<eval::CodeTask>> tasks_of(const SelftestArguments& arguments) {
  const bool is_builtin = arguments.name == "secure-code";
  BROCH_TRY(std::vector<eval::CodeTask> tasks,
            is_builtin ? eval::builtin_tasks() : eval::load_tasks(arguments.name));
  if (tasks.empty())
    return fail(ErrorKind::kUnavailable, "no tasks are built in", {}, "name a folder of tasks");
  if (arguments.only.empty()) return tasks;
  std::vector<std::string> known;
  for (const eval::CodeTask& task : tasks) {
    known.push_back(task.id);
    known.push_back(task.language);
  }
  for (const std::string& word : arguments.only) {
    if (std::find(known.begin(), known.end(), word) == known.end())
      return fail(ErrorKind::kUsage,
                  fmt::format("no task or language `{}`{}", word, did_you_mean(word, known)));
  }
  std::erase_if(tasks, [&](const eval::CodeTask& task) {
    return std::none_of(arguments.only.begin(), arguments.only.end(),
                        [&](const std::string& word) { return word == task.id || word == task.language; });
  });
  return tasks;
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

Result<int> run(const SelftestArguments& arguments, const Common& common) {
  BROCH_TRY(const std::vector<eval::CodeTask> tasks, tasks_of(arguments));
  BROCH_TRY(const sandbox::Sandbox sandbox, sandbox::Sandbox::open());
  const std::vector<eval::SelftestRow> rows = eval::selftest(sandbox, tasks, common.progress());
  json::Array all;
  std::string text;
  size_t good = 0;
  for (const eval::SelftestRow& row : rows) {
    good += row.as_expected() ? 1 : 0;
    all.push_back(row_json(row));
    if (row.as_expected()) continue;
    text += fmt::format("{:<32} {:<8} {:<10} {} instead of {}: {}\n", row.task,
                        row.secure ? "secure" : "insecure", name(row.kind), name(row.run.result),
                        name(row.expected), row.run.why);
  }
  text += fmt::format("{} of {} test runs of {} tasks as expected\n", good, rows.size(), tasks.size());
  BROCH_CHECK(print(common.json ? json::dump(json::Object{{"tasks", static_cast<int64_t>(tasks.size())},
                                                          {"runs", static_cast<int64_t>(rows.size())},
                                                          {"as_expected", static_cast<int64_t>(good)},
                                                          {"rows", std::move(all)}}) +
                                      "\n"
                                : text));
  return good == rows.size() ? kOk : kFindings;
}

}  // namespace

void add_suites_selftest(Subcommand app) {
  Subcommand command =
      app.add("selftest", "Run the reference answers of tasks under their tests, in the sandbox");
  auto arguments = std::make_shared<SelftestArguments>();
  command.option("NAME", arguments->name, "secure-code, or a folder of tasks").required();
  command.option("--only", arguments->only, "Only these tasks or languages").one_at_a_time();
  command.action([arguments](const Common& common) { return run(*arguments, common); });
}

}  // namespace broch::cli
