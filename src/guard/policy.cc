#include "guard/policy.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/config.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/text.h"
#include "guard/checks/check.h"
#include "guard/guard.h"

namespace broch::guard {
namespace {

constexpr std::array kStageNames = {"input", "output", "tool_call", "tool_result"};
constexpr std::array kActionNames = {"allow", "flag", "redact", "repair", "require_approval", "block"};
constexpr size_t kMaxPolicyBytes = 1 << 20;

template <size_t N>
std::vector<std::string> as_strings(const std::array<const char*, N>& names) {
  return {names.begin(), names.end()};
}

template <typename T, size_t N>
std::optional<T> find_name(const std::array<const char*, N>& names, std::string_view text) {
  const auto found = std::ranges::find(names, text);
  return found == names.end() ? std::nullopt : std::optional(static_cast<T>(found - names.begin()));
}

class PolicyReader {
 public:
  explicit PolicyReader(std::string file) : file_(std::move(file)) {}

  Result<Policy> read(const yaml::Node& root) {
    config::Map map(root, file_);
    policy_.name = map.required_string("name");
    policy_.fail_closed = map.choice("fail", "closed", {"closed", "open"}) == "closed";
    policy_.monitor = map.boolean("monitor", false);
    policy_.unscannable = *parse_action(map.choice("unscannable", "allow", {"allow", "flag", "block"}));
    policy_.partial = *parse_action(map.choice("partial", "allow", {"allow", "flag", "block"}));
    policy_.max_hold_bytes = map.integer("max_hold_bytes", 64 << 10, {32 << 10, 16 << 20});
    const yaml::Node* stages = map.node("stages");
    BROCH_CHECK(map.finish());
    if (stages == nullptr) return std::move(policy_);

    config::Map stage_map(*stages, file_);
    for (size_t i = 0; i < kStageNames.size(); ++i) {
      if (const yaml::Node* node = stage_map.node(kStageNames[i]))
        BROCH_CHECK(read_stage(*node, static_cast<Stage>(i)));
    }
    BROCH_CHECK(stage_map.finish());
    return std::move(policy_);
  }

 private:
  Status read_stage(const yaml::Node& node, Stage stage) {
    if (!node.is_map()) return refuse(node, "a stage is a map of checks");
    for (const auto& [key, value] : node.members) {
      const CheckKind* kind = find_check(key.scalar);
      if (kind == nullptr) {
        std::vector<std::string> known;
        for (const CheckKind& each : check_kinds()) known.push_back(each.id);
        return refuse(key, "unknown check `" + key.scalar + "`" + did_you_mean(key.scalar, known),
                      "the checks are " + join(known, ", "));
      }
      if (!kind->knows(stage)) {
        std::vector<std::string> stages;
        for (Stage each : kind->stages) stages.push_back(name(each));
        return refuse(key, "the check `" + key.scalar + "` cannot run at stage `" + name(stage) + "`",
                      "it knows " + join(stages, ", "));
      }
      if (value.is_sequence()) {
        if (value.items.empty()) return refuse(value, "a check has at least one entry");
        for (const yaml::Node& entry : value.items) BROCH_CHECK(read_entry(entry, *kind, stage));
      } else {
        BROCH_CHECK(read_entry(value, *kind, stage));
      }
    }
    return {};
  }

  Status read_entry(const yaml::Node& node, const CheckKind& kind, Stage stage) {
    CheckPolicy entry;
    entry.check = kind.id;
    entry.stage = stage;
    if (node.is_scalar()) {
      BROCH_TRY(entry.action, read_action(node, kind, stage));
      policy_.checks.push_back(std::move(entry));
      return {};
    }
    config::Map map(node, file_);
    const yaml::Node* action = map.required_node("action");
    entry.threshold = map.number("threshold", entry.threshold, 0, 1);
    entry.severity = *parse_severity(map.choice("severity", "INFO", {"INFO", "WARNING", "ERROR"}));
    entry.confidence = *parse_confidence(map.choice("confidence", "LOW", {"LOW", "MEDIUM", "HIGH"}));
    entry.timeout_ms = map.duration_ms("timeout", entry.timeout_ms, {1, 600'000});
    BROCH_CHECK(map.finish());
    BROCH_TRY(entry.action, read_action(*action, kind, stage));
    policy_.checks.push_back(std::move(entry));
    return {};
  }

  Result<Action> read_action(const yaml::Node& node, const CheckKind& kind, Stage stage) {
    if (!node.is_scalar())
      return refuse(node, std::string("an action is a word, not ") + node.kind_name(),
                    "the actions are " + join(as_strings(kActionNames), ", "));
    const std::optional<Action> action = parse_action(node.scalar);
    if (!action) {
      return refuse(
          node, "unknown action `" + node.scalar + "`" + did_you_mean(node.scalar, as_strings(kActionNames)),
          "the actions are " + join(as_strings(kActionNames), ", "));
    }
    if (*action == Action::kRepair) {
      return refuse(node,
                    "`repair` cannot be enforced: it needs the model in the loop, which no command drives",
                    "use `block`, or `flag` to let the reply pass with a finding");
    }
    if (*action == Action::kRequireApproval && stage != Stage::kToolCall) {
      return refuse(node, std::string("`require_approval` makes no sense at stage `") + name(stage) + "`",
                    "only a tool call can wait for a person");
    }
    if (!kind.knows(*action)) {
      std::vector<std::string> actions;
      for (Action each : kind.actions) actions.push_back(name(each));
      return refuse(node, "the check `" + std::string(kind.id) + "` cannot lead to `" + node.scalar + "`",
                    "it can lead to " + join(actions, ", "));
    }
    return *action;
  }

  std::unexpected<Error> refuse(const yaml::Node& at, std::string what, std::string remedy = {}) const {
    return fail(ErrorKind::kInput, std::move(what), at.place(file_), std::move(remedy));
  }

  std::string file_;
  Policy policy_;
};

}  // namespace

const char* name(Stage stage) { return kStageNames[static_cast<size_t>(stage)]; }
const char* name(Action action) { return kActionNames[static_cast<size_t>(action)]; }
std::optional<Stage> parse_stage(std::string_view text) { return find_name<Stage>(kStageNames, text); }
std::optional<Action> parse_action(std::string_view text) { return find_name<Action>(kActionNames, text); }

Result<Policy> Policy::parse(std::string_view text, const std::string& file) {
  BROCH_TRY(yaml::Node root, yaml::parse(text, file));
  BROCH_TRY(Policy policy, PolicyReader(file).read(root));
  policy.digest = sha256_hex(text);
  return policy;
}

Result<Policy> Policy::load(const std::string& name_or_path) {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : builtin_policy_files()) {
    const std::string path(file.path);
    names.push_back(path.substr(0, path.size() - std::string_view(".yaml").size()));
    if (names.back() == name_or_path) return parse(file.bytes, "policies/" + path);
  }
  Result<std::string> text = read_file(
      name_or_path, kMaxPolicyBytes,
      "a policy names checks and lists of words: name the file that holds one, or shorten the lists");
  if (text) return parse(*text, name_or_path);
  Error error = std::move(text).error();
  if (std::filesystem::exists(name_or_path)) return std::unexpected(std::move(error));
  if (name_or_path.find_first_of("/.") == std::string::npos) {
    error = {
        ErrorKind::kUsage, "no policy `" + name_or_path + "`" + did_you_mean(name_or_path, names), {}, {}};
  }
  error.remedy = "built-in policies are " + join(names, ", ") + "; anything else is a file";
  return std::unexpected(std::move(error));
}

}  // namespace broch::guard
