#include "model/options.h"

#include <fmt/core.h>

#include <cmath>

#include "core/duration.h"
#include "core/number.h"
#include "core/text.h"

namespace broch::model {
const std::string* SpecOptions::take(const std::string& key) {
  known_.push_back(key);
  const auto found = spec_.options.find(key);
  return found == spec_.options.end() ? nullptr : &found->second;
}

void SpecOptions::error(const std::string& key, const std::string& why) {
  if (error_) return;
  error_ = Error{ErrorKind::kUsage,
                 fmt::format("option `{}` of model `{}:{}`: {}", key, spec_.kind, spec_.name, why)};
}

std::string SpecOptions::string(const std::string& key, const std::string& fallback) {
  const std::string* value = take(key);
  return value ? *value : fallback;
}

std::optional<std::string> SpecOptions::optional_string(const std::string& key) {
  const std::string* value = take(key);
  return value ? std::optional(*value) : std::nullopt;
}

bool SpecOptions::boolean(const std::string& key, bool fallback) {
  const std::string* value = take(key);
  if (!value) return fallback;
  if (*value != "true" && *value != "false") error(key, "`true` or `false` is wanted");
  return *value == "true";
}

int64_t SpecOptions::integer(const std::string& key, int64_t fallback, int64_t low, int64_t high) {
  const std::string* value = take(key);
  if (!value) return fallback;
  const auto number = parse_number<int64_t>(*value);
  if (number && *number >= low && *number <= high) return *number;
  error(key, fmt::format("a whole number within {} and {} is wanted", low, high));
  return fallback;
}

double SpecOptions::number(const std::string& key, double fallback, double low, double high) {
  const std::string* value = take(key);
  if (!value) return fallback;
  const auto number = parse_number<double>(*value);
  if (number && std::isfinite(*number) && *number >= low && *number <= high) return *number;
  error(key, fmt::format("a number within {} and {} is wanted", low, high));
  return fallback;
}

std::optional<double> SpecOptions::optional_number(const std::string& key, double low, double high) {
  if (!spec_.options.contains(key)) {
    known_.push_back(key);
    return std::nullopt;
  }
  return number(key, low, low, high);
}

std::chrono::milliseconds SpecOptions::duration(const std::string& key, std::chrono::milliseconds fallback,
                                                std::chrono::milliseconds low,
                                                std::chrono::milliseconds high) {
  const std::string* value = take(key);
  if (!value) return fallback;
  const auto time = parse_duration(*value);
  if (time && *time >= low && *time <= high) return *time;
  error(key, fmt::format("a time such as 250ms, 30s or 5m, within {} ms and {} ms, is wanted", low.count(),
                         high.count()));
  return fallback;
}

Status SpecOptions::finish() {
  if (error_) return std::unexpected(*error_);
  for (const auto& [key, value] : spec_.options) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    return fail(ErrorKind::kUsage,
                fmt::format("model `{}:{}` has no option `{}`{}", spec_.kind, spec_.name, key,
                            did_you_mean(key, known_)),
                {}, "known options: " + join(known_, ", "));
  }
  return {};
}

}  // namespace broch::model
