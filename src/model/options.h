// Reads the options of a model spec into typed members, as core/config.h does for files.
//
//   SpecOptions options(spec);
//   const int64_t retries = options.integer("retries", 3, 0, 10);
//   BROCH_CHECK(options.finish());      // the first error met, or an option nobody asked for
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "model/model.h"

namespace broch::model {

class SpecOptions {
 public:
  /// `spec` must outlive the reader.
  explicit SpecOptions(const ModelSpec& spec) : spec_(spec) {}

  std::string string(const std::string& key, const std::string& fallback);
  std::optional<std::string> optional_string(const std::string& key);
  bool boolean(const std::string& key, bool fallback);
  int64_t integer(const std::string& key, int64_t fallback, int64_t low, int64_t high);
  double number(const std::string& key, double fallback, double low, double high);
  std::optional<double> optional_number(const std::string& key, double low, double high);
  /// "250ms", "30s", "5m", "2h"
  std::chrono::milliseconds duration(const std::string& key, std::chrono::milliseconds fallback,
                                     std::chrono::milliseconds low, std::chrono::milliseconds high);

  /// The first error, else an unknown option with the nearest known one, else fine.
  Status finish();

 private:
  const std::string* take(const std::string& key);
  void error(const std::string& key, const std::string& why);

  const ModelSpec& spec_;
  std::vector<std::string> known_;
  std::optional<Error> error_;
};

}  // namespace broch::model
