#include "model/retry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>

#include "core/hash.h"
#include "core/number.h"
#include "core/text.h"

namespace broch::model {
namespace {

constexpr double kMaxSeconds = 1e6;

std::optional<Millis> read_number(std::string_view text, double factor) {
  const std::optional<double> value = parse_number<double>(text);
  if (!value || !std::isfinite(*value) || *value < 0) return {};
  return Millis(static_cast<int64_t>(std::min(*value * factor, kMaxSeconds * 1000)));
}

std::optional<int> read_digits(std::string_view text) {
  const std::optional<int> value = parse_number<int>(text);
  return value && *value >= 0 ? value : std::nullopt;
}

/// RFC 9110, section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", the one form that is sent today.
std::optional<std::chrono::system_clock::time_point> read_http_date(std::string_view text) {
  static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 29 || !text.ends_with(" GMT") || text[3] != ',') return {};
  const size_t month = kMonths.find(text.substr(8, 3));
  const auto day = read_digits(text.substr(5, 2));
  const auto year = read_digits(text.substr(12, 4));
  const auto hour = read_digits(text.substr(17, 2));
  const auto minute = read_digits(text.substr(20, 2));
  const auto second = read_digits(text.substr(23, 2));
  if (month == std::string_view::npos || month % 3 != 0 || !day || !year || !hour || !minute || !second)
    return {};
  std::tm utc{};
  utc.tm_mday = *day;
  utc.tm_mon = static_cast<int>(month / 3);
  utc.tm_year = *year - 1900;
  utc.tm_hour = *hour;
  utc.tm_min = *minute;
  utc.tm_sec = *second;
  return std::chrono::system_clock::from_time_t(timegm(&utc));
}

}  // namespace

bool status_may_pass(int status) {
  static constexpr std::array<int, 8> kPassing{408, 409, 429, 500, 502, 503, 504, 529};
  return std::find(kPassing.begin(), kPassing.end(), status) != kPassing.end();
}

std::optional<Millis> requested_wait(const net::Headers& headers, std::chrono::system_clock::time_point now) {
  if (const auto wait = read_number(trim(headers.get("retry-after-ms")), 1)) return wait;
  const std::string_view after = trim(headers.get("retry-after"));
  if (const auto wait = read_number(after, 1000)) return wait;
  const auto date = read_http_date(after);
  if (!date) return {};
  return std::max(Millis(0), std::chrono::ceil<Millis>(*date - now));
}

std::optional<Millis> Backoff::next(std::optional<Millis> requested) {
  if (made_ >= policy_.retries) return {};
  if (requested && *requested > policy_.longest) return {};
  Random random(derive_seed(seed_, {}, static_cast<uint64_t>(made_), "backoff"));
  const Millis doubled = std::min(policy_.longest, policy_.base * (int64_t{1} << std::min(made_, 20)));
  // Between half and all of it: clients that failed together do not come back together.
  Millis wait(static_cast<int64_t>(static_cast<double>(doubled.count()) * (0.5 + 0.5 * random.uniform())));
  if (requested) wait = *requested;
  if (waited_ + wait > policy_.total) return {};
  ++made_;
  waited_ += wait;
  return wait;
}

}  // namespace broch::model
