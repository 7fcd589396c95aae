#include "eval/run/condition.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/clock.h"
#include "core/hash.h"
#include "core/version.h"

namespace broch::eval {

namespace {

constexpr size_t kIdDigits = 12;  // 48 random bits: a store of a million runs has a collision with p = 0.002

json::Value sampling_json(const chat::Sampling& sampling) {
  json::Object object;
  if (sampling.temperature) object.append("temperature", *sampling.temperature);
  if (sampling.top_p) object.append("top_p", *sampling.top_p);
  if (sampling.max_tokens) object.append("max_tokens", *sampling.max_tokens);
  if (sampling.seed) object.append("seed", *sampling.seed);
  if (!sampling.stop.empty()) object.append("stop", json::Value::strings(sampling.stop));
  return object;
}

/// The declared factors: what a comparison may find different, and then names.
json::Value conditions_json(const RunPlan& plan) {
  json::Object conditions{
      {"model", plan.model->id()}, {"guard", nullptr}, {"sampling", sampling_json(plan.sampling)}};
  if (plan.model->prompt() != model::PromptStyle::kChat)
    conditions.append("prompt", model::name(plan.model->prompt()));
  if (plan.guard) {
    conditions.set("guard", plan.guard->policy().name);
    conditions.append("guard_policy", plan.guard->policy().digest);
  }
  if (plan.deadline.count() > 0)
    conditions.append("deadline_ms", static_cast<int64_t>(plan.deadline.count()));
  if (plan.matrix) conditions.append("matrix", to_json(*plan.matrix));
  for (const json::Member& factor : plan.factors) conditions.append(factor.key, factor.value);
  return conditions;
}

Status differs(const RunRecord& recorded, std::string_view what, const std::string& was,
               const std::string& is) {
  return fail(ErrorKind::kUsage,
              fmt::format("run {} was made with {} `{}`, not `{}`", recorded.id, what, was, is), {},
              "give the options it was made with, or leave them all out and say `--resume` alone, or start a "
              "new run");
}

/// The digest of a run's matrix.
std::string condition_set(const RunRecord& run) {
  const json::Value* matrix = run.conditions.find("matrix");
  return std::string(matrix != nullptr ? matrix->get_string("digest").value_or("") : "");
}

std::string list(const std::vector<std::string>& parts) { return fmt::format("{}", fmt::join(parts, " ")); }

}  // namespace

RunRecord record_of(const RunPlan& plan, const std::vector<std::unique_ptr<Grader>>& graders) {
  RunRecord run;
  run.id = random_id().substr(0, kIdDigits);
  run.status = "running";
  run.created = to_iso8601(std::chrono::system_clock::now());
  run.program = version();
  run.seed = plan.seed;
  run.model = plan.model->id();
  run.simulated = plan.model->simulated();
  if (plan.guard) {
    run.guard = plan.guard->policy().name;
    run.guard_parts = plan.guard->deciding_parts();
    std::sort(run.guard_parts.begin(), run.guard_parts.end());
  }
  run.judge = plan.judges.id();
  run.conditions = conditions_json(plan);
  run.request = plan.request;
  const size_t cells = plan.matrix ? plan.matrix->cells.size() : 1;
  for (size_t i = 0; i < plan.suites.size(); ++i) {
    const Suite& suite = plan.suites[i];
    run.suites.push_back({.name = suite.info.name,
                          .version = suite.info.version,
                          .digest = suite.digest,
                          .dataset = suite.dataset,
                          .grader = graders[i]->id(),
                          .validity = suite.info.validity,
                          .grader_parts = graders[i]->deciding_parts(),
                          .planned = static_cast<int64_t>(suite.samples.size() * plan.attempts * cells),
                          .keep = plan.keep.empty() ? suite.info.keep : plan.keep});
  }
  return run;
}

Status check_same(const RunRecord& recorded, const RunRecord& planned) {
  const auto same = [&](std::string_view what, const std::string& was, const std::string& is) -> Status {
    return was == is ? Status{} : differs(recorded, what, was, is);
  };
  BROCH_CHECK(same("program version", recorded.program, planned.program));
  BROCH_CHECK(same("seed", std::to_string(recorded.seed), std::to_string(planned.seed)));
  BROCH_CHECK(same("model", recorded.model, planned.model));
  BROCH_CHECK(same("judge", recorded.judge, planned.judge));
  BROCH_CHECK(same("condition set", condition_set(recorded), condition_set(planned)));
  BROCH_CHECK(same("conditions", json::canonical(recorded.conditions), json::canonical(planned.conditions)));
  // The record also holds the parts of guards seen in front of the model.
  for (const std::string& part : planned.guard_parts) {
    if (std::find(recorded.guard_parts.begin(), recorded.guard_parts.end(), part) ==
        recorded.guard_parts.end()) {
      return differs(recorded, "guard parts", list(recorded.guard_parts), part);
    }
  }
  const auto names = [](const RunRecord& run) {
    std::vector<std::string> result;
    for (const auto& suite : run.suites) result.push_back(suite.name);
    return list(result);
  };
  BROCH_CHECK(same("suites", names(recorded), names(planned)));
  for (size_t i = 0; i < planned.suites.size(); ++i) {
    const auto& was = recorded.suites[i];
    const auto& is = planned.suites[i];
    const std::string of = " of suite " + is.name;
    BROCH_CHECK(same("version" + of, was.version, is.version));
    BROCH_CHECK(same("content" + of, was.digest, is.digest));
    BROCH_CHECK(same("number of attempts" + of, std::to_string(was.planned), std::to_string(is.planned)));
    BROCH_CHECK(same("grader" + of, was.grader, is.grader));
    if (!was.keep.empty()) BROCH_CHECK(same("texts kept" + of, was.keep, is.keep));
    BROCH_CHECK(same("grader parts" + of, list(was.grader_parts), list(is.grader_parts)));
  }
  return {};
}

}  // namespace broch::eval
