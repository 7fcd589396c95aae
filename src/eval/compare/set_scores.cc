#include "eval/compare/set_scores.h"

#include <algorithm>
#include <map>

#include "stats/cluster.h"

namespace broch::eval {

namespace {

struct Item {
  std::string_view cluster;
  double sum = 0;
  int64_t answers = 0;
};

bool is_decided(const AttemptRecord& attempt) {
  return std::any_of(attempt.grade.values.begin(), attempt.grade.values.end(),
                     [](const auto& value) { return value.first == "correct" && value.second; });
}

SetScore score_of(const std::string& suite, const std::vector<AttemptRecord>& attempts) {
  SetScore score{.suite = suite, .jaccard = {}};
  std::map<std::string_view, Item> items;
  for (const AttemptRecord& attempt : attempts) {
    if (attempt.suite != suite) continue;
    if (attempt.grade.outcome == Outcome::kError) ++score.errors;
    if (!is_decided(attempt)) continue;
    Item& item = items[attempt.item];
    item.cluster = attempt.cluster;
    item.sum += attempt.grade.score;
    ++item.answers;
  }
  std::map<std::string_view, int64_t> numbers;
  std::vector<double> means;
  std::vector<int64_t> clusters;
  for (const auto& [name, item] : items) {
    means.push_back(item.sum / static_cast<double>(item.answers));
    clusters.push_back(numbers.emplace(item.cluster, static_cast<int64_t>(numbers.size())).first->second);
  }
  score.jaccard = stats::clustered_rate(means, clusters);
  return score;
}

}  // namespace

std::vector<SetScore> set_scores(const RunRecord& run, const std::vector<AttemptRecord>& attempts) {
  std::vector<SetScore> scores;
  for (const RunRecord::SuiteRecord& suite : run.suites) {
    if (suite.grader.starts_with("multiple-choice@")) scores.push_back(score_of(suite.name, attempts));
  }
  return scores;
}

}  // namespace broch::eval
