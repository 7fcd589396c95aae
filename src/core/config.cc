#include "core/config.h"

#include <fmt/core.h>

#include "core/duration.h"
#include "core/text.h"

namespace broch::config {
namespace {

constexpr const char* kDigits = "write it in digits, within these limits, without quotes and unit";
constexpr const char* kList = "write it as `[one, two]`, each in quotes if it has special characters";

}  // namespace

Map::Map(const yaml::Node& node, std::string file) : node_(node), file_(std::move(file)) {
  if (!node.is_map() && !node.is_null())
    error(node, fmt::format("expected a map, found {}", node.kind_name()), "write `key: value` lines here");
}

const yaml::Node* Map::take(std::string_view key) {
  known_.emplace(key);
  const yaml::Node* value = node_.find(key);
  return value != nullptr && !value->is_null() ? value : nullptr;
}

bool Map::has(std::string_view key) { return take(key) != nullptr; }

std::string Map::required_string(std::string_view key) {
  if (const yaml::Node* value = required_node(key)) {
    if (value->is_scalar()) return value->scalar;
    not_a_string(key, *value);
  }
  return {};
}

std::string Map::string(std::string_view key, std::string fallback) {
  std::optional<std::string> value = optional_string(key);
  return value ? *std::move(value) : std::move(fallback);
}

std::optional<std::string> Map::optional_string(std::string_view key) {
  const yaml::Node* value = take(key);
  if (value == nullptr) return {};
  if (value->is_scalar()) return value->scalar;
  not_a_string(key, *value);
  return {};
}

bool Map::boolean(std::string_view key, bool fallback) {
  const yaml::Node* value = take(key);
  if (value == nullptr) return fallback;
  if (const auto read = value->as_bool()) return *read;
  error(*value, fmt::format("`{}` must be true or false", key), "write one of the two, without quotes");
  return fallback;
}

int64_t Map::integer(std::string_view key, int64_t fallback, Range range) {
  const yaml::Node* value = take(key);
  if (value == nullptr) return fallback;
  const auto read = value->as_integer();
  if (read && *read >= range.low && *read <= range.high) return *read;
  error(*value, fmt::format("`{}` must be a whole number from {} to {}", key, range.low, range.high),
        kDigits);
  return fallback;
}

double Map::number(std::string_view key, double fallback, double low, double high) {
  const yaml::Node* value = take(key);
  if (value == nullptr) return fallback;
  const auto read = value->as_double();
  if (read && *read >= low && *read <= high) return *read;
  error(*value, fmt::format("`{}` must be a number from {} to {}", key, low, high), kDigits);
  return fallback;
}

int64_t Map::duration_ms(std::string_view key, int64_t fallback, Range range) {
  const yaml::Node* value = take(key);
  if (value == nullptr) return fallback;
  const auto time = parse_duration(value->scalar);
  if (time && time->count() >= range.low && time->count() <= range.high) return time->count();
  error(*value,
        fmt::format("`{}` must be a duration such as 250ms, 2s or 5m, from {}ms to {}ms", key, range.low,
                    range.high),
        "write a number and its unit, with nothing between");
  return fallback;
}

std::string Map::choice(std::string_view key, std::string fallback, const std::vector<std::string>& choices) {
  const yaml::Node* value = take(key);
  if (value == nullptr) return fallback;
  for (const std::string& choice : choices) {
    if (value->is_scalar() && value->scalar == choice) return choice;
  }
  error(*value,
        fmt::format("`{}` is no value for `{}`{}", value->scalar, key, did_you_mean(value->scalar, choices)),
        "one of: " + join(choices, ", "));
  return fallback;
}

std::vector<std::string> Map::strings(std::string_view key) {
  const yaml::Node* value = take(key);
  if (value == nullptr) return {};
  if (value->is_scalar()) return {value->scalar};
  std::vector<std::string> result;
  if (!value->is_sequence()) error(*value, fmt::format("`{}` must be a list of strings", key), kList);
  for (const yaml::Node& item : value->items) {
    if (item.is_scalar()) {
      result.push_back(item.scalar);
    } else {
      error(item, fmt::format("`{}` must hold strings, found {}", key, item.kind_name()), kList);
    }
  }
  return result;
}

void Map::not_a_string(std::string_view key, const yaml::Node& value) {
  error(value, fmt::format("`{}` must be a string, found {}", key, value.kind_name()),
        "write one text; put it in quotes if it begins with `[`, `{` or another special character");
}

const yaml::Node* Map::node(std::string_view key) { return take(key); }

const yaml::Node* Map::required_node(std::string_view key) {
  const yaml::Node* value = take(key);
  if (value == nullptr && !missing_) {
    missing_ = Error{ErrorKind::kInput, fmt::format("`{}` is missing", key), node_.place(file_),
                     fmt::format("add `{}:`", key)};
  }
  return value;
}

void Map::error(const yaml::Node& at, std::string what, std::string remedy) {
  if (!error_) error_ = Error{ErrorKind::kInput, std::move(what), at.place(file_), std::move(remedy)};
}

Status Map::finish() {
  for (const auto& [key, value] : node_.members) {
    if (known_.contains(key.scalar)) continue;
    const std::vector<std::string> known(known_.begin(), known_.end());
    error(key, fmt::format("unknown key `{}`{}", key.scalar, did_you_mean(key.scalar, known)),
          "known keys: " + join(known, ", "));
  }
  if (error_) return std::unexpected(*error_);
  if (missing_) return std::unexpected(*missing_);
  return {};
}

}  // namespace broch::config
