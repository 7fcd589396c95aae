#include "eval/suite/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/file.h"
#include "core/hash.h"
#include "core/text.h"
#include "eval/suite/dataset.h"
#include "eval/suite/definition.h"
#include "eval/suite/item_pairing.h"
#include "eval/suite/sample_file.h"
#include "eval/suite/select.h"
#include "eval/suite/task_samples.h"

namespace broch::eval {

namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxSuiteBytes = 256 << 20;
constexpr std::string_view kDefinitionFile = "suite.yaml";
constexpr std::string_view kSamplesFile = "samples.jsonl";

/// "NAME@TAG" is suite NAME restricted to the samples that carry TAG; members of a bundle are named so.
struct Selector {
  std::string name;
  std::string tag;
};

Selector parse_selector(const std::string& text) {
  const size_t at = text.rfind('@');
  std::error_code ignored;
  // A path may hold the character, too.
  if (at == std::string::npos || text.find('/', at) != std::string::npos || fs::exists(text, ignored)) {
    return {resolve_alias(text), ""};
  }
  return {resolve_alias(text.substr(0, at)), text.substr(at + 1)};
}

/// The bytes of a suite before they are read: where they come from is told apart here and nowhere else.
struct SuiteFiles {
  std::string definition_path, definition;
  std::string samples_path, samples;
  std::string rubric_path, rubric;
  std::optional<std::string> folder;  ///< on disk; nothing for what is built in
};

std::optional<std::string_view> builtin_file(const std::string& path) {
  for (const EmbeddedFile& file : builtin_suite_files()) {
    if (file.path == path) return file.bytes;
  }
  return std::nullopt;
}

std::vector<std::string> builtin_names() {
  std::vector<std::string> names;
  const std::string suffix = "/" + std::string(kDefinitionFile);
  for (const EmbeddedFile& file : builtin_suite_files()) {
    if (file.path.ends_with(suffix))
      names.emplace_back(file.path.substr(0, file.path.size() - suffix.size()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

Result<Definition> builtin_definition(const std::string& name) {
  const std::string path = name + "/" + std::string(kDefinitionFile);
  const auto bytes = builtin_file(path);
  if (!bytes) {
    std::vector<std::string> names = builtin_names();
    return fail(
        ErrorKind::kUsage, fmt::format("there is no suite `{}`{}", name, did_you_mean(name, names)), {},
        "built-in suites: " + join(names, ", ") + "; or give the path of a suite folder or test file");
  }
  return parse_definition(*bytes, "suites/" + path);
}

bool is_yaml_path(const std::string& name) { return name.ends_with(".yaml") || name.ends_with(".yml"); }

/// Built-in names come first: a folder of the same name in the working directory must not take their place.
bool is_builtin(const std::string& name) {
  return builtin_file(name + "/" + std::string(kDefinitionFile)).has_value();
}

bool names_a_path(const std::string& name) {
  std::error_code ignored;
  return is_yaml_path(name) || name.starts_with("./") || name.starts_with("../") || name.starts_with("/") ||
         fs::is_directory(name, ignored);
}

SuiteFiles builtin_files(const std::string& name) {
  const std::string folder = name + "/";
  SuiteFiles files;
  files.definition_path = folder + std::string(kDefinitionFile);
  files.definition = builtin_file(files.definition_path).value_or("");
  files.samples_path = folder + std::string(kSamplesFile);
  files.samples = builtin_file(files.samples_path).value_or("");
  if (const auto definition = builtin_definition(name); definition && !definition->rubric_file.empty()) {
    files.rubric_path = "suites/" + folder + definition->rubric_file;
    files.rubric = builtin_file(folder + definition->rubric_file).value_or("");
  }
  files.definition_path.insert(0, "suites/");
  files.samples_path.insert(0, "suites/");
  return files;
}

Result<SuiteFiles> folder_files(const std::string& folder, bool with_samples) {
  SuiteFiles files;
  files.folder = folder;
  files.definition_path = (fs::path(folder) / kDefinitionFile).string();
  BROCH_TRY(files.definition, read_file(files.definition_path, kMaxSuiteBytes));
  BROCH_TRY(const Definition definition, parse_definition(files.definition, files.definition_path));
  if (!definition.rubric_file.empty()) {
    BROCH_TRY(files.rubric_path, resolve_inside(files.definition_path, definition.rubric_file));
    BROCH_TRY(files.rubric, read_file(files.rubric_path, kMaxSuiteBytes));
  }
  if (!with_samples) return files;
  const bool tasks_alone = !definition.info.task_mode.empty() && !fs::exists(fs::path(folder) / kSamplesFile);
  if (!definition.is_bundle() && !definition.info.needs_dataset && !tasks_alone) {
    files.samples_path = (fs::path(folder) / kSamplesFile).string();
    // A link could name any file of the user's.
    BROCH_TRY(const std::string path, resolve_inside(files.definition_path, std::string(kSamplesFile)));
    BROCH_TRY(files.samples, read_file(path, kMaxSuiteBytes));
  }
  return files;
}

Result<SuiteInfo> info_from(Definition definition, const SuiteFiles& files) {
  if (!definition.rubric_file.empty())
    BROCH_CHECK(set_rubric(definition.info, files.rubric, files.rubric_path));
  return std::move(definition.info);
}

/// Adds the tasks as samples, and what they are to the digest. Samples that nothing tests are tagged `read`.
Status add_tasks(Suite& suite, const std::vector<CodeTask>& tasks) {
  BROCH_TRY(const TaskWording wording, builtin_task_wording());
  for (Sample& sample : suite.samples) sample.tags.emplace_back("read");
  for (Sample& sample : task_samples(tasks, suite.info.task_mode, wording))
    suite.samples.push_back(std::move(sample));
  std::string digests = suite.digest + wording.digest;
  for (const CodeTask& task : tasks) digests += digest_of(task);
  suite.digest = sha256_hex(digests);
  return check_unique_ids(suite.samples, suite.info.name);
}

/// Of what is asked and graded by: a better note makes no other suite.
std::string digest_of(const std::string& file, const std::vector<Sample>& samples) {
  std::string asked;
  bool any_note = false;
  for (const Sample& sample : samples) {
    json::Object record = sample.source.as_object();
    for (const char* key : kNoteKeys) {
      any_note |= record.find(key) != nullptr;
      record.erase(key);
    }
    asked += json::canonical(record) + "\n";
  }
  return sha256_hex(any_note ? asked : file);
}

Result<std::vector<CodeTask>> own_tasks(const SuiteFiles& files) {
  if (!files.folder) return builtin_tasks();
  BROCH_TRY(const std::string folder, tasks_of_suite(*files.folder));
  return load_tasks(folder);
}

Result<Suite> suite_from(const SuiteFiles& files) {
  BROCH_TRY(Definition definition, parse_definition(files.definition, files.definition_path));
  if (definition.is_bundle()) {
    return fail(ErrorKind::kUsage,
                fmt::format("`{}` is a bundle of suites, not a suite", definition.info.name),
                {files.definition_path}, "name its members: " + join(definition.members, ", "));
  }
  Suite suite;
  BROCH_TRY(suite.info, info_from(std::move(definition), files));
  if (suite.info.needs_dataset) {
    return fail(ErrorKind::kUsage, fmt::format("suite `{}` has no samples of its own", suite.info.name),
                {files.definition_path}, "add --dataset FILE with a file that it measures (docs/suites.md)");
  }
  BROCH_TRY(suite.samples, parse_samples(files.samples, files.samples_path));
  suite.digest = sha256_hex(sha256_hex(files.definition) + digest_of(files.samples, suite.samples) +
                            (files.rubric.empty() ? "" : sha256_hex(files.rubric)));
  if (!suite.info.task_mode.empty()) {
    BROCH_TRY(const std::vector<CodeTask> tasks, own_tasks(files));
    BROCH_CHECK(add_tasks(suite, tasks));
  }
  return suite;
}

Result<Suite> test_file_suite(const std::string& path) {
  BROCH_TRY(const std::string text, read_file(path, kMaxSuiteBytes));
  BROCH_TRY(const yaml::Node root, yaml::parse(text, path));
  if (!is_test_file(root)) {
    if (fs::path(path).filename() == kDefinitionFile) {
      BROCH_TRY(const SuiteFiles files, folder_files(fs::path(path).parent_path().string(), true));
      return suite_from(files);
    }
    return fail(ErrorKind::kInput, "a test file has no `samples:`", root.place(path),
                "write `name:`, `grader:` and `samples:` (docs/suites.md)");
  }
  BROCH_TRY(Suite suite, parse_test_file(root, path));
  if (is_builtin(resolve_alias(suite.info.name))) {
    return fail(ErrorKind::kInput, fmt::format("`{}` is the name of a built-in suite", suite.info.name),
                root.find("name")->place(path), "give the test file a name of its own");
  }
  suite.digest = sha256_hex(text);
  return suite;
}

/// The suite's definition without its samples, for when they come from a dataset.
Result<SuiteInfo> info_alone(const std::string& name) {
  if (is_builtin(name) || !names_a_path(name)) {
    BROCH_TRY(Definition definition, builtin_definition(name));
    if (definition.is_bundle()) {
      return fail(ErrorKind::kUsage, fmt::format("the bundle `{}` takes no --dataset", name), {},
                  "name one of its members: " + join(definition.members, ", "));
    }
    return info_from(std::move(definition), builtin_files(name));
  }
  if (is_yaml_path(name)) {
    BROCH_TRY(Suite suite, test_file_suite(name));
    return suite.info;
  }
  BROCH_TRY(const SuiteFiles files, folder_files(name, false));
  BROCH_TRY(Definition definition, parse_definition(files.definition, files.definition_path));
  return info_from(std::move(definition), files);
}

/// Reports and images that lie beside a dataset are content, too: a run with them is another one than a run
/// without. So is what a drawn picture shows.
void digest_attachments(Suite& suite) {
  std::string all;
  for (const Sample& sample : suite.samples) {
    for (const chat::Image* image : chat::images(sample.conversation)) all += sha256_hex(image->bytes);
    const auto report = sample.slices.find("report");
    if (report == sample.slices.end() || report->second != "given") continue;
    all += sha256_hex(sample.conversation.messages.back().plain_text());
  }
  if (!all.empty()) suite.digest = sha256_hex(suite.digest + all);
}

/// A dataset fits its own suite, and a user's suite that grades the same way.
Status check_fit(const std::string& suite_name, const SuiteInfo& info, DatasetFormat format,
                 const std::string& path) {
  if (fits(format, info.name)) return {};
  const std::string wanted = suite_of(format);
  if (!is_builtin(suite_name) && is_builtin(wanted)) {
    BROCH_TRY(const Definition own, builtin_definition(wanted));
    if (own.info.grader == info.grader) return {};
  }
  return fail(ErrorKind::kInput,
              fmt::format("this is a {} file; suite `{}` does not measure that", name(format), info.name),
              {path}, fmt::format("use --suite {}", wanted));
}

/// The samples are tasks of a folder.
Result<Suite> task_suite(SuiteInfo info, const std::string& folder) {
  if (info.task_mode.empty()) {
    return fail(ErrorKind::kUsage, fmt::format("suite `{}` takes no tasks", info.name), {folder},
                "use --suite secure-code/instruct or secure-code/autocomplete, or name a file");
  }
  BROCH_TRY(const std::vector<CodeTask> tasks, load_tasks(folder));
  Suite suite;
  suite.info = std::move(info);
  suite.dataset = folder;
  BROCH_CHECK(add_tasks(suite, tasks));
  return suite;
}

Result<std::vector<Sample>> own_samples(const DatasetFile& file) {
  if (file.records.size() > kMaxSamples) {
    return fail(ErrorKind::kInput, fmt::format("more than {} records", kMaxSamples), {file.path},
                "split the file");
  }
  const DatasetText text(file.bytes, file.path);
  std::vector<Sample> samples;
  for (size_t i = 0; i < file.records.size(); ++i) {
    BROCH_TRY(Sample sample, read_sample(file.records[i].value, text.place(file.records[i], "sample"),
                                         static_cast<int64_t>(i)));
    sample.line = file.records[i].line;
    samples.push_back(std::move(sample));
  }
  BROCH_CHECK(check_unique_ids(samples, file.path));
  BROCH_CHECK(check_twins(samples, file.path));
  return samples;
}

Result<Suite> dataset_suite(const std::string& name, const std::string& path) {
  BROCH_TRY(SuiteInfo info, info_alone(name));
  std::error_code ignored;
  if (fs::is_directory(path, ignored) && !cases_in(path)) return task_suite(std::move(info), path);
  BROCH_TRY(const DatasetFile file, open_dataset(path));
  BROCH_CHECK(check_fit(name, info, file.format, file.path));
  Suite suite;
  suite.dataset = file.path;
  suite.digest = sha256_hex(file.bytes);
  if (file.format == DatasetFormat::kOwn) {
    BROCH_TRY(suite.samples, own_samples(file));
  } else {
    BROCH_TRY(suite.samples, read_dataset(file, info.name));
  }
  suite.info = std::move(info);
  return suite;
}

/// A folder of tasks and nothing more. What asks them is a built-in suite.
bool is_task_folder(const std::string& name) {
  std::error_code problem;
  if (fs::exists(fs::path(name) / kDefinitionFile, problem)) return false;
  for (fs::directory_iterator entry(name, problem), end; !problem && entry != end; entry.increment(problem)) {
    if (fs::exists(entry->path() / "task.yaml", problem)) return true;
  }
  return false;
}

Result<Suite> load_whole(const std::string& name) {
  if (is_builtin(name)) return suite_from(builtin_files(name));
  if (!names_a_path(name)) return std::unexpected(builtin_definition(name).error());
  if (is_yaml_path(name)) return test_file_suite(name);
  if (is_task_folder(name)) return dataset_suite("secure-code/instruct", fs::absolute(name).string());
  BROCH_TRY(const SuiteFiles files, folder_files(name, true));
  return suite_from(files);
}

/// What of the suites below a folder can be run as it lies there.
Result<std::vector<std::string>> runnable_below(const std::string& folder) {
  BROCH_TRY(const std::vector<std::string> found, suite_folders(folder));
  std::vector<std::string> runnable;
  for (const std::string& suite : found) {
    BROCH_TRY(const SuiteFiles files, folder_files(suite, false));
    BROCH_TRY(const Definition definition, parse_definition(files.definition, files.definition_path));
    if (!definition.is_bundle() && !definition.info.needs_dataset) runnable.push_back(suite);
  }
  return runnable;
}

/// What one name of the command line stands for.
Result<std::vector<std::string>> expand_one(const std::string& text) {
  const Selector selector = parse_selector(text);
  const std::string& name = selector.name;
  if (is_builtin(name)) {
    BROCH_TRY(const Definition definition, builtin_definition(name));
    if (!definition.is_bundle()) return std::vector{selector.tag.empty() ? name : name + "@" + selector.tag};
    if (!selector.tag.empty() && selector.tag != definition.tag) {
      return fail(
          ErrorKind::kUsage,
          fmt::format("the bundle `{}` has no tag `{}`, only `{}`", name, selector.tag, definition.tag), {},
          fmt::format("name one of its members: {}@{}", definition.members.front(), selector.tag));
    }
    std::vector<std::string> members;
    for (const std::string& member : definition.members) {
      if (!is_builtin(member)) {
        return fail(ErrorKind::kInput, fmt::format("bundle `{}` names `{}`, which is no suite", name, member),
                    {"suites/" + name + "/suite.yaml"});
      }
      members.push_back(member + "@" + definition.tag);
    }
    return members;
  }
  const auto tagged = [&](const std::string& suite) {
    return selector.tag.empty() ? suite : suite + "@" + selector.tag;
  };
  std::vector<std::string> group;
  if (names_a_path(name)) {
    std::error_code ignored;
    const bool one =
        !fs::is_directory(name, ignored) || fs::exists(fs::path(name) / kDefinitionFile, ignored);
    if (one || is_task_folder(name)) return std::vector{text};
    BROCH_TRY(const std::vector<std::string> below, runnable_below(name));
    std::ranges::transform(below, std::back_inserter(group), tagged);
    return group;
  }
  for (const std::string& builtin : builtin_names()) {
    if (!builtin.starts_with(name + "/")) continue;
    BROCH_TRY(const Definition definition, builtin_definition(builtin));
    if (definition.info.needs_dataset) continue;
    group.push_back(tagged(builtin));
  }
  if (group.empty()) return std::unexpected(builtin_definition(name).error());
  return group;
}

}  // namespace

Result<Suite> load_everything(const std::string& name, const std::optional<std::string>& dataset) {
  Result<Suite> suite = dataset ? dataset_suite(name, *dataset) : load_whole(name);
  if (!suite) return suite;
  digest_attachments(*suite);
  set_pairings(suite->samples);
  return suite;
}

Result<std::vector<std::string>> suite_folders(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code broken;
  for (fs::recursive_directory_iterator at(folder, broken), end; !broken && at != end; at.increment(broken)) {
    if (at->path().filename() == kDefinitionFile) found.push_back(at->path().parent_path().string());
  }
  if (broken) return fail(ErrorKind::kIo, "the folder cannot be read: " + broken.message(), {folder});
  if (found.empty()) {
    return fail(ErrorKind::kUsage, "there is no suite in this folder", {folder},
                "a suite is a folder with a suite.yaml");
  }
  std::sort(found.begin(), found.end());
  return found;
}

Result<Suite> load_suite(const std::string& name, const std::optional<std::string>& dataset, size_t limit,
                         uint64_t seed) {
  const Selector selector = parse_selector(name);
  Result<Suite> suite = load_everything(selector.name, dataset);
  if (!suite) return suite;
  std::set<std::string> tags;
  for (const Sample& sample : suite->samples) tags.insert(sample.tags.begin(), sample.tags.end());
  keep_intents(suite->samples, selector.tag);
  if (!selector.tag.empty()) keep_tagged(suite->samples, selector.tag);
  if (suite->samples.empty()) {
    return fail(ErrorKind::kInput,
                selector.tag.empty() ? fmt::format("suite `{}` holds no sample", suite->info.name)
                                     : fmt::format("no sample of suite `{}` carries the tag `{}`",
                                                   suite->info.name, selector.tag),
                {suite->dataset},
                tags.empty() ? "add samples, or name another suite"
                             : "its tags: " + join({tags.begin(), tags.end()}, ", "));
  }
  draw(suite->samples, limit, seed);
  return suite;
}

std::vector<SuiteInfo> builtin_suites() {
  std::vector<SuiteInfo> infos;
  for (const std::string& name : builtin_names()) {
    if (auto definition = builtin_definition(name)) infos.push_back(std::move(definition->info));
  }
  return infos;
}

Result<std::vector<std::string>> expand_suites(const std::string& suites) {
  std::vector<std::string> names;
  for (const std::string_view part : comma_separated(suites)) {
    BROCH_TRY(const std::vector<std::string> expanded, expand_one(std::string(part)));
    names.insert(names.end(), expanded.begin(), expanded.end());
  }
  if (names.empty()) {
    return fail(ErrorKind::kUsage, "no suite is named", {},
                "built-in suites: " + join(builtin_names(), ", "));
  }
  // A whole suite takes the place of a part of it; naming one twice means the same as once.
  std::vector<std::string> result;
  for (const std::string& name : names) {
    const std::string whole = name.substr(0, name.rfind('@'));
    const bool part_of_whole = whole != name && std::find(names.begin(), names.end(), whole) != names.end();
    const bool again = std::find(result.begin(), result.end(), name) != result.end();
    if (!part_of_whole && !again) result.push_back(name);
  }
  return result;
}

}  // namespace broch::eval
