#include "eval/compare/factor_analysis.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "eval/compare/cluster_join.h"
#include "eval/compare/items.h"
#include "eval/condition/recorded.h"
#include "stats/multiple.h"
#include "stats/paired.h"
#include "stats/sign_flip.h"

namespace broch::eval {

namespace {

using Levels = std::map<std::string, std::string>;

std::string level_text(const json::Value& value) {
  if (value.is_null()) return "none";
  return value.is_string() ? value.as_string() : json::canonical(value);
}

/// The guard's level holds the digest of its policy, which is no factor of its own. Of a matrix the cell's
/// levels are factors, and the matrix itself is none.
Levels levels_of(const RunRecord& run, const std::string& suite,
                 const std::map<std::string, std::string>& cell) {
  Levels levels;
  if (run.conditions.is_object()) {
    for (const json::Member& member : run.conditions.as_object())
      levels[member.key] = level_text(member.value);
  }
  levels.erase("guard_policy");
  levels["model"] = run.model;
  levels["guard"] =
      run.guard.empty() ? (run.guard_parts.empty() ? "none" : "in front of the model") : run.guard;
  if (const auto policy = run.conditions.get_string("guard_policy")) {
    levels["guard"] += " " + std::string(policy->substr(0, 8));
  }
  levels["prompt"] = model::name(prompt_of(run));
  levels["program"] = run.program;
  levels.erase("matrix");
  for (const auto& [factor, level] : cell) levels[factor] = level;
  if (const std::string_view mode = mode_of(suite); !mode.empty()) levels["mode"] = mode;
  return levels;
}

/// Suites of one family with modes are one group, others stand by themselves.
std::string group_of(const std::string& suite) {
  return mode_of(suite).empty() ? suite : std::string(family_of(suite));
}

/// A cell with its items by metric, but for the self-graded ones.
struct FilledCell {
  size_t cell = 0;
  const RunRecord::SuiteRecord* suite = nullptr;
  std::vector<MetricItems> metrics;

  const MetricItems* find(const std::string& metric) const {
    const auto found = std::find_if(metrics.begin(), metrics.end(),
                                    [&](const MetricItems& m) { return m.metric == metric; });
    return found == metrics.end() ? nullptr : &*found;
  }
};

class Analysis {
 public:
  Analysis(const std::vector<RecordedRun>& runs, const CompareOptions& options) : options_(options) {
    std::vector<const std::vector<AttemptRecord>*> attempts;
    for (const RecordedRun& run : runs) attempts.push_back(&run.attempts);
    const NumberedRuns numbered(attempts,
                                options.allow.content ? ItemIdentity::kName : ItemIdentity::kNameAndContent);
    for (size_t i = 0; i < runs.size(); ++i) {
      for (const RunRecord::SuiteRecord& suite : runs[i].run.suites) add(runs[i].run, numbered[i], suite);
    }
    find_factors();
  }

  FactorAnalysis result() && {
    for (const auto& [group, cells] : groups_) {
      for (const std::string& metric : metrics_of(cells)) {
        for (const std::string& factor : out_.factors) contrast_all(group, cells, metric, factor);
      }
    }
    adjust();
    return std::move(out_);
  }

 private:
  void add(const RunRecord& run, const NumberedRun& numbered, const RunRecord::SuiteRecord& suite) {
    std::vector<FilledCell>& group = groups_[group_of(suite.name)];
    if (!group.empty()) {
      const Comparability comparable = comparability({group.front().suite, &suite}, options_.allow);
      if (!comparable.reason.empty()) {
        out_.left_out.push_back(fmt::format("{} of run {}: {}", suite.name, run.id, comparable.reason));
        return;
      }
    }
    const std::vector<SliceRows> slices = slices_of(numbered, suite.name);
    if (slices.empty()) {
      out_.left_out.push_back(fmt::format("{} of run {}: no attempt", suite.name, run.id));
      return;
    }
    if (!has_matrix(run)) {
      group.push_back(fill(run, numbered, suite, slices[0]));
      return;
    }
    std::vector<const SliceRows*> cells;
    for (const SliceRows& slice : slices) {
      if (within_a_cell(run, slice.slice) && !slice.slice.contains(kBehaviourKey)) cells.push_back(&slice);
    }
    // The levels that the matrix lists first are what others are held against.
    std::ranges::stable_sort(cells, {},
                             [&](const SliceRows* cell) { return place_in_matrix(run, cell->slice); });
    for (const SliceRows* cell : cells) group.push_back(fill(run, numbered, suite, *cell));
  }

  FilledCell fill(const RunRecord& run, const NumberedRun& numbered, const RunRecord::SuiteRecord& suite,
                  const SliceRows& slice) {
    FilledCell filled{out_.cells.size(), &suite, metric_items(numbered, slice.rows, suite.grader)};
    std::erase_if(filled.metrics, [&](const MetricItems& items) {
      if (!self_graded(run, suite, items.metric, slice.slice)) return false;
      out_.left_out.push_back(fmt::format("{} {} of run {}{}: grader-is-guard", suite.name, items.metric,
                                          run.id, slice_text(slice.slice)));
      return true;
    });
    out_.cells.push_back({run.id, suite.name, levels_of(run, suite.name, slice.slice)});
    return filled;
  }

  /// A condition that a run does not declare is at the level "none".
  void find_factors() {
    std::set<std::string> names;
    for (const Cell& cell : out_.cells) {
      for (const auto& [name, level] : cell.levels) names.insert(name);
    }
    for (const std::string& name : names) {
      std::set<std::string> levels;
      for (Cell& cell : out_.cells) levels.insert(cell.levels.emplace(name, "none").first->second);
      if (levels.size() > 1) out_.factors.push_back(name);
    }
  }

  std::vector<std::string> metrics_of(const std::vector<FilledCell>& cells) const {
    std::vector<std::string> names;
    for (const FilledCell& cell : cells) {
      for (const MetricItems& items : cell.metrics) {
        if (std::find(names.begin(), names.end(), items.metric) == names.end()) names.push_back(items.metric);
      }
    }
    return names;
  }

  const std::string& level(const FilledCell& cell, const std::string& factor) const {
    return out_.cells[cell.cell].levels.at(factor);
  }

  std::vector<std::string> other_differences(const FilledCell& a, const FilledCell& b,
                                             const std::string& factor) const {
    std::vector<std::string> names;
    for (const std::string& name : out_.factors) {
      if (name != factor && level(a, name) != level(b, name)) names.push_back(name);
    }
    return names;
  }

  void contrast_all(const std::string& group, const std::vector<FilledCell>& cells, const std::string& metric,
                    const std::string& factor) {
    std::vector<std::string> levels;
    for (const FilledCell& cell : cells) {
      if (cell.find(metric) == nullptr) continue;
      const std::string& one = level(cell, factor);
      if (std::find(levels.begin(), levels.end(), one) == levels.end()) levels.push_back(one);
    }
    for (size_t i = 1; i < levels.size(); ++i) {
      out_.contrasts.push_back(contrast(group, cells, metric, factor, levels[0], levels[i]));
    }
  }

  Contrast contrast(const std::string& group, const std::vector<FilledCell>& cells, const std::string& metric,
                    const std::string& factor, const std::string& from, const std::string& to) const {
    Contrast result{.suite = group, .metric = metric, .factor = factor, .from = from, .to = to};
    struct Sum {
      double from = 0, to = 0, pairs = 0;
      size_t cluster = 0;
    };
    std::map<uint32_t, Sum> sums;
    ClusterJoin clusters;
    std::vector<std::string> fewest;
    const auto alone = [](const ItemValue&) {};
    for (const FilledCell& a : cells) {
      for (const FilledCell& b : cells) {
        const MetricItems *first = a.find(metric), *second = b.find(metric);
        if (!first || !second || level(a, factor) != from || level(b, factor) != to) continue;
        const std::vector<std::string> others = other_differences(a, b, factor);
        if (!others.empty()) {
          if (fewest.empty() || others.size() < fewest.size()) fewest = others;
          continue;
        }
        ++result.pairs;
        walk_items(
            *first, *second,
            [&](const ItemValue& item, const ItemValue& other) {
              if (item.decided == 0 || other.decided == 0) return;
              const auto [at, added] = sums.emplace(item.item, Sum{});
              const size_t cluster = clusters.handle(a.cell, item.cluster);
              clusters.join(cluster, clusters.handle(b.cell, other.cluster));
              if (!added) clusters.join(at->second.cluster, cluster);
              at->second.cluster = cluster;
              at->second.from += item.mean();
              at->second.to += other.mean();
              at->second.pairs += 1;
            },
            alone, alone);
      }
    }
    if (result.pairs == 0) {
      result.with = fewest;
      return result;
    }
    std::vector<double> before, after, differences;
    std::vector<int64_t> ids;
    for (const auto& [item, sum] : sums) {
      before.push_back(sum.from / sum.pairs);
      after.push_back(sum.to / sum.pairs);
      differences.push_back(after.back() - before.back());
      ids.push_back(clusters.of(sum.cluster));
      result.from_rate += before.back();
      result.to_rate += after.back();
    }
    result.n = static_cast<int64_t>(sums.size());
    result.clusters = clusters.count();
    if (sums.empty()) return result;
    result.from_rate /= static_cast<double>(result.n);
    result.to_rate /= static_cast<double>(result.n);
    const stats::Estimate estimate = stats::paired_difference(after, before, ids, 1 - options_.alpha);
    result.difference = estimate.value;
    result.interval = estimate.interval;
    result.p = stats::sign_flip(differences, ids, options_.seed);
    return result;
  }

  void adjust() {
    std::vector<double> p;
    for (const Contrast& one : out_.contrasts) {
      if (!one.confounded()) p.push_back(one.p);
    }
    const std::vector<double> holm = stats::holm(p), q = stats::benjamini_hochberg(p);
    size_t at = 0;
    for (Contrast& one : out_.contrasts) {
      if (one.confounded()) continue;
      one.p_holm = holm[at];
      one.q = q[at++];
    }
  }

  const CompareOptions& options_;
  FactorAnalysis out_;
  std::map<std::string, std::vector<FilledCell>> groups_;
};

}  // namespace

FactorAnalysis analyse_factors(const std::vector<RecordedRun>& runs, const CompareOptions& options) {
  return Analysis(runs, options).result();
}

json::Value to_json(const FactorAnalysis& analysis) {
  json::Array cells, contrasts;
  for (const Cell& cell : analysis.cells) {
    json::Object levels;
    for (const std::string& factor : analysis.factors) levels.append(factor, cell.levels.at(factor));
    cells.push_back(json::Object{{"run", cell.run}, {"suite", cell.suite}, {"levels", std::move(levels)}});
  }
  for (const Contrast& one : analysis.contrasts) {
    json::Object row{{"suite", one.suite},   {"metric", one.metric},
                     {"factor", one.factor}, {"from", one.from},
                     {"to", one.to},         {"confounded", one.confounded()},
                     {"pairs", one.pairs},   {"with", json::Value::strings(one.with)}};
    if (!one.confounded()) {
      row.append("difference", one.difference);
      row.append("low", one.interval.low);
      row.append("high", one.interval.high);
      row.append("from_rate", one.from_rate);
      row.append("to_rate", one.to_rate);
      row.append("p", one.p);
      row.append("p_holm", one.p_holm);
      row.append("q", one.q);
      row.append("n", one.n);
      row.append("clusters", one.clusters);
    }
    contrasts.push_back(std::move(row));
  }
  return json::Object{{"factors", json::Value::strings(analysis.factors)},
                      {"cells", std::move(cells)},
                      {"effects", std::move(contrasts)},
                      {"left_out", json::Value::strings(analysis.left_out)}};
}

}  // namespace broch::eval
