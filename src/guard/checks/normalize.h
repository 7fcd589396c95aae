// Readings of a text in which disguised words show their plain form: one view per disguise, each with a way
// back to the bytes it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/finding.h"

namespace broch::guard {

/// A text to search instead of the original. `disguise` says what was undone ("homoglyphs", "base64", "";
/// joined by '+' when nested). Either `whole` (all of it stands for one run of the original) or `origin` (for
/// each byte, and for the end, the offset in the original) leads back; with neither, offsets are the same.
struct View {
  std::string text;
  std::string disguise;
  std::vector<uint32_t> origin;
  std::optional<Span> whole;

  Span source(Span span) const;
};

/// The first view is the text under NFKC_Casefold (UAX #44), which also removes zero-width and other default
/// ignorable characters. Others are there when the text gives cause:
///   homoglyphs  letters of Cyrillic and Greek that look Latin, where a text mixes scripts
///   spacing     "i g n o r e", "i-g-n-o-r-e": single letters joined
///   tags        ASCII written in tag characters (U+E0020..E007E)
///   base64, hex, binary   runs that decode to text, two deep, at most 64 runs and 1 MiB
/// Texts of 4 GiB and more are refused.
Result<std::vector<View>> views(std::string_view text);

}  // namespace broch::guard
