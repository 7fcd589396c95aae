#include "eval/compare/factors.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/text.h"
#include "eval/condition/recorded.h"

namespace broch::eval {

namespace {

constexpr size_t kLongestLevel = 60;

json::Value guard_level(const RunRecord& run) {
  if (run.guard.empty() && run.guard_parts.empty()) return nullptr;
  return run.guard.empty() ? "in front of the model" : run.guard;
}

/// What a run declares; how a model is asked is declared where it is no conversation.
json::Value declared(const RunRecord& run, const std::string& factor) {
  if (const json::Value* value = run.conditions.find(factor)) return *value;
  return factor == "prompt" ? json::Value(model::name(prompt_of(run))) : json::Value();
}

std::string level(const json::Value& value) {
  if (value.is_null()) return "none";
  return ellipsize(value.is_string() ? value.as_string() : json::dump(value), kLongestLevel);
}

}  // namespace

std::vector<std::string> fingerprints(const std::vector<AttemptRecord>& attempts) {
  std::set<std::string> all;
  for (const AttemptRecord& attempt : attempts) {
    if (!attempt.fingerprint.empty()) all.insert(attempt.fingerprint);
  }
  return {all.begin(), all.end()};
}

std::vector<Factor> differing_factors(const RunRecord& base,
                                      const std::vector<std::string>& base_fingerprints,
                                      const RunRecord& next,
                                      const std::vector<std::string>& next_fingerprints) {
  std::vector<Factor> factors;
  const auto add = [&](const std::string& name, bool differs, json::Value ours, json::Value theirs) {
    const bool known =
        std::any_of(factors.begin(), factors.end(), [&](const Factor& f) { return f.name == name; });
    if (differs && !known) factors.push_back({name, std::move(ours), std::move(theirs)});
  };
  add("model", base.model != next.model, base.model, next.model);
  add("guard", base.guard != next.guard || base.guard_parts != next.guard_parts, guard_level(base),
      guard_level(next));
  for (const RunRecord* side : {&base, &next}) {
    if (!side->conditions.is_object()) continue;
    for (const json::Member& member : side->conditions.as_object()) {
      json::Value ours = declared(base, member.key), theirs = declared(next, member.key);
      const bool differ = !(ours == theirs);
      add(member.key, differ, std::move(ours), std::move(theirs));
    }
  }
  // Another model calls itself by another name; the same one only when something behind it changed.
  if (base.model == next.model) {
    const bool known = !base_fingerprints.empty() && !next_fingerprints.empty();
    add("fingerprint", known && base_fingerprints != next_fingerprints, join(base_fingerprints, ", "),
        join(next_fingerprints, ", "));
  }
  const auto number = [](uint64_t seed) { return std::to_string(seed); };
  add("seed", base.seed != next.seed, number(base.seed), number(next.seed));
  add("program", base.program != next.program, base.program, next.program);
  return factors;
}

std::string text_of(const Factor& factor) {
  return fmt::format("{} ({}, then {})", factor.name, level(factor.base), level(factor.next));
}

}  // namespace broch::eval
