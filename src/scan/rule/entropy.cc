#include "scan/rule/entropy.h"

#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "core/embedded.h"
#include "core/text.h"

namespace broch::scan {

std::span<const EmbeddedFile> english_files();

namespace {

constexpr size_t kLetters = 26;
constexpr double kHighBits = 64;
constexpr double kHighShare = 0.6;
/// Longer text is no key.
constexpr size_t kMaxText = 64 << 10;

/// Bits of groups of one, two and three letters, in quarters; data/english.txt says how they are written.
class English {
 public:
  static const English& table() {
    static const English table;
    return table;
  }

  /// `letters` are one to three lower-case letters.
  double bits(std::string_view letters) const {
    size_t index = 0;
    for (const char c : letters) index = index * kLetters + static_cast<size_t>(c - 'a');
    return quarters_[letters.size() - 1][index] / 4.0;
  }

 private:
  English() {
    size_t size = kLetters;
    for (std::vector<uint8_t>& group : quarters_) {
      group.reserve(size);
      size *= kLetters;
    }
    // Lines are in the order of their prefixes, so that appending them gives the index.
    for (const std::string_view line : split(english_files().front().bytes, '\n')) {
      const size_t blank = line.find(' ');
      if (line.starts_with('#') || blank > 2 || line.size() != blank + 1 + kLetters) continue;
      for (const char c : line.substr(blank + 1)) quarters_[blank].push_back(static_cast<uint8_t>(c - '!'));
    }
  }

  std::array<std::vector<uint8_t>, 3> quarters_;
};

}  // namespace

double surprise_bits(std::string_view text) {
  const std::string lower = to_lower(text);
  const English& english = English::table();
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  double bits = 0;
  for (size_t at = 0; at < lower.size();) {
    size_t run = at + 1;
    while (run < lower.size() && lower[run] == lower[at]) ++run;
    if (run - at > 2) {
      bits += 1;
      at = run;
      continue;
    }
    if (!is_letter(lower[at])) {
      bits += std::log2(62);
      ++at;
      continue;
    }
    size_t length = 1;
    while (length < 3 && at + length < lower.size() && is_letter(lower[at + length])) ++length;
    bits += english.bits(std::string_view(lower).substr(at, length)) / static_cast<double>(length);
    ++at;
  }
  return bits;
}

bool has_high_entropy(std::string_view text) {
  if (text.empty() || text.size() > kMaxText) return false;
  const double bits = surprise_bits(text);
  return bits > kHighBits && bits / (8.0 * static_cast<double>(text.size())) > kHighShare;
}

}  // namespace broch::scan
