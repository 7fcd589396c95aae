// Many tests at once: p values adjusted so that they can be held against one level. Results are in the order
// given, at least as large as what was given and at most 1; equal p values stay equal.
//
//   std::vector<double> adjusted = stats::holm(p);       // a release gate
//   std::vector<double> q = stats::benjamini_hochberg(p);   // a list to look into
#pragma once

#include <span>
#include <vector>

namespace broch::stats {

/// Holm (1979): the chance of any false finding stays below the level, however the tests depend on each
/// other.
std::vector<double> holm(std::span<const double> p);

/// Benjamini & Hochberg (1995): the expected share of false findings among the findings stays below the
/// level, for independent or positively dependent tests.
std::vector<double> benjamini_hochberg(std::span<const double> p);

/// Benjamini & Yekutieli (2001): the same whatever the dependence, at the price of a factor 1 + 1/2 + ... +
/// 1/m.
std::vector<double> benjamini_yekutieli(std::span<const double> p);

}  // namespace broch::stats
