// Reads a YAML map into a struct: typed members, errors with line and column, and for a key nobody asked for
// a suggestion.
//
//   config::Map map(root, "broch.yaml");
//   std::string listen = map.string("listen", "127.0.0.1:8080");
//   int64_t limit = map.integer("limit", 10, {1, 1000});
//   BROCH_CHECK(map.finish());          // the first error met, or an unknown key
//
// Readers return a default after an error, so that a caller checks once, at the end.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/yaml.h"

namespace broch::config {

struct Range {
  int64_t low;
  int64_t high;
};

class Map {
 public:
  /// `node` must outlive the reader. A node that is no map is the first error; null counts as an empty map.
  Map(const yaml::Node& node, std::string file);

  bool has(std::string_view key);
  std::string required_string(std::string_view key);
  std::string string(std::string_view key, std::string fallback);
  std::optional<std::string> optional_string(std::string_view key);
  bool boolean(std::string_view key, bool fallback);
  int64_t integer(std::string_view key, int64_t fallback, Range range);
  double number(std::string_view key, double fallback, double low, double high);
  /// "250ms", "2s", "5m"; returned in milliseconds.
  int64_t duration_ms(std::string_view key, int64_t fallback, Range range);
  /// One of `choices`, with a suggestion when it is none.
  std::string choice(std::string_view key, std::string fallback, const std::vector<std::string>& choices);
  /// A sequence of scalars, or one scalar; empty when absent.
  std::vector<std::string> strings(std::string_view key);
  /// The node itself, marked as read; nothing when absent.
  const yaml::Node* node(std::string_view key);
  const yaml::Node* required_node(std::string_view key);

  /// Reports an error at a node, unless one was met before.
  void error(const yaml::Node& at, std::string what, std::string remedy = {});
  const std::string& file() const { return file_; }

  /// The first error, else an unknown key, else a missing one, else fine.
  Status finish();

 private:
  const yaml::Node* take(std::string_view key);
  void not_a_string(std::string_view key, const yaml::Node& value);

  const yaml::Node& node_;
  std::string file_;
  std::set<std::string, std::less<>> known_;
  std::optional<Error> error_;
  std::optional<Error>
      missing_;  ///< told last: a misspelt key says more than the one that it should have been
};

}  // namespace broch::config
