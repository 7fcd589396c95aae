// broch suites: what the built-in suites and a user's own hold.
#include <fmt/format.h>

#include <map>
#include <set>

#include "cli/command.h"
#include "cli/subcommand.h"
#include "cli/suites_draw.h"
#include "cli/suites_pictures.h"
#include "cli/suites_selftest.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/grade/choice_guess.h"
#include "eval/suite/load.h"

namespace broch::cli {
namespace {

struct SuitesArguments {
  std::string name;
  std::string dataset;
};

json::Object info_json(const eval::SuiteInfo& info) {
  return {{"name", info.name},
          {"measures", info.measures},
          {"grader", info.grader},
          {"validity", info.validity},
          {"licence", info.licence},
          {"version", info.version},
          {"metrics", json::Value::strings(info.metrics)},
          {"keep", info.keep},
          {"needs_dataset", info.needs_dataset}};
}

/// Samples of a suite, or of all members of a bundle.
Result<int64_t> sample_count(const std::string& name) {
  BROCH_TRY(const std::vector<std::string> members, eval::expand_suites(name));
  int64_t samples = 0;
  for (const std::string& member : members) {
    BROCH_TRY(const eval::Suite suite, eval::load_suite(member, {}, 0, 1));
    samples += static_cast<int64_t>(suite.samples.size());
  }
  return samples;
}

Result<int> list(const Common& common) {
  json::Array suites;
  std::string text;
  for (const eval::SuiteInfo& info : eval::builtin_suites()) {
    int64_t samples = 0;
    if (!info.needs_dataset) {
      BROCH_TRY(samples, sample_count(info.name));
    }
    json::Object one = info_json(info);
    one.append("samples", samples);
    suites.push_back(std::move(one));
    text += fmt::format("{:<24} {:>4} samples  {:<9} {}{}\n", info.name, samples, info.validity,
                        info.measures, info.needs_dataset ? " (needs --dataset)" : "");
  }
  BROCH_CHECK(print(common.json ? json::dump(json::Object{{"suites", std::move(suites)}}) + "\n" : text));
  return kOk;
}

/// How many samples each value of each slice, intent and tag has.
struct Counts {
  std::map<std::string, std::map<std::string, int64_t>> slices;
  std::map<std::string, int64_t> intents, tags;
  std::set<std::string> items, clusters;
};

Counts count(const eval::Suite& suite) {
  Counts counts;
  for (const eval::Sample& sample : suite.samples) {
    for (const auto& [key, value] : sample.slices) ++counts.slices[key][value];
    ++counts.intents[sample.intent];
    for (const std::string& tag : sample.tags) ++counts.tags[tag];
    counts.items.insert(sample.item);
    counts.clusters.insert(sample.cluster);
  }
  return counts;
}

json::Object to_json(const std::map<std::string, int64_t>& counts) {
  json::Object out;
  for (const auto& [key, n] : counts) out.append(key, n);
  return out;
}

json::Value suite_json(const eval::Suite& suite) {
  const Counts counts = count(suite);
  json::Object slices;
  for (const auto& [key, values] : counts.slices) slices.append(key, to_json(values));
  json::Object out = info_json(suite.info);
  out.append("digest", suite.digest);
  out.append("dataset", suite.dataset);
  out.append("samples", static_cast<int64_t>(suite.samples.size()));
  out.append("items", static_cast<int64_t>(counts.items.size()));
  out.append("clusters", static_cast<int64_t>(counts.clusters.size()));
  out.append("intents", to_json(counts.intents));
  out.append("slices", std::move(slices));
  out.append("tags", to_json(counts.tags));
  if (suite.info.grader == "multiple-choice") out.append("guesses", to_json(eval::guesses(suite.samples)));
  return out;
}

std::string suite_text(const eval::Suite& suite) {
  const Counts counts = count(suite);
  const auto listed = [](const std::map<std::string, int64_t>& values) {
    std::vector<std::string> parts;
    for (const auto& [value, n] : values) parts.push_back(fmt::format("{} {}", value, n));
    return join(parts, ", ");
  };
  std::string out = fmt::format(
      "{} (version {}, {})\n  measures  {}\n  grader    {}\n  metrics   {}\n  licence   {}\n"
      "  samples   {} of {} items in {} clusters: {}\n",
      suite.info.name, suite.info.version, suite.info.validity, suite.info.measures, suite.info.grader,
      join(suite.info.metrics, ", "), suite.info.licence, suite.samples.size(), counts.items.size(),
      counts.clusters.size(), listed(counts.intents));
  for (const auto& [key, values] : counts.slices) out += fmt::format("  by {}: {}\n", key, listed(values));
  if (suite.info.grader == "multiple-choice") {
    for (const eval::Guess& guess : eval::guesses(suite.samples)) {
      out += fmt::format("  guessing {:<12} correct {:.1f} %, Jaccard {:.3f}\n", guess.name,
                         100 * guess.exact, guess.jaccard);
    }
  }
  return out + fmt::format("  digest    {}\n", suite.digest);
}

Result<int> show(const SuitesArguments& arguments, const Common& common) {
  BROCH_TRY(const std::vector<std::string> names, eval::expand_suites(arguments.name));
  const std::optional<std::string> dataset =
      arguments.dataset.empty() ? std::nullopt : std::optional(arguments.dataset);
  json::Array suites;
  std::string text;
  for (const std::string& name : names) {
    const bool whole = name.find('@') == std::string::npos;
    BROCH_TRY(const eval::Suite suite,
              whole ? eval::load_everything(name, dataset) : eval::load_suite(name, dataset, 0, 1));
    if (common.json) {
      suites.push_back(suite_json(suite));
    } else {
      text += suite_text(suite);
    }
  }
  if (common.json) {
    // One suite is answered as itself, a bundle as its members.
    const json::Value out = suites.size() == 1 ? std::move(suites.front())
                                               : json::Value(json::Object{{"members", std::move(suites)}});
    text = json::dump(out) + "\n";
  }
  BROCH_CHECK(print(text));
  return kOk;
}

}  // namespace

void add_suites(Subcommand app) {
  Subcommand command = app.add_group("suites", "List evaluation suites and show what they hold");
  auto arguments = std::make_shared<SuitesArguments>();

  Subcommand all = command.add("list", "The built-in suites");
  all.action([](const Common& common) { return list(common); });

  Subcommand one = command.add("show", "One suite: counts by slice, grader, validity");
  one.option("NAME", arguments->name, "A built-in suite, a folder, or a test file").required();
  one.option("--dataset", arguments->dataset, "Take the samples from this file");
  one.action([arguments](const Common& common) { return show(*arguments, common); });
  add_suites_selftest(command);
  add_suites_draw(command);
  add_suites_pictures(command);
}

}  // namespace broch::cli
