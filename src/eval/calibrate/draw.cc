#include "eval/calibrate/draw.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/hash.h"
#include "core/text.h"
#include "eval/slices.h"

namespace broch::eval {

namespace {

constexpr const char* kMainMetrics[] = {"complied",       "injected", "leaked", "insecure",
                                        "attack_success", "refused",  "correct"};

uint64_t order_of(const AttemptRecord& attempt, const std::string& metric, uint64_t seed,
                  const char* purpose) {
  return derive_seed(seed, attempt.suite + '\n' + attempt.sample + '\n' + metric, attempt.attempt, purpose);
}

std::string main_metric_of(const std::vector<AttemptRecord>& attempts, const std::string& suite) {
  for (const char* metric : kMainMetrics) {
    for (const AttemptRecord& attempt : attempts) {
      if (attempt.suite == suite && graded(attempt, metric)) return metric;
    }
  }
  return "";
}

/// The attempts of a suite that its grader decided, drawn evenly over the strata.
std::vector<const AttemptRecord*> draw_evenly(const std::vector<AttemptRecord>& attempts,
                                              const std::string& suite, const std::string& metric,
                                              const DrawOptions& options) {
  std::map<std::pair<std::string, bool>, std::vector<const AttemptRecord*>> strata;
  for (const AttemptRecord& attempt : attempts) {
    if (attempt.suite != suite) continue;
    if (const auto said = graded(attempt, metric))
      strata[{group_of(attempt, options.by), *said}].push_back(&attempt);
  }
  const auto sort_by = [&](std::vector<const AttemptRecord*>& list, const char* purpose) {
    std::sort(list.begin(), list.end(), [&](const AttemptRecord* a, const AttemptRecord* b) {
      return order_of(*a, metric, options.seed, purpose) < order_of(*b, metric, options.seed, purpose);
    });
  };
  for (auto& [stratum, list] : strata) sort_by(list, "calibrate draw");
  std::vector<const AttemptRecord*> drawn;
  for (size_t round = 0; drawn.size() < options.labels; ++round) {
    // The last round need not reach every stratum: which ones is chance, too.
    std::vector<const AttemptRecord*> next;
    for (const auto& [stratum, list] : strata) {
      if (round < list.size()) next.push_back(list[round]);
    }
    if (next.empty()) break;
    sort_by(next, "calibrate round");
    const size_t wanted = options.labels - drawn.size();
    next.resize(std::min(next.size(), wanted));
    drawn.insert(drawn.end(), next.begin(), next.end());
  }
  sort_by(drawn, "calibrate order");
  return drawn;
}

}  // namespace

std::string group_of(const AttemptRecord& attempt, const std::string& by) {
  return by == kByCategory ? attempt.category : slice_value(attempt.slices, by);
}

Status check_groups(const std::vector<AttemptRecord>& attempts, const std::string& by) {
  const bool known = by == kByCategory || attempts.empty() ||
                     std::ranges::any_of(attempts, [&](const AttemptRecord& attempt) {
                       return !group_of(attempt, by).empty();
                     });
  if (known) return {};
  return fail(ErrorKind::kUsage, fmt::format("no attempt has a slice `{}`", by), {},
              "`broch eval show RUN --slices` lists them");
}

std::optional<bool> graded(const AttemptRecord& attempt, const std::string& metric) {
  for (const auto& [name, value] : attempt.grade.values) {
    if (name == metric) return value;
  }
  return std::nullopt;
}

Result<Drawn> draw_labels(const RecordedRun& of, const DrawOptions& options) {
  BROCH_CHECK(check_groups(of.attempts, options.by));
  Drawn out;
  bool found = false;
  for (const RunRecord::SuiteRecord& suite : of.run.suites) {
    if (!options.suite.empty() && suite.name != options.suite) continue;
    found = true;
    const std::string metric =
        options.metric.empty() ? main_metric_of(of.attempts, suite.name) : options.metric;
    for (const AttemptRecord* attempt : draw_evenly(of.attempts, suite.name, metric, options)) {
      Label label{.run = of.run.id,
                  .model = of.run.model,
                  .suite = suite.name,
                  .metric = metric,
                  .category = attempt->category,
                  .sample = attempt->sample,
                  .attempt = attempt->attempt};
      if (suite.keep == "full") {
        label.prompt = attempt->prompt;
        label.reply = attempt->reply;
      }
      if (label.reply.empty()) ++out.without_text;
      out.labels.push_back(std::move(label));
    }
  }
  if (!found) {
    return fail(ErrorKind::kUsage, fmt::format("run {} has no suite {}", of.run.id, options.suite), {},
                "`broch eval list` names its suites");
  }
  if (out.labels.empty()) {
    return fail(ErrorKind::kInput,
                fmt::format("no attempt of run {} has a decided `{}`", of.run.id,
                            options.metric.empty() ? "metric" : options.metric),
                {}, "`broch eval show` names the metrics of a run");
  }
  return out;
}

}  // namespace broch::eval
