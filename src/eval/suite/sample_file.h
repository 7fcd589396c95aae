// Samples in our own format: one JSON object a line, as documented in docs/suites.md.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "eval/suite/record_reader.h"
#include "eval/suite/sample.h"

namespace broch::eval {

/// The most samples a suite may hold; more is an error.
constexpr size_t kMaxSamples = 200'000;

/// Notes of a sample on programming: why the weakness is likely here, a secure answer, and the line that asks
/// not to train on it. They are neither sent nor graded by, and no part of a suite's digest.
inline constexpr std::array kNoteKeys = {"reason", "reference", "canary"};

/// Blank lines are allowed. An unknown key, a missing or mistyped one, or an id used twice is an error with
/// file, line and column.
Result<std::vector<Sample>> parse_samples(std::string_view text, const std::string& file);

/// One sample from its record. `record` is its position in the file.
Result<Sample> read_sample(const json::Value& value, const RecordPlace& place, int64_t record);

/// Refuses ids used twice, by name and line.
Status check_unique_ids(const std::vector<Sample>& samples, const std::string& file);
/// Refuses a twin that is the item of no sample.
Status check_twins(const std::vector<Sample>& samples, const std::string& file);

}  // namespace broch::eval
