#include "eval/suite/task_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/config.h"
#include "core/file.h"
#include "core/yaml.h"
#include "eval/suite/answer_program.h"
#include "eval/suite/test_output.h"
#include "sandbox/language.h"
#include "sandbox/program.h"

namespace broch::eval {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxFile = 1 << 20;
constexpr const char* kDescription = "task.yaml";

/// Files of one task by their path in its folder.
using Files = std::map<std::string, std::string_view>;

class TaskReader {
 public:
  TaskReader(std::string place, const Files& files) : place_(std::move(place)), files_(files) {}

  Result<CodeTask> read(const std::string& id) {
    const std::string where = place_ + "/" + kDescription;
    BROCH_TRY(const yaml::Node root, yaml::parse(files_.at(kDescription), where));
    config::Map map(root, where);
    CodeTask task;
    task.id = map.string("id", id);
    task.language = map.required_string("language");
    task.file = map.string("file", "");
    task.cwe = map.required_string("cwe");
    task.title = map.string("title", "");
    task.prompt = map.required_string("prompt");
    task.prefix = map.string("prefix", "");
    task.reason = map.string("reason", "");
    task.secure_way = map.string("secure_way", "");
    task.canary = map.string("canary", "");
    task.control = map.string("control", "");
    task.needs = map.strings("needs");
    BROCH_CHECK(map.finish());
    if (task.id != id)
      return fail(ErrorKind::kInput, fmt::format("task `{}` lies in folder `{}`", task.id, id), {where},
                  "call both the same");
    BROCH_TRY(const sandbox::Language* language, sandbox::find_language(task.language));
    const std::string extension = language->extension;
    if (task.file.empty()) task.file = (task.language == "java" ? "Answer" : "answer") + extension;
    BROCH_TRY(task.functional, test("functional" + extension));
    BROCH_TRY(task.security, test("security" + extension));
    task.secure = file("reference/secure" + extension).value_or("");
    task.insecure = file("reference/insecure" + extension).value_or("");
    return task;
  }

 private:
  std::optional<std::string> file(const std::string& path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? std::nullopt : std::optional(std::string(found->second));
  }
  Result<std::string> test(const std::string& path) const {
    if (std::optional<std::string> text = file(path)) return *std::move(text);
    return fail(ErrorKind::kInput, "task without " + path, {place_}, "each task has both tests");
  }

  std::string place_;
  const Files& files_;
};

}  // namespace

const char* name(TestKind kind) { return kind == TestKind::kFunctional ? "functional" : "security"; }

const char* name(TestResult result) {
  switch (result) {
    case TestResult::kPassed:
      return "passed";
    case TestResult::kFailed:
      return "failed";
    case TestResult::kError:
      return "error";
  }
  return "error";
}

Result<std::vector<CodeTask>> read_tasks(std::span<const EmbeddedFile> files, const std::string& place) {
  std::map<std::string, Files> folders;
  for (const EmbeddedFile& file : files) {
    const size_t slash = file.path.find('/');
    if (slash != std::string_view::npos)
      folders[std::string(file.path.substr(0, slash))].emplace(file.path.substr(slash + 1), file.bytes);
  }
  std::vector<CodeTask> tasks;
  for (const auto& [id, own] : folders) {
    if (!own.contains(kDescription)) continue;
    BROCH_TRY(CodeTask task, TaskReader(place + "/" + id, own).read(id));
    tasks.push_back(std::move(task));
  }
  return tasks;
}

Result<std::vector<CodeTask>> load_tasks(const std::string& folder) {
  std::map<std::string, std::string> bytes;  // by path below `folder`
  std::error_code problem;
  for (fs::recursive_directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    // A link could name any file of the user's.
    if (entry->is_symlink() || !entry->is_regular_file()) continue;
    const std::string path = entry->path().lexically_relative(folder).generic_string();
    BROCH_TRY(bytes[path], read_file(entry->path().string(), kMaxFile));
  }
  if (problem)
    return fail(ErrorKind::kIo, "cannot be read: " + problem.message(), {folder}, "name a folder of tasks");
  std::vector<EmbeddedFile> files;
  for (const auto& [path, content] : bytes) files.push_back({path, content});
  BROCH_TRY(std::vector<CodeTask> tasks, read_tasks(files, folder));
  if (tasks.empty())
    return fail(ErrorKind::kInput, "no folder with a task.yaml", {folder}, "name a folder that holds tasks");
  return tasks;
}

Result<std::string> tasks_of_suite(const std::string& suite_folder) {
  const fs::path below = fs::path(suite_folder) / "tasks",
                 beside = fs::absolute(suite_folder).lexically_normal().parent_path() / "tasks";
  std::error_code ignored;
  if (!fs::exists(below, ignored) && fs::is_directory(beside, ignored)) return beside.string();
  return resolve_inside((fs::path(suite_folder) / "suite.yaml").string(), "tasks");
}

Result<std::vector<CodeTask>> builtin_tasks() {
  return read_tasks(builtin_task_files(), "suites/secure-code/tasks");
}

Result<TestRun> run_test(const sandbox::Sandbox& sandbox, const CodeTask& task, TestKind kind,
                         const std::string& answer) {
  BROCH_TRY(const sandbox::Language* language, sandbox::find_language(task.language));
  for (const std::string& program : task.needs) BROCH_CHECK(sandbox::find_program(program));
  const std::string test = name(kind) + std::string(language->extension);
  BROCH_TRY(sandbox::Job job, sandbox::job_for(*language, test, {task.file}));
  job.files = {{task.file, answer_program(answer, task.language)},
               {test, kind == TestKind::kFunctional ? task.functional : task.security}};
  BROCH_TRY(const sandbox::Outcome outcome, sandbox.run(job));
  const sandbox::StepResult& last = outcome.steps.back();
  TestRun run;
  for (const sandbox::StepResult& step : outcome.steps) run.wall += step.wall;
  const bool built = outcome.steps.size() == job.steps.size();
  run.why = built ? said_last(last.err) : last_line(last.err);
  if (outcome.passed) {
    run.result = TestResult::kPassed;
  } else if (!built) {
    // The compiler said no; one that was killed has said nothing of the answer.
    const bool refused = last.signal == 0 && !last.timed_out;
    run.result = refused ? TestResult::kFailed : TestResult::kError;
    run.why = "does not build: " + (run.why.empty() ? last.why() : run.why);
  } else {
    // An answer that crashes, does not end or eats all memory has failed like one that the test refuses.
    run.result = TestResult::kFailed;
    const bool refused = last.exit_code == 1 && last.signal == 0 && !last.timed_out;
    if (!refused || run.why.empty())
      run.why = last.why() + (outcome.out_of_memory ? ", out of memory" : "") +
                (run.why.empty() ? "" : ": " + run.why);
  }
  return run;
}

}  // namespace broch::eval
