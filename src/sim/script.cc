#include "sim/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/config.h"
#include "core/yaml.h"

namespace broch::sim {
namespace {

const std::vector<std::string> kFamilies = {
    "secure-code", "attack", "false-refusal", "prompt-injection", "interpreter", "leakage", "soc"};
const std::vector<std::string> kOutcomes = {"unsafe", "redirected", "refused", "unhelpful", "no_answer"};

/// Named numbers in [least,1].
std::vector<std::pair<std::string, double>> read_shares(config::Map& map, std::string_view key,
                                                        int least = 0) {
  std::vector<std::pair<std::string, double>> shares;
  const yaml::Node* node = map.node(key);
  if (!node) return shares;
  if (!node->is_map()) {
    map.error(*node, fmt::format("`{}` must be a map of names to rates", key));
    return shares;
  }
  for (const auto& [name, value] : node->members) {
    const std::optional<double> number = value.as_double();
    if (!number || *number < least || *number > 1) {
      map.error(value, fmt::format("the rate of `{}` must be from {} to 1", name.scalar, least));
      return shares;
    }
    shares.emplace_back(name.scalar, *number);
  }
  return shares;
}

Result<Behaviour> read_behaviour(const yaml::Node& node, const std::string& file) {
  config::Map map(node, file);
  Behaviour behaviour;
  behaviour.suite = map.choice("suite", "", kFamilies);
  behaviour.intent = map.choice("intent", "attack", {"attack", "benign"});
  behaviour.bad = map.choice("bad", "unsafe", {"unsafe", "refused", "unhelpful"});
  behaviour.rate = map.number("rate", 0, 0, 1);
  behaviour.severe = map.number("severe", 0, 0, 1);
  behaviour.rest = read_shares(map, "rest");
  double sum = 0;
  for (const auto& [outcome, share] : behaviour.rest) {
    sum += share;
    if (outcome == behaviour.bad ||
        std::find(kOutcomes.begin(), kOutcomes.end(), outcome) == kOutcomes.end()) {
      map.error(node,
                fmt::format("`rest` names `{}`, which is no outcome beside `{}`", outcome, behaviour.bad));
    }
  }
  if (sum > 1 + 1e-9) map.error(node, fmt::format("the shares of `rest` add up to {}", sum), "at most 1");
  for (auto& [category, rate] : read_shares(map, "categories")) behaviour.categories.emplace(category, rate);
  for (auto& [mode, more] : read_shares(map, "modes")) behaviour.modes.emplace(mode, more);
  for (auto& [name, more] : read_shares(map, "conditions", -1)) behaviour.conditions.emplace(name, more);
  for (auto& [name, more] : read_shares(map, "asking", -1)) behaviour.asking.emplace(name, more);
  behaviour.broken = map.number("broken", 0, 0, 1);
  behaviour.assured = map.number("assured", 0, 0, 1);
  for (const char* key : {"broken", "assured"}) {
    if (behaviour.suite != "secure-code" && map.has(key))
      map.error(node, fmt::format("`{}` is of answers to programming tasks", key));
  }
  for (auto& [name, more] : read_shares(map, "prompting", -1)) behaviour.prompting.emplace(name, more);
  BROCH_CHECK(map.finish());
  return behaviour;
}

Result<JudgeRates> read_judge(const yaml::Node& node, const std::string& file) {
  config::Map map(node, file);
  JudgeRates rates;
  rates.sensitivity = map.number("sensitivity", 1, 0, 1);
  rates.specificity = map.number("specificity", 1, 0, 1);
  BROCH_CHECK(map.finish());
  return rates;
}

}  // namespace

double Behaviour::rate_of(std::string_view category, std::string_view mode, std::string_view condition,
                          std::string_view asked, std::span<const std::string> techniques) const {
  auto base = categories.find(category);
  if (base == categories.end()) base = categories.find(category.substr(0, category.find('.')));
  double p = base != categories.end() ? base->second : rate;
  if (const auto more = modes.find(mode); more != modes.end()) p += more->second;
  if (const auto more = conditions.find(condition); more != conditions.end()) p += more->second;
  if (const auto more = asking.find(asked); more != asking.end()) p += more->second;
  for (const std::string& technique : techniques) {
    if (const auto more = prompting.find(technique); more != prompting.end()) p += more->second;
  }
  return std::clamp(p, 0.0, 1.0);
}

std::string_view Behaviour::outcome_at(double u, double p) const {
  if (u < p) return bad;
  double edge = p;
  for (const auto& [outcome, share] : rest) {
    edge += share * (1 - p);
    if (u < edge) return outcome;
  }
  return "safe_helpful";
}

const Behaviour* Script::find(std::string_view suite, std::string_view intent) const {
  for (const Behaviour& behaviour : behaviours) {
    if (behaviour.suite == suite && behaviour.intent == intent) return &behaviour;
  }
  return nullptr;
}

std::vector<std::string> Script::conditions() const {
  std::set<std::string> names;
  for (const Behaviour& behaviour : behaviours) {
    for (const auto& [condition, more] : behaviour.conditions) names.insert(condition);
  }
  return {names.begin(), names.end()};
}

Result<Script> parse_script(std::string_view text, const std::string& file) {
  BROCH_TRY(const yaml::Node root, yaml::parse(text, file));
  config::Map map(root, file);
  Script script;
  script.name = map.required_string("name");
  script.correlation = map.number("correlation", 0, 0, 1);
  script.hard = map.number("hard", 0, 0, 1);
  const yaml::Node* behaviours = map.node("behaviours");
  const yaml::Node* judge = map.node("judge");
  if (!behaviours && !judge) map.error(root, "states no rates", "add `behaviours:` or `judge:`");
  if (behaviours && !behaviours->is_sequence()) map.error(*behaviours, "`behaviours` is no list");
  BROCH_CHECK(map.finish());
  if (behaviours) {
    for (const yaml::Node& node : behaviours->items) {
      BROCH_TRY(Behaviour behaviour, read_behaviour(node, file));
      if (script.find(behaviour.suite, behaviour.intent)) {
        return fail(ErrorKind::kInput,
                    fmt::format("{} samples of {} are stated twice", behaviour.intent, behaviour.suite),
                    node.place(file));
      }
      script.behaviours.push_back(std::move(behaviour));
    }
  }
  if (judge) {
    BROCH_TRY(script.judge, read_judge(*judge, file));
  }
  return script;
}

std::string_view suite_family(std::string_view suite) {
  const std::string_view head = suite.substr(0, suite.find('/'));
  for (const std::string& family : kFamilies) {
    if (head == family) return family;
  }
  if (head == "instruct" || head == "autocomplete") return "secure-code";
  if (head == "mitre") return "attack";
  if (head == "malware_analysis" || head == "threat_intel_reasoning") return "soc";
  if (head == "mitre-frr" || head == "frr") return "false-refusal";
  return {};
}

std::string_view suite_mode(std::string_view suite) {
  const size_t slash = suite.find('/');
  return slash == std::string_view::npos ? suite : suite.substr(slash + 1);
}

}  // namespace broch::sim
