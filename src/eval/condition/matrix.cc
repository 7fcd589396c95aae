#include "eval/condition/matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/config.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/text.h"
#include "core/yaml.h"

namespace broch::eval {

namespace {

constexpr size_t kMaxFileBytes = 1 << 20;
constexpr size_t kMaxLevels = 200, kMaxCells = 2000, kMaxSteps = 4, kMaxTurns = 20, kMaxNameBytes = 60;
constexpr const char* kNone = "none";
constexpr const char* kPlain = "plain";

std::vector<std::string> technique_names() {
  std::vector<std::string> names;
  for (const Technique& one : techniques()) names.push_back(one.name);
  return names;
}

/// Reads a matrix; the first error ends it.
class MatrixReader {
 public:
  MatrixReader(std::string file, std::shared_ptr<const guard::Guard> of_run)
      : file_(std::move(file)), of_run_(std::move(of_run)) {}

  Result<Matrix> read(const yaml::Node& root) {
    config::Map map(root, file_);
    const yaml::Node* conditions = list(map, "conditions");
    const yaml::Node* systems = list(map, "systems");
    const yaml::Node* guards = list(map, "guards");
    BROCH_CHECK(map.finish());
    if (conditions == nullptr) {
      matrix_.conditions.push_back({.name = kPlain, .steps = {}});
    } else {
      for (const yaml::Node& node : conditions->items) BROCH_CHECK(read_condition(node));
    }
    if (systems == nullptr) {
      matrix_.systems.push_back({.name = kNone, .text = {}});
    } else {
      for (const yaml::Node& node : systems->items) BROCH_CHECK(read_system(node));
    }
    BROCH_CHECK(read_guards(guards));
    BROCH_CHECK(make_cells(root, systems != nullptr));
    matrix_.digest = sha256_hex(json::canonical(description_));
    return std::move(matrix_);
  }

 private:
  /// A list that is not empty, or nothing when the key is absent.
  static const yaml::Node* list(config::Map& map, std::string_view key) {
    const yaml::Node* node = map.node(key);
    if (node != nullptr && (!node->is_sequence() || node->items.empty()))
      map.error(*node, fmt::format("`{}` must be a list of at least one", key));
    if (node != nullptr && node->items.size() > kMaxLevels)
      map.error(*node, fmt::format("`{}` has more than {} entries", key, kMaxLevels));
    return node;
  }

  std::unexpected<Error> wrong(const yaml::Node& at, std::string what, std::string remedy = {}) const {
    return fail(ErrorKind::kInput, std::move(what), at.place(file_), std::move(remedy));
  }

  /// Names become slices and parts of sample ids.
  Status check_name(const yaml::Node& at, const std::string& name, std::set<std::string>& taken) const {
    const bool fits = !name.empty() && name.size() <= kMaxNameBytes && std::ranges::all_of(name, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
             c == '_' || c == '.' || c == '+';
    });
    if (!fits) {
      return wrong(at, fmt::format("`{}` cannot be a name", one_line(name, 40)),
                   "letters, digits, `-`, `_`, `.` and `+`");
    }
    if (!taken.insert(name).second) return wrong(at, fmt::format("`{}` is named twice", name));
    return {};
  }

  Result<const Technique*> technique(const yaml::Node& at, const std::string& name) const {
    if (const Technique* found = find_technique(name)) return found;
    return wrong(at,
                 fmt::format("no technique is called `{}`{}", one_line(name, 40),
                             did_you_mean(name, technique_names())),
                 "`broch eval conditions` lists them");
  }

  /// `base64`, or `{many-shot: 64}`, or `{multi-turn: {turns: […], last: …}}`.
  Result<Step> read_step(const yaml::Node& node) const {
    Step step;
    if (node.is_scalar()) {
      BROCH_TRY(step.technique, technique(node, node.scalar));
      return step;
    }
    if (!node.is_map() || node.members.size() != 1) {
      return wrong(node, "a step is the name of a technique, or one name with what it takes",
                   "e.g. `base64`, or `many-shot: 64`");
    }
    const auto& [key, value] = node.members.front();
    BROCH_TRY(step.technique, technique(key, key.scalar));
    if (!step.technique->turns.empty() && value.is_map()) {
      BROCH_CHECK(read_script(value, step));
      return step;
    }
    const Parameter& number = step.technique->number;
    if (number.name.empty()) {
      return wrong(value, fmt::format("`{}` takes {}", key.scalar,
                                      step.technique->turns.empty() ? "no number" : "`turns` and `last`"));
    }
    const auto given = value.as_integer();
    if (!given || *given < 1 || *given > number.most) {
      return wrong(
          value, fmt::format("`{}` takes a number of {} from 1 to {}", key.scalar, number.name, number.most));
    }
    step.number = *given;
    return step;
  }

  Status read_script(const yaml::Node& node, Step& step) const {
    config::Map map(node, file_);
    map.required_node("turns");
    step.turns = map.strings("turns");
    step.last = map.string("last", std::string(kRequest));
    if (map.has("turns") && (step.turns.empty() || step.turns.size() > kMaxTurns))
      map.error(node, fmt::format("`turns` must be from 1 to {} texts", kMaxTurns));
    if (step.last.find(kRequest) == std::string::npos)
      map.error(*node.find("last"), "`last` says nothing of {request}", "write it where the request stands");
    return map.finish();
  }

  Status read_steps(const yaml::Node& node, Condition& condition) const {
    if (!node.is_sequence() || node.items.empty() || node.items.size() > kMaxSteps)
      return wrong(node, fmt::format("`apply` must be a list of 1 to {} techniques", kMaxSteps));
    size_t carriers = 0;
    for (const yaml::Node& item : node.items) {
      BROCH_TRY(Step step, read_step(item));
      carriers += step.technique->carrier != Carrier::kNone;
      if (carriers > 1) return wrong(item, "a request can be carried in one place only");
      condition.steps.push_back(std::move(step));
    }
    return {};
  }

  Status read_condition(const yaml::Node& node) {
    Condition condition;
    if (node.is_scalar()) {
      condition.name = node.scalar;
      if (condition.name != kPlain) {
        BROCH_TRY(const Technique* technique, this->technique(node, node.scalar));
        condition.steps.push_back({.technique = technique, .number = 0, .turns = {}, .last = {}});
      }
    } else {
      config::Map map(node, file_);
      condition.name = map.required_string("name");
      const yaml::Node* steps = map.required_node("apply");
      BROCH_CHECK(map.finish());
      BROCH_CHECK(read_steps(*steps, condition));
    }
    BROCH_CHECK(check_name(node, condition.name, condition_names_));
    json::Array steps;
    for (const Step& step : condition.steps) {
      steps.emplace_back(json::Object{{"technique", step.technique->name},
                                      {"number", step.number},
                                      {"turns", json::Value::strings(step.turns)},
                                      {"last", step.last}});
    }
    conditions_.emplace_back(json::Object{{"name", condition.name}, {"steps", std::move(steps)}});
    matrix_.conditions.push_back(std::move(condition));
    return {};
  }

  /// `none`, or a name with its prompt.
  Status read_system(const yaml::Node& node) {
    SystemPrompt system;
    if (node.is_scalar()) {
      system.name = node.scalar;
      if (system.name != kNone)
        return wrong(node, fmt::format("`{}` is no system prompt", one_line(system.name, 40)),
                     "write `none`, or `{name: …, prompt: …}`");
    } else {
      config::Map map(node, file_);
      system.name = map.required_string("name");
      system.text = map.required_string("prompt");
      BROCH_CHECK(map.finish());
    }
    BROCH_CHECK(check_name(node, system.name, system_names_));
    systems_.emplace_back(json::Object{{"name", system.name}, {"prompt", system.text}});
    matrix_.systems.push_back(std::move(system));
    return {};
  }

  Status read_guards(const yaml::Node* guards) {
    matrix_.own_guards = guards != nullptr;
    if (guards == nullptr) {
      const std::string name = of_run_ ? of_run_->policy().name : kNone;
      matrix_.guards.push_back({.name = name, .guard = of_run_});
      return {};
    }
    if (of_run_ != nullptr) {
      return wrong(*guards, "the run has a guard, and the matrix names guards",
                   "leave out --guard, or take `guards` out of the file");
    }
    for (const yaml::Node& node : guards->items) BROCH_CHECK(read_guard(node));
    return {};
  }

  Status read_guard(const yaml::Node& node) {
    if (!node.is_scalar()) return wrong(node, "a guard is `none` or the name of a policy");
    GuardLevel level{.name = kNone, .guard = nullptr};
    if (node.scalar != kNone) {
      BROCH_TRY(const std::string path, policy_path(node));
      auto policy = guard::Policy::load(path);
      if (!policy) {
        // An error inside the policy has its own place.
        if (policy.error().where.line == 0) policy.error().where = node.place(file_);
        return std::unexpected(policy.error());
      }
      BROCH_TRY(level.guard, guard::Guard::compile(*policy));
      level.name = policy->name;
    }
    BROCH_CHECK(check_name(node, level.name, guard_names_));
    guards_.emplace_back(
        json::Object{{"name", level.name},
                     {"policy", level.guard ? json::Value(level.guard->policy().digest) : json::Value()}});
    matrix_.guards.push_back(std::move(level));
    return {};
  }

  /// A file of a policy lies in the folder of the matrix; what names no file is a built-in policy.
  Result<std::string> policy_path(const yaml::Node& node) const {
    if (node.scalar.find_first_of("/.") == std::string::npos) return node.scalar;
    auto path = resolve_inside(file_, node.scalar);
    if (!path) path.error().where = node.place(file_);
    return path;
  }

  Status make_cells(const yaml::Node& root, bool named_systems) {
    if (matrix_.conditions.size() * matrix_.systems.size() * matrix_.guards.size() > kMaxCells)
      return wrong(root, fmt::format("more than {} cells", kMaxCells), "make two runs");
    for (size_t c = 0; c < matrix_.conditions.size(); ++c) {
      for (size_t s = 0; s < matrix_.systems.size(); ++s) {
        for (size_t g = 0; g < matrix_.guards.size(); ++g) {
          const std::string &condition = matrix_.conditions[c].name, &system = matrix_.systems[s].name,
                            &guard = matrix_.guards[g].name;
          MatrixCell cell{.condition = c, .system = s, .guard = g, .name = condition, .slices = {}};
          cell.slices = {{"condition", condition}, {"guard", guard}};
          if (named_systems) {
            cell.slices.emplace("system", system);
            cell.name += "~" + system;
          }
          cell.name += "~" + guard;
          matrix_.cells.push_back(std::move(cell));
        }
      }
    }
    description_ = json::Object{{"techniques", techniques_digest()},
                                {"conditions", conditions_},
                                {"systems", systems_},
                                {"guards", guards_}};
    return {};
  }

  std::string file_;
  std::shared_ptr<const guard::Guard> of_run_;
  Matrix matrix_;
  std::set<std::string> condition_names_, system_names_, guard_names_;
  json::Array conditions_, systems_, guards_;
  json::Value description_;
};

void add_system(chat::Conversation& conversation, const std::string& text) {
  if (text.empty()) return;
  std::vector<chat::Message>& messages = conversation.messages;
  if (!messages.empty() && messages.front().role == chat::Role::kSystem && !messages.front().parts.empty()) {
    std::string& own = messages.front().parts.front().text;
    own = text + "\n\n" + own;
    return;
  }
  messages.insert(messages.begin(), chat::Message::text(chat::Role::kSystem, text));
}

}  // namespace

Asked Matrix::ask(const MatrixCell& cell, chat::Conversation conversation) const {
  add_system(conversation, systems[cell.system].text);
  return apply(conditions[cell.condition], std::move(conversation));
}

int64_t Matrix::requests_a_sample() const {
  int64_t requests = 0;
  for (const MatrixCell& cell : cells)
    requests += 1 + static_cast<int64_t>(turn_count(conditions[cell.condition]));
  return requests;
}

Result<Matrix> parse_matrix(std::string_view text, const std::string& file,
                            const std::shared_ptr<const guard::Guard>& of_run) {
  BROCH_TRY(const yaml::Node root, yaml::parse(text, file));
  return MatrixReader(file, of_run).read(root);
}

Result<Matrix> load_matrix(const std::string& path, const std::shared_ptr<const guard::Guard>& of_run) {
  BROCH_TRY(
      const std::string text,
      read_file(path, kMaxFileBytes,
                "check that this is the matrix: one holds a few conditions, system prompts and guards"));
  return parse_matrix(text, path, of_run);
}

json::Value to_json(const Matrix& matrix) {
  json::Array guards;
  std::vector<std::string> conditions, systems;
  for (const Condition& one : matrix.conditions) conditions.push_back(one.name);
  for (const SystemPrompt& one : matrix.systems) systems.push_back(one.name);
  for (const GuardLevel& one : matrix.guards) {
    if (!matrix.own_guards) break;
    std::vector<std::string> parts = one.guard ? one.guard->deciding_parts() : std::vector<std::string>{};
    std::ranges::sort(parts);
    guards.emplace_back(
        json::Object{{"name", one.name},
                     {"policy", one.guard ? json::Value(one.guard->policy().digest) : json::Value()},
                     {"parts", json::Value::strings(parts)}});
  }
  return json::Object{{"digest", matrix.digest},
                      {"conditions", json::Value::strings(conditions)},
                      {"systems", json::Value::strings(systems)},
                      {"guards", std::move(guards)}};
}

}  // namespace broch::eval
