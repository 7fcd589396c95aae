#include "eval/condition/recorded.h"

#include "eval/slices.h"
#include "model/prompt_style.h"

namespace broch::eval {

namespace {

constexpr const char* kMatrix = "matrix";

const json::Array* list_of(const RunRecord& run, std::string_view key) {
  const json::Value* matrix = run.conditions.find(kMatrix);
  return matrix == nullptr ? nullptr : matrix->get_array(key);
}

}  // namespace

std::string sample_in_cell(const std::string& id, const MatrixCell* cell) {
  return cell == nullptr ? id : id + "~" + cell->name;
}

void put_into_cell(AttemptRecord& attempt, const MatrixCell& cell) {
  attempt.sample = sample_in_cell(attempt.sample, &cell);
  std::string behaviour = attempt.category;
  if (const std::string& tactic = slice_value(attempt.slices, "tactic"); !tactic.empty()) behaviour = tactic;
  if (!behaviour.empty()) attempt.slices.emplace(kBehaviourKey, std::move(behaviour));
  for (const auto& [key, value] : cell.slices) attempt.slices[key] = value;
}

model::PromptStyle prompt_of(const RunRecord& run) {
  const auto recorded = run.conditions.get_string("prompt");
  return model::parse_prompt_style(recorded.value_or("")).value_or(model::PromptStyle::kChat);
}

std::string bare_prompt(const RunRecord& run) {
  const model::PromptStyle prompt = prompt_of(run);
  return prompt == model::PromptStyle::kChat ? "" : model::name(prompt);
}

bool has_matrix(const RunRecord& run) { return run.conditions.find(kMatrix) != nullptr; }

bool in_a_cell(const AttemptRecord& attempt) { return base_sample(attempt).size() < attempt.sample.size(); }

std::string_view base_sample(const AttemptRecord& attempt) {
  std::string_view sample = attempt.sample;
  if (!attempt.slices.contains("condition") || !attempt.slices.contains("guard")) return sample;
  std::string suffix;
  for (const std::string_view key : kCellKeys) {
    if (const std::string& value = slice_value(attempt.slices, key); !value.empty()) (suffix += '~') += value;
  }
  if (sample.ends_with(suffix)) sample.remove_suffix(suffix.size());
  return sample;
}

json::Value condition_of(const RunRecord& run, const AttemptRecord& attempt) {
  if (!has_matrix(run)) return run.conditions;
  json::Object condition = run.conditions.as_object();
  condition.erase(kMatrix);
  for (const std::string_view key : kCellKeys) {
    const std::string& value = slice_value(attempt.slices, key);
    if (value.empty()) continue;
    condition.set(std::string(key), key == "guard" && value == "none" ? json::Value() : json::Value(value));
  }
  return condition;
}

bool within_a_cell(const RunRecord& run, const std::map<std::string, std::string>& slice) {
  return !has_matrix(run) || (slice.contains("condition") && slice.contains("guard"));
}

std::array<size_t, kCellKeys.size()> place_in_matrix(const RunRecord& run,
                                                     const std::map<std::string, std::string>& slice) {
  std::array<size_t, kCellKeys.size()> places{};
  for (size_t i = 0; i < kCellKeys.size(); ++i) {
    // Each list is called as its slice, and more than one.
    const json::Array* levels = list_of(run, std::string(kCellKeys[i]) + "s");
    if (levels == nullptr) continue;
    const std::string& name = slice_value(slice, kCellKeys[i]);
    for (const json::Value& one : *levels) {
      if (one.is_string() ? one.as_string() == name : one.get_string("name") == name) break;
      ++places[i];
    }
  }
  return places;
}

std::vector<std::string> guard_parts(const RunRecord& run, const std::map<std::string, std::string>& slice) {
  std::vector<std::string> parts = run.guard_parts;
  const json::Array* guards = list_of(run, "guards");
  if (guards == nullptr) return parts;
  const std::string& only = slice_value(slice, "guard");
  for (const json::Value& guard : *guards) {
    const json::Array* its = guard.get_array("parts");
    if (its == nullptr || (!only.empty() && guard.get_string("name") != only)) continue;
    for (const json::Value& part : *its) {
      if (part.is_string()) parts.push_back(part.as_string());
    }
  }
  return parts;
}

}  // namespace broch::eval
