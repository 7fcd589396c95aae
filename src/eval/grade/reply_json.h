// JSON in a reply: alone, in a fence, or in the middle of prose.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json.h"

namespace broch::eval {

/// The JSON values of a reply, in order: the whole reply where it is one; else each fenced block that is one,
/// and each object or list outside of those. One that does not parse hides no later one. At most 64 places
/// are tried.
std::vector<json::Value> json_in(std::string_view reply);

/// One place in a JSON value, as a singular query of JSONPath (RFC 9535, 2.3.5.1): `$.items[0].price`,
/// `$['a b'][-1]`.
class JsonPath {
 public:
  static Result<JsonPath> parse(std::string_view text);
  const json::Value* find(const json::Value& root) const;

 private:
  /// A member's name, or an index that counts from the end when it is negative.
  struct Step {
    std::optional<std::string> name;
    int64_t index = 0;
  };
  std::vector<Step> steps_;
};

}  // namespace broch::eval
