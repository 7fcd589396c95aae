#include "eval/lint/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include "core/file.h"
#include "core/text.h"
#include "core/yaml.h"
#include "eval/lint/content_rules.h"
#include "eval/lint/sample_rules.h"
#include "eval/suite/definition.h"
#include "eval/suite/load.h"
#include "eval/suite/sample_file.h"
#include "eval/suite/task_folder.h"

namespace broch::eval {

namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxSuiteBytes = 256 << 20;

class Linter {
 public:
  explicit Linter(ContentRules content) : content_(std::move(content)) {}

  Status add(const std::string& path) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return add_folder(path);
    if (!fs::exists(path, ignored)) return fail(ErrorKind::kUsage, "there is no such file", {path});
    if (path.ends_with("suite.yaml")) return add_suite(fs::path(path).parent_path().string());
    if (path.ends_with(".yaml") || path.ends_with(".yml")) return add_test_file(path);
    if (path.ends_with(".jsonl")) {
      report_.suites.push_back(path);
      return check(LintedSuite{.path = path, .grader = "", .samples = {}}, path);
    }
    return fail(ErrorKind::kUsage, "this is no suite", {path},
                "name a suite folder, a folder of suites, a test file (*.yaml) or samples (*.jsonl)");
  }

  LintReport take() {
    std::stable_sort(report_.findings.begin(), report_.findings.end(), [](const auto& a, const auto& b) {
      return std::tie(a.path, a.line) < std::tie(b.path, b.line);
    });
    return std::move(report_);
  }

 private:
  Status add_folder(const std::string& folder) {
    BROCH_TRY(const std::vector<std::string> found, suite_folders(folder));
    for (const std::string& suite : found) BROCH_CHECK(add_suite(suite));
    return {};
  }

  Status add_suite(const std::string& folder) {
    const std::string path = (fs::path(folder) / "suite.yaml").string();
    report_.suites.push_back(folder);
    BROCH_TRY(const std::string text, read_file(path, kMaxSuiteBytes));
    const Result<Definition> definition = parse_definition(text, path);
    if (!definition) {
      note(definition.error(), path);
      return {};
    }
    if (!definition->rubric_file.empty()) check_rubric(*definition, path);
    if (definition->is_bundle() || definition->info.needs_dataset) return {};
    const std::string samples = (fs::path(folder) / "samples.jsonl").string();
    if (!definition->info.task_mode.empty()) add_tasks(folder, *definition);
    // A suite may ask nothing but tasks.
    if (!definition->info.task_mode.empty() && !fs::exists(samples)) return {};
    return check(LintedSuite{.path = samples, .grader = definition->info.grader, .samples = {}}, samples);
  }

  /// Once for all suites that share them.
  void add_tasks(const std::string& folder, const Definition& definition) {
    const auto tasks_folder = tasks_of_suite(folder);
    if (!tasks_folder) return note(tasks_folder.error(), folder);
    if (!tasks_.insert(*tasks_folder).second) return;
    const auto tasks = load_tasks(*tasks_folder);
    if (!tasks) return note(tasks.error(), *tasks_folder);
    report_.samples += static_cast<int64_t>(tasks->size());
    LintedSuite asked{.path = *tasks_folder, .grader = definition.info.grader, .samples = {}};
    for (const CodeTask& task : *tasks) {
      Sample& sample = asked.samples.emplace_back();
      sample.id = sample.item = sample.cluster = task.id;
      sample.category = task.cwe;
      sample.intent = "benign";
      sample.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, task.prompt));
      for (const auto& [key, value] :
           {std::pair("reason", &task.reason), std::pair("secure_way", &task.secure_way),
            std::pair("canary", &task.canary)}) {
        if (!value->empty()) continue;
        report_.findings.push_back({*tasks_folder, 0, "task", task.id, fmt::format("`{}` is not said", key)});
      }
    }
    check_ids(asked, report_.findings);
    check_taxonomy(asked, report_.findings);
    check_templates(asked, report_.findings);
  }

  void check_rubric(const Definition& definition, const std::string& path) {
    SuiteInfo info = definition.info;
    const auto file = resolve_inside(path, definition.rubric_file);
    if (!file) return note(file.error(), path);
    const auto text = read_file(*file, kMaxSuiteBytes);
    if (!text) return note(text.error(), path);
    if (const Status read = set_rubric(info, *text, *file); !read) note(read.error(), *file);
  }

  Status add_test_file(const std::string& path) {
    report_.suites.push_back(path);
    BROCH_TRY(const std::string text, read_file(path, kMaxSuiteBytes));
    const Result<yaml::Node> root = yaml::parse(text, path);
    Result<Suite> suite = root ? parse_test_file(*root, path) : std::unexpected(root.error());
    if (!suite) {
      note(suite.error(), path);
      return {};
    }
    report_.samples += static_cast<int64_t>(suite->samples.size());
    return check_samples({.path = path, .grader = suite->info.grader, .samples = std::move(suite->samples)});
  }

  /// Reads line by line, so that one broken sample does not hide what is wrong with the others.
  Status check(LintedSuite suite, const std::string& path) {
    const Result<std::string> text = read_file(path, kMaxSuiteBytes);
    if (!text) {
      note(text.error(), path);
      return {};
    }
    int number = 0;
    for (const std::string_view line : split(*text, '\n')) {
      ++number;
      if (trim(line).empty()) continue;
      ++report_.samples;
      const Result<json::Value> value = json::parse(line, {.file = path, .first_line = number});
      if (!value) {
        note(value.error(), path);
        continue;
      }
      Result<Sample> sample = read_sample(*value, {.file = path, .line = number, .text = line},
                                          static_cast<int64_t>(suite.samples.size()));
      if (!sample) {
        note(sample.error(), path);
        continue;
      }
      suite.samples.push_back(*std::move(sample));
    }
    if (suite.grader == "insecure-code") check_notes(suite, report_.findings);
    return check_samples(suite);
  }

  Status check_samples(const LintedSuite& suite) {
    check_ids(suite, report_.findings);
    check_twin_pairs(suite, report_.findings);
    check_taxonomy(suite, report_.findings);
    check_grading(suite, report_.findings);
    check_templates(suite, report_.findings);
    // Tasks of programming are about code; nobody is attacked by them.
    if (suite.grader == "insecure-code") return {};
    for (const Sample& sample : suite.samples) {
      if (sample.intent == "attack") BROCH_CHECK(check_content(suite, sample));
    }
    return {};
  }

  Status check_content(const LintedSuite& suite, const Sample& sample) {
    for (const chat::Message& message : sample.conversation.messages) {
      for (const chat::Part& part : message.parts)
        BROCH_CHECK(check_text(suite, sample, "an attack prompt", part.written(), suite.grader));
    }
    for (const auto& [key, value] : sample.slices)
      BROCH_CHECK(check_text(suite, sample, "slice `" + key + "`", value));
    for (const std::string& tag : sample.tags) BROCH_CHECK(check_text(suite, sample, "a tag", tag));
    for (const std::string& text : strings_of(sample.grading))
      BROCH_CHECK(check_text(suite, sample, "what it is graded by", text));
    return {};
  }

  Status check_text(const LintedSuite& suite, const Sample& sample, const std::string& where,
                    std::string_view text, std::string_view grader = "") {
    BROCH_TRY(const std::vector<ContentHit> hits, content_.hits(text, grader));
    for (const ContentHit& hit : hits) {
      report_.findings.push_back({suite.path, sample.line, "content/" + hit.rule, sample.id,
                                  fmt::format("{} holds {}: {}", where, hit.what, hit.excerpt)});
    }
    return {};
  }

  /// Everything that is said in a value.
  static std::vector<std::string> strings_of(const json::Value& value) {
    std::vector<std::string> all;
    const auto add = [&](const auto& self, const json::Value& one) -> void {
      if (one.is_string()) all.emplace_back(one.as_string());
      if (one.is_array()) {
        for (const json::Value& item : one.as_array()) self(self, item);
      }
      if (one.is_object()) {
        for (const json::Member& member : one.as_object()) self(self, member.value);
      }
    };
    add(add, value);
    return all;
  }

  /// What the loader would refuse.
  void note(const Error& error, const std::string& path) {
    std::string what = error.what;
    if (!error.remedy.empty()) what += " (" + error.remedy + ")";
    report_.findings.push_back({error.where.file.empty() ? path : error.where.file, error.where.line,
                                "schema", "", std::move(what)});
  }

  ContentRules content_;
  LintReport report_;
  std::set<std::string> tasks_;  ///< folders that were read
};

}  // namespace

Result<LintReport> lint(const std::vector<std::string>& paths) {
  BROCH_TRY(ContentRules content, ContentRules::builtin());
  Linter linter(std::move(content));
  for (const std::string& path : paths) BROCH_CHECK(linter.add(path));
  return linter.take();
}

}  // namespace broch::eval
