// Prompting techniques as they show in what a simulator was sent.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chat/chat.h"
#include "core/embedded.h"
#include "core/error.h"

namespace broch::sim {

/// How letters are written in a text that hides what it says.
enum class Letters { kNone, kLeet, kZeroWidth, kHomoglyph, kSpacing };

/// All that is stated must be there.
struct Sign {
  std::string technique;
  std::string phrase;
  Letters letters = Letters::kNone;
  int64_t fewest = 0;
  int64_t most = std::numeric_limits<int64_t>::max();
};

/// From prompting/signs.yaml among `files`.
Result<std::vector<Sign>> read_signs(std::span<const EmbeddedFile> files);

/// Names of the techniques that show, in the order of the signs.
std::vector<std::string> techniques_in(const chat::Conversation& conversation,
                                       const std::vector<Sign>& signs);

/// Whether a text is written so: at least three words of at least a sixth of all with digits in the place of
/// letters, and none of these letters; three zero-width characters; two words that mix Latin and Cyrillic;
/// eight letters that stand alone.
bool is_written(std::string_view text, Letters how);

}  // namespace broch::sim
