// Which samples of a suite take part.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eval/suite/sample.h"

namespace broch::eval {

/// Keeps the samples that carry `tag`.
void keep_tagged(std::vector<Sample>& samples, const std::string& tag);

/// Of tasks, keeps the neutral intent, unless `tag` is an intent or asks for all of them.
void keep_intents(std::vector<Sample>& samples, std::string_view tag);

/// Draws at most `limit` samples, evenly over categories, in file order. A sample and its twin are drawn
/// together, or neither; the draw depends on `seed` and ids alone.
void draw(std::vector<Sample>& samples, size_t limit, uint64_t seed);

}  // namespace broch::eval
