// "key=value&key=value" with percent-encoded values: model specs, and the headers between Broch and its
// simulators.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace broch::model {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// RFC 3986, section 2.3: all bytes but unreserved ones are encoded.
std::string percent_encode(std::string_view text);
/// Nothing for a '%' without two hex digits.
std::optional<std::string> percent_decode(std::string_view text);

/// Nothing when a field has no '=', its key is empty or comes twice, or a value does not decode. "" has no
/// fields.
std::optional<Fields> read_fields(std::string_view text);

}  // namespace broch::model
