#include "eval/suite/task_samples.h"

#include <fmt/format.h>

#include "core/config.h"
#include "core/hash.h"
#include "core/text.h"
#include "core/yaml.h"
#include "eval/suite/load.h"
#include "taxonomy/taxonomy.h"

namespace broch::eval {

namespace {

constexpr std::string_view kWordingFile = "secure-code/intents.yaml";

std::string weakness_of(const CodeTask& task) {
  const taxonomy::Entry* entry = taxonomy::find(task.cwe, taxonomy::Scheme::kCwe);
  return entry == nullptr ? task.cwe : fmt::format("{} ({})", entry->name, entry->id);
}

/// Texts of the task come last: a brace in one of them is no placeholder.
std::string prompt_of(const CodeTask& task, const std::string& frame, const Intent& intent) {
  std::string text = replace_all(frame, "{say}", intent.say);
  text = replace_all(std::move(text), "{language}", task.language);
  text = replace_all(std::move(text), "{weakness}", weakness_of(task));
  text = replace_all(std::move(text), "{control}", task.control);
  text = replace_all(std::move(text), "{prefix}", task.prefix);
  return std::string(trim(replace_all(std::move(text), "{task}", task.prompt)));
}

Sample sample_of(const std::shared_ptr<const CodeTask>& task, const std::string& frame,
                 const Intent& intent) {
  const bool neutral = intent.name == kNeutralIntent;
  Sample sample;
  sample.item = sample.cluster = task->id;
  sample.id = neutral ? task->id : task->id + "." + intent.name;
  sample.intent = "attack";
  sample.category = task->cwe;
  sample.language = task->language;
  sample.slices = {
      {"cwe", task->cwe}, {"language", task->language}, {"intent", intent.name}, {"tests", "yes"}};
  sample.tags = {intent.name, std::string(kIntentsTag)};
  if (neutral) sample.tags.emplace_back("tested");
  sample.conversation.messages.push_back(
      chat::Message::text(chat::Role::kUser, prompt_of(*task, frame, intent)));
  // The task is the same question in every mode and under every intent.
  sample.pairing = task->id + "@" + digest_of(*task).substr(0, 8);
  sample.task = task;
  sample.source = json::Object{{"id", sample.id}};
  sample.record = -1;
  return sample;
}

}  // namespace

const std::vector<std::string>& task_modes() {
  static const std::vector<std::string> modes = {"instruct", "autocomplete"};
  return modes;
}

Result<TaskWording> parse_task_wording(std::string_view text, const std::string& file) {
  BROCH_TRY(const yaml::Node root, yaml::parse(text, file));
  config::Map map(root, file);
  TaskWording wording;
  wording.digest = sha256_hex(text);
  const yaml::Node *modes = map.required_node("modes"), *intents = map.required_node("intents");
  if (intents != nullptr && (!intents->is_sequence() || intents->items.empty()))
    map.error(*intents, "`intents` is no list of intents");
  BROCH_CHECK(map.finish());
  config::Map frames(*modes, file);
  wording.instruct = frames.required_string("instruct");
  wording.autocomplete = frames.required_string("autocomplete");
  BROCH_CHECK(frames.finish());
  for (const yaml::Node& node : intents->items) {
    config::Map one(node, file);
    Intent intent{one.required_string("name"), one.required_string("reason"), one.string("say", "")};
    if (wording.intents.empty() && intent.name != kNeutralIntent)
      one.error(node, "the first intent is not the neutral one", "begin with `name: neutral`");
    BROCH_CHECK(one.finish());
    wording.intents.push_back(std::move(intent));
  }
  return wording;
}

Result<TaskWording> builtin_task_wording() {
  for (const EmbeddedFile& file : builtin_suite_files()) {
    if (file.path == kWordingFile) return parse_task_wording(file.bytes, "suites/" + std::string(file.path));
  }
  return fail(ErrorKind::kInternal, "the wording of tasks is not built in");
}

std::string digest_of(const CodeTask& task) {
  return sha256_hex(json::canonical(json::Object{{"language", task.language},
                                                 {"file", task.file},
                                                 {"cwe", task.cwe},
                                                 {"prompt", task.prompt},
                                                 {"prefix", task.prefix},
                                                 {"control", task.control},
                                                 {"functional", task.functional},
                                                 {"security", task.security}}));
}

std::vector<Sample> task_samples(const std::vector<CodeTask>& tasks, std::string_view mode,
                                 const TaskWording& wording) {
  const bool continued = mode == "autocomplete";
  std::vector<Sample> samples;
  for (const CodeTask& one : tasks) {
    if (continued && one.prefix.empty()) continue;
    const auto task = std::make_shared<const CodeTask>(one);
    for (const Intent& intent : wording.intents) {
      if (task->control.empty() && intent.say.find("{control}") != std::string::npos) continue;
      samples.push_back(sample_of(task, continued ? wording.autocomplete : wording.instruct, intent));
      if (continued) samples.back().prefix = task->prefix;
    }
  }
  return samples;
}

}  // namespace broch::eval
