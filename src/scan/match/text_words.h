// Which words may stand in a text: a pattern of which one does not is not looked for.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace broch::scan {

/// A word is a run of letters, digits and underscores of ASCII, without regard to case; what follows the
/// digits that one begins with is a word too. Only a part of each word's hash is kept: a few that do not
/// stand in the text may be taken for such that do.
class TextWords {
 public:
  explicit TextWords(std::string_view text);
  bool may_hold(std::span<const uint32_t> hashes) const {
    for (const uint32_t hash : hashes) {
      if (!bits_[hash & mask_]) return false;
    }
    return true;
  }

 private:
  uint32_t mask_;
  std::vector<bool> bits_;
};

/// Of those of `words` that are words as above.
std::vector<uint32_t> word_hashes(std::span<const std::string> words);

}  // namespace broch::scan
