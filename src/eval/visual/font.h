// The letters of drawn pictures: printable ASCII, five pixels wide, from font.txt.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/embedded.h"
#include "core/error.h"

namespace broch::eval {

inline constexpr int kGlyphWidth = 5, kGlyphHeight = 9;

/// Rows from above, of which the last two lie below the line; bit 4 is the leftmost pixel.
using Glyph = std::array<uint8_t, kGlyphHeight>;

class Font {
 public:
  /// What font() reads; for tests.
  static Result<Font> parse(std::string_view text, const std::string& file);

  /// Null for a character that it does not have.
  const Glyph* find(char c) const;

 private:
  std::array<Glyph, 128> glyphs_{};
  std::array<bool, 128> known_{};
};

const Font& font();

std::span<const EmbeddedFile> font_files();

}  // namespace broch::eval
