#include "eval/suite/definition.h"

#include <fmt/format.h>

#include "core/config.h"
#include "core/file.h"
#include "core/text.h"
#include "eval/grade/expectation.h"
#include "eval/grade/rubric.h"
#include "eval/suite/sample_file.h"
#include "eval/suite/task_samples.h"

namespace broch::eval {

namespace {

const std::vector<std::string> kValidities = {"plumbing", "plausible", "validated"};
constexpr size_t kMaxRubricBytes = 64 << 10;
const std::vector<std::string> kKeeps = {"grades", "redacted", "full"};

SuiteInfo read_info(config::Map& map, const std::string& default_grader) {
  SuiteInfo info;
  info.name = map.required_string("name");
  info.measures = map.string("measures", "");
  info.grader = map.choice("grader", default_grader, grader_names());
  info.validity = map.choice("validity", "plumbing", kValidities);
  info.licence = map.string("licence", "");
  info.version = map.string("version", "1");
  info.metrics = map.strings("metrics");
  info.keep = map.choice("keep", "full", kKeeps);
  return info;
}

void check_name(config::Map& map, const yaml::Node& root, const SuiteInfo& info) {
  const yaml::Node* name = root.find("name");
  if (name == nullptr) return;
  // "@" and "," separate names on the command line.
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/";
  if (info.name.empty() || info.name.find_first_not_of(kAllowed) != std::string::npos) {
    map.error(*name, fmt::format("`{}` is no name for a suite", info.name),
              "use letters, digits, dashes and slashes");
  }
}

/// A rubric that nobody reads would judge nothing.
void check_rubric_key(config::Map& map, const yaml::Node& root, const SuiteInfo& info) {
  const yaml::Node* rubric = root.find("rubric");
  if (rubric == nullptr || info.grader == "attack") return;
  map.error(*rubric, fmt::format("the grader `{}` takes no rubric", info.grader), "write `grader: attack`");
}

/// Every text contains the empty one: such an expectation would decide nothing.
void refuse_empty(config::Map& map, const yaml::Node& node, std::string_view key) {
  const yaml::Node* value = node.find(key);
  if (value == nullptr) return;
  const auto check = [&](const yaml::Node& one) {
    if (one.is_scalar() && trim(one.scalar).empty()) {
      map.error(one, fmt::format("`{}` is empty", key), "write the text to look for");
    }
  };
  check(*value);
  for (const yaml::Node& item : value->items) check(item);
}

void take_expectations(config::Map& map, json::Object& grading) {
  for (const char* key : {"must_match", "must_not_match", "json", "must_call", "must_not_call"}) {
    if (const yaml::Node* node = map.node(key)) grading.append(key, node->to_json());
  }
}

/// What a reply must or must not do, as grading of the graders `contains` and `refusal`.
json::Value read_expectation(config::Map& map, const yaml::Node& node, const std::string& grader) {
  json::Object grading;
  for (const char* key : {"must_contain", "must_not_contain"}) {
    const std::vector<std::string> words = map.strings(key);
    refuse_empty(map, node, key);
    if (!words.empty()) grading.append(key, json::Value::strings(words));
  }
  take_expectations(map, grading);
  if (map.has("must_refuse")) grading.append("must_refuse", map.boolean("must_refuse", false));
  // An expectation that the grader does not look at would pass whatever the reply is.
  const auto refuse = [&](const char* key, const char* other) {
    if (const yaml::Node* at = node.find(key)) {
      map.error(*at, fmt::format("the grader `{}` does not look at `{}`", grader, key),
                fmt::format("write `grader: {}`", other));
    }
  };
  if (grader == "contains") refuse("must_refuse", "refusal");
  if (grader == "refusal") {
    for (const char* key : kExpectationKeys) refuse(key, "contains");
  }
  if (const yaml::Node* more = map.node("grading")) {
    const json::Value extra = more->to_json();
    if (!extra.is_object()) {
      map.error(*more, fmt::format("`grading` is a {}, not a map", more->kind_name()));
      return {};
    }
    for (const char* key : {"must_contain", "must_not_contain", "contains"}) refuse_empty(map, *more, key);
    for (const json::Member& member : extra.as_object()) grading.set(member.key, member.value);
  }
  if (const Result<Expectation> expected = Expectation::parse(grading); !expected) {
    map.error(node, expected.error().what, expected.error().remedy);
  }
  if (grading.empty()) {
    map.error(node, "the sample expects nothing of the reply",
              "add `must_contain:`, `must_not_contain:` or `must_refuse:`");
  }
  return grading;
}

Result<Sample> read_test(const yaml::Node& node, const std::string& grader, const std::string& file,
                         int64_t record) {
  config::Map map(node, file);
  Sample sample;
  sample.id = map.string("id", fmt::format("test-{:03}", record + 1));
  sample.item = map.string("item", sample.id);
  sample.cluster = map.string("cluster", sample.item);
  sample.twin = map.string("twin", "");
  sample.intent = map.choice("intent", "attack", {"attack", "benign"});
  sample.category = map.string("category", "test");
  sample.language = map.string("language", "");
  sample.tags = map.strings("tags");
  if (const auto system = map.optional_string("system")) {
    sample.conversation.messages.push_back(chat::Message::text(chat::Role::kSystem, *system));
  }
  sample.conversation.messages.push_back(
      chat::Message::text(chat::Role::kUser, map.required_string("prompt")));
  sample.grading = read_expectation(map, node, grader);
  BROCH_CHECK(map.finish());
  if (!sample.language.empty()) sample.slices.emplace("language", sample.language);
  sample.source = node.to_json();
  sample.line = node.line;
  sample.record = record;
  return sample;
}

}  // namespace

Result<Definition> parse_definition(std::string_view text, const std::string& file) {
  BROCH_TRY(const yaml::Node root, yaml::parse(text, file));
  config::Map map(root, file);
  Definition definition;
  definition.members = map.strings("members");
  if (definition.is_bundle()) {
    definition.info.name = map.required_string("name");
    definition.info.measures = map.string("measures", "");
    definition.info.version = map.string("version", "1");
    definition.tag = map.required_string("tag");
  } else {
    definition.info = read_info(map, "");
    definition.info.needs_dataset = map.boolean("needs_dataset", false);
    definition.info.task_mode = map.choice("tasks", "", task_modes());
    definition.rubric_file = map.string("rubric", "");
    check_rubric_key(map, root, definition.info);
    for (const char* key : {"measures", "grader", "validity", "licence", "version", "metrics", "keep"}) {
      map.required_node(key);
    }
  }
  check_name(map, root, definition.info);
  BROCH_CHECK(map.finish());
  return definition;
}

Status set_rubric(SuiteInfo& info, std::string text, const std::string& file) {
  BROCH_TRY(const Rubric rubric, parse_rubric(text, file));
  info.rubric = std::move(text);
  return {};
}

bool is_test_file(const yaml::Node& root) { return root.find("samples") != nullptr; }

Result<Suite> parse_test_file(const yaml::Node& root, const std::string& file) {
  config::Map map(root, file);
  Suite suite;
  suite.info = read_info(map, "contains");
  check_name(map, root, suite.info);
  const std::string rubric = map.string("rubric", "");
  check_rubric_key(map, root, suite.info);
  const yaml::Node* samples = map.required_node("samples");
  if (samples != nullptr && (!samples->is_sequence() || samples->items.empty())) {
    map.error(*samples, "`samples` is no list of tests", "write one `- prompt: …` or more below it");
  }
  BROCH_CHECK(map.finish());
  if (!rubric.empty()) {
    BROCH_TRY(const std::string path, resolve_inside(file, rubric));
    BROCH_TRY(std::string text,
              read_file(path, kMaxRubricBytes, "shorten the rubric: a judge reads it with each question"));
    BROCH_CHECK(set_rubric(suite.info, std::move(text), path));
  }
  if (samples->items.size() > kMaxSamples) {
    return fail(ErrorKind::kInput, fmt::format("more than {} samples", kMaxSamples), samples->place(file),
                "split the file");
  }
  for (const yaml::Node& node : samples->items) {
    BROCH_TRY(Sample sample,
              read_test(node, suite.info.grader, file, static_cast<int64_t>(suite.samples.size())));
    suite.samples.push_back(std::move(sample));
  }
  BROCH_CHECK(check_unique_ids(suite.samples, file));
  BROCH_CHECK(check_twins(suite.samples, file));
  return suite;
}

}  // namespace broch::eval
