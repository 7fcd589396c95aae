#include "eval/calibrate/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <unordered_map>

#include "core/text.h"
#include "eval/calibrate/draw.h"
#include "eval/compare/items.h"
#include "stats/cluster.h"
#include "stats/distributions.h"
#include "stats/equivalence.h"

namespace broch::eval {

namespace {

constexpr double kLevel = 0.05;

/// Which suite and metric of which run the labels are about.
using Question = std::tuple<std::string, std::string, std::string>;  // suite, metric, run

bool in_slice(const AttemptRecord& attempt, const GradedSlice& of) {
  return attempt.suite == of.suite && (of.group.empty() || group_of(attempt, of.by) == of.group);
}

/// The rate of a slice as graded, worth as many replies as its clusters are.
stats::Share judged_share(const std::vector<AttemptRecord>& attempts, const GradedSlice& of,
                          int64_t& undecided) {
  std::vector<double> values;
  std::vector<int64_t> clusters;
  std::unordered_map<std::string_view, int64_t> ids;
  for (const AttemptRecord& attempt : attempts) {
    if (!in_slice(attempt, of)) continue;
    const bool asked = attempt.grade.values.empty() ||
                       std::any_of(attempt.grade.values.begin(), attempt.grade.values.end(),
                                   [&](const auto& value) { return value.first == of.metric; });
    const std::optional<bool> said = graded(attempt, of.metric);
    if (!said) {
      if (asked) ++undecided;
      continue;
    }
    values.push_back(*said ? 1 : 0);
    clusters.push_back(ids.try_emplace(attempt.cluster, static_cast<int64_t>(ids.size())).first->second);
  }
  const stats::ClusteredMean mean = stats::clustered_mean(values, clusters);
  const auto n = static_cast<double>(mean.n);
  if (mean.clusters == mean.n) return {mean.value, n};
  if (mean.standard_error < stats::kNoVariance) return {mean.value, static_cast<double>(mean.clusters)};
  return {mean.value,
          std::min(n, mean.value * (1 - mean.value) / (mean.standard_error * mean.standard_error))};
}

/// Counts labels and replies by group and by what the grader said.
GraderErrors errors_of(const RecordedRun& run, const GradedSlice& of,
                       const std::map<std::string, Consensus>& said_by_people) {
  GraderErrors out{.of = of};
  out.judged = judged_share(run.attempts, of, out.undecided);
  std::map<std::pair<std::string, bool>, stats::VerifiedStratum> strata;
  int64_t replies = 0;
  for (const AttemptRecord& attempt : run.attempts) {
    const std::optional<bool> said = in_slice(attempt, of) ? graded(attempt, of.metric) : std::nullopt;
    if (!said) continue;
    stats::VerifiedStratum& stratum = strata[{group_of(attempt, of.by), *said}];
    stratum.judged = *said;
    ++stratum.replies;
    ++replies;
    const auto people =
        said_by_people.find(label_key(of.run, of.suite, of.metric, attempt.sample, attempt.attempt));
    if (people == said_by_people.end()) continue;
    if (people->second.contested) ++out.contested;
    if (!people->second.positive) continue;
    ++stratum.human.trials;
    ++out.labels;
    if (*people->second.positive) {
      ++stratum.human.hits;
      ++out.positive;
    }
  }
  std::vector<stats::VerifiedStratum> all;
  for (const auto& [key, stratum] : strata) all.push_back(stratum);
  const double design_effect = out.judged.n > 0 ? static_cast<double>(replies) / out.judged.n : 1;
  if (const auto verified = stats::verified(all, design_effect)) out.verified = *verified;
  return out;
}

std::vector<Agreement> agreements_of(const std::vector<Label>& labels) {
  std::map<std::string, std::map<std::string, bool>> by_labeller;
  for (const Label& label : labels) {
    if (const auto decided = label.decided()) by_labeller[label.labeller][label.key()] = *decided;
  }
  std::vector<Agreement> out;
  for (auto first = by_labeller.begin(); first != by_labeller.end(); ++first) {
    for (auto second = std::next(first); second != by_labeller.end(); ++second) {
      stats::RatingTable table(2);
      for (const auto& [key, said] : first->second) {
        const auto other = second->second.find(key);
        if (other != second->second.end()) table.add(said ? 1 : 0, other->second ? 1 : 0);
      }
      if (table.total() == 0) continue;
      out.push_back({first->first, second->first, table.total(), stats::cohen_kappa(table)});
    }
  }
  return out;
}

stats::Interval difference_interval(const stats::Share& a, const stats::Share& b) {
  if (a.n <= 0 || b.n <= 0) return {-1, 1};
  const double half =
      stats::normal_quantile(1 - kLevel) * std::sqrt(stats::variance_of(a) + stats::variance_of(b));
  return {a.value - b.value - half, a.value - b.value + half};
}

Claim claim_of(const GraderErrors& first, const GraderErrors& second, double margin) {
  const stats::Verified &a = first.verified, &b = second.verified;
  Claim claim{.first = first.of, .second = second.of};
  claim.sensitivity_difference = a.sensitivity.value - b.sensitivity.value;
  claim.specificity_difference = a.specificity.value - b.specificity.value;
  claim.sensitivity_interval = difference_interval(a.sensitivity, b.sensitivity);
  claim.specificity_interval = difference_interval(a.specificity, b.specificity);
  claim.p = std::max(stats::tost(a.sensitivity, b.sensitivity, margin).p,
                     stats::tost(a.specificity, b.specificity, margin).p);
  claim.comparable = claim.p <= kLevel;
  return claim;
}

/// Every label must be about something that the runs hold and that their grader decided.
Status check(const std::vector<RecordedRun>& runs, const std::vector<Label>& labels) {
  std::set<std::string> runs_at_hand, decided;
  for (const RecordedRun& run : runs) {
    runs_at_hand.insert(run.run.id);
    for (const AttemptRecord& attempt : run.attempts) {
      for (const auto& [metric, value] : attempt.grade.values) {
        if (!value) continue;
        decided.insert(label_key(run.run.id, attempt.suite, metric, attempt.sample, attempt.attempt));
      }
    }
  }
  for (const Label& label : labels) {
    if (decided.contains(label.key())) continue;
    const bool known = runs_at_hand.contains(label.run);
    return fail(ErrorKind::kInput,
                known ? fmt::format("run {} has no decided `{}` of sample {}, attempt {}", label.run,
                                    label.metric, label.sample, label.attempt)
                      : fmt::format("run {} is not at hand", label.run),
                {"", label.line}, "labels belong to the attempts that they were drawn from");
  }
  return {};
}

const RecordedRun& find_run(const std::vector<RecordedRun>& runs, const std::string& id) {
  return *std::find_if(runs.begin(), runs.end(), [&](const RecordedRun& run) { return run.run.id == id; });
}

std::string grader_of(const RunRecord::SuiteRecord& suite) {
  return suite.grader + " " + join(suite.grader_parts, " ");
}

std::set<std::string> groups_of(const RecordedRun& run, const std::string& suite, const std::string& by) {
  std::set<std::string> out;
  for (const AttemptRecord& attempt : run.attempts) {
    if (attempt.suite == suite) out.insert(group_of(attempt, by));
  }
  out.erase("");
  return out;
}

}  // namespace

Result<Calibration> calibrate(const std::vector<RecordedRun>& runs, const std::vector<Label>& labels,
                              const CalibrateOptions& options) {
  BROCH_CHECK(check(runs, labels));
  for (const RecordedRun& run : runs) BROCH_CHECK(check_groups(run.attempts, options.by));
  Calibration out;
  out.margin = options.margin;
  const std::map<std::string, Consensus> people = consensus(labels);
  std::set<Question> questions;
  std::set<std::string> attempts;
  for (const Label& label : labels) {
    questions.emplace(label.suite, label.metric, label.run);
    attempts.insert(label.key());
  }
  for (const auto& [key, said] : people) out.contested += said.contested ? 1 : 0;
  out.open = static_cast<int64_t>(attempts.size() - people.size());
  std::vector<GraderErrors> whole;
  for (const auto& [suite, metric, id] : questions) {
    const RecordedRun& run = find_run(runs, id);
    GradedSlice of{.run = id, .model = run.run.model, .suite = suite, .metric = metric, .by = options.by};
    for (const RunRecord::SuiteRecord& one : run.run.suites) {
      if (one.name == suite) of.grader = grader_of(one);
    }
    GraderErrors all = errors_of(run, of, people);
    if (all.labels == 0) continue;
    out.errors.push_back(all);
    for (const GraderErrors& other : whole) {
      if (other.of.same_question(of) && other.of.model != of.model)
        out.claims.push_back(claim_of(other, all, options.margin));
    }
    whole.push_back(std::move(all));
    const std::set<std::string> groups = groups_of(run, suite, options.by);
    for (const std::string& group : groups) {
      if (groups.size() == 1) break;
      of.group = group;
      GraderErrors one = errors_of(run, of, people);
      if (one.labels > 0) out.errors.push_back(std::move(one));
    }
  }
  out.agreements = agreements_of(labels);
  return out;
}

std::vector<Correction> apply(const Calibration& calibration, const RecordedRun& run) {
  std::vector<Correction> out;
  for (const RunRecord::SuiteRecord& suite : run.run.suites) {
    std::set<std::pair<std::string, std::string>> done;  // metric, group
    for (const GraderErrors& errors : calibration.errors) {
      if (errors.of.suite != suite.name || errors.of.model != run.run.model) continue;
      if (!done.emplace(errors.of.metric, errors.of.group).second) continue;
      Correction one{.of = errors.of};
      one.of.run = run.run.id;
      int64_t undecided = 0;
      one.judged = judged_share(run.attempts, one.of, undecided);
      if (one.judged.n <= 0) continue;
      if (errors.of.grader != grader_of(suite)) {
        one.why = "the labels are about another grader, or one that decides by other parts";
        out.push_back(std::move(one));
        continue;
      }
      const auto rate =
          stats::rogan_gladen(one.judged, errors.verified.sensitivity, errors.verified.specificity);
      if (rate) {
        one.rate = *rate;
      } else {
        one.why = rate.error().what;
      }
      out.push_back(std::move(one));
    }
  }
  return out;
}

}  // namespace broch::eval
