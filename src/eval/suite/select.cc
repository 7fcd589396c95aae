#include "eval/suite/select.h"

#include <algorithm>
#include <map>

#include "core/hash.h"
#include "eval/suite/task_samples.h"

namespace broch::eval {

namespace {

/// Samples that are drawn together: those of one item and of its twin.
struct Unit {
  uint64_t order = 0;
  std::vector<size_t> samples;  ///< positions
};

/// Units by category, all in drawn order: a small draw from many categories takes any of them. A unit counts
/// for the category of its first sample.
std::vector<std::vector<Unit>> units_by_category(const std::vector<Sample>& samples, uint64_t seed) {
  std::map<std::string, Unit> units;
  for (size_t i = 0; i < samples.size(); ++i) {
    const Sample& sample = samples[i];
    const std::string& key = sample.twin.empty() ? sample.item : std::min(sample.item, sample.twin);
    units[key].samples.push_back(i);
  }
  std::map<std::string, std::vector<Unit>> categories;
  for (auto& [key, unit] : units) {
    unit.order = derive_seed(seed, key, 0, "draw");
    categories[samples[unit.samples.front()].category].push_back(std::move(unit));
  }
  std::map<std::pair<uint64_t, std::string>, std::vector<Unit>> drawn;
  for (auto& [category, list] : categories) {
    std::sort(list.begin(), list.end(), [](const Unit& a, const Unit& b) {
      return a.order != b.order ? a.order < b.order : a.samples < b.samples;
    });
    drawn.emplace(std::pair(derive_seed(seed, category, 0, "category"), category), std::move(list));
  }
  std::vector<std::vector<Unit>> out;
  for (auto& [order, list] : drawn) out.push_back(std::move(list));
  return out;
}

}  // namespace

void keep_tagged(std::vector<Sample>& samples, const std::string& tag) {
  std::erase_if(samples, [&](const Sample& sample) {
    return std::find(sample.tags.begin(), sample.tags.end(), tag) == sample.tags.end();
  });
}

void keep_intents(std::vector<Sample>& samples, std::string_view tag) {
  const auto intent_of = [](const Sample& sample) {
    const auto intent = sample.slices.find("intent");
    return sample.task == nullptr || intent == sample.slices.end() ? kNeutralIntent
                                                                   : std::string_view(intent->second);
  };
  const bool chosen =
      tag == kIntentsTag || std::any_of(samples.begin(), samples.end(), [&](const Sample& one) {
        return one.task != nullptr && intent_of(one) == tag;
      });
  if (chosen) return;
  std::erase_if(samples, [&](const Sample& sample) { return intent_of(sample) != kNeutralIntent; });
}

void draw(std::vector<Sample>& samples, size_t limit, uint64_t seed) {
  if (limit == 0 || samples.size() <= limit) return;
  const auto categories = units_by_category(samples, seed);
  std::vector<size_t> chosen;
  bool any_left = true;
  for (size_t round = 0; any_left && chosen.size() < limit; ++round) {
    any_left = false;
    for (const std::vector<Unit>& units : categories) {
      if (round >= units.size()) continue;
      any_left = true;
      const std::vector<size_t>& unit = units[round].samples;
      if (chosen.size() + unit.size() <= limit) chosen.insert(chosen.end(), unit.begin(), unit.end());
    }
  }
  std::sort(chosen.begin(), chosen.end());
  std::vector<Sample> kept;
  kept.reserve(chosen.size());
  for (const size_t position : chosen) kept.push_back(std::move(samples[position]));
  samples = std::move(kept);
}

}  // namespace broch::eval
