// Which lists of phrases an outcome is worded from.
#pragma once

#include <string_view>
#include <vector>

namespace broch::sim {

/// `plain` is a list of prose/*.yaml; `hard` are others, one for each kind of hard case.
struct Wording {
  std::string_view suite;  ///< family; empty for all
  std::string_view outcome;
  std::string_view plain;
  std::vector<std::string_view> hard;
};

/// The wordings of all suites and outcomes, the special ones before those for all.
const std::vector<Wording>& wordings();
/// The first that fits; one of them always does.
const Wording& wording_of(std::string_view suite, std::string_view outcome);

}  // namespace broch::sim
