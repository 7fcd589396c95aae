#include "eval/compare/numbered_runs.h"

#include <algorithm>
#include <unordered_map>

#include "eval/suite/item_pairing.h"

namespace broch::eval {

namespace {

using Numbers = std::unordered_map<std::string_view, uint32_t>;

uint32_t number_of(Numbers& numbers, std::string_view name) {
  return numbers.try_emplace(name, static_cast<uint32_t>(numbers.size())).first->second;
}

/// Names by their rank; the numbers become ranks.
std::vector<std::string_view> rank(Numbers& numbers) {
  std::vector<std::string_view> names;
  names.reserve(numbers.size());
  for (const auto& [name, number] : numbers) names.push_back(name);
  std::sort(names.begin(), names.end());
  for (size_t i = 0; i < names.size(); ++i) numbers[names[i]] = static_cast<uint32_t>(i);
  return names;
}

}  // namespace

NumberedRuns::NumberedRuns(std::span<const std::vector<AttemptRecord>* const> runs, ItemIdentity identity) {
  const auto name_of = [&](const AttemptRecord& attempt) {
    return identity == ItemIdentity::kName ? item_of_pairing(attempt.item) : std::string_view(attempt.item);
  };
  Numbers items;
  for (const std::vector<AttemptRecord>* attempts : runs) {
    for (const AttemptRecord& attempt : *attempts) number_of(items, name_of(attempt));
  }
  items_ = rank(items);
  for (const std::vector<AttemptRecord>* attempts : runs) {
    NumberedRun& run = runs_.emplace_back();
    run.attempts = attempts;
    Numbers clusters;
    for (const AttemptRecord& attempt : *attempts) {
      run.items.push_back(items.at(name_of(attempt)));
      run.clusters.push_back(number_of(clusters, attempt.cluster));
    }
    run.cluster_count = static_cast<uint32_t>(clusters.size());
  }
}

}  // namespace broch::eval
