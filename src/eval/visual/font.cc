#include "eval/visual/font.h"

#include <fmt/format.h>

#include <stdexcept>
#include <vector>

#include "core/text.h"

namespace broch::eval {

namespace {

constexpr size_t kHeadLines = 3;
constexpr size_t kBandLines = 1 + kGlyphHeight + 1;  ///< names, rows, a blank line
constexpr size_t kCell = kGlyphWidth + 1;

}  // namespace

Result<Font> Font::parse(std::string_view text, const std::string& file) {
  Font font;
  font.known_[' '] = true;
  const std::vector<std::string_view> lines = split(text, '\n');
  for (size_t band = kHeadLines; band + kGlyphHeight < lines.size(); band += kBandLines) {
    const std::string_view names = lines[band];
    for (size_t column = 0; column < names.size(); column += kCell) {
      const auto name = static_cast<unsigned char>(names[column]);
      for (size_t row = 0; row < kGlyphHeight; ++row) {
        const size_t line = band + 1 + row;
        const std::string_view pixels =
            column < lines[line].size() ? lines[line].substr(column, kGlyphWidth) : std::string_view();
        if (name >= font.known_.size() || pixels.size() != kGlyphWidth ||
            pixels.find_first_not_of(".#") != std::string_view::npos) {
          return fail(ErrorKind::kInput, fmt::format("`{}` is drawn in no five pixels", names[column]),
                      {file, static_cast<int>(line) + 1, static_cast<int>(column) + 1});
        }
        for (const char pixel : pixels) {
          uint8_t& bits = font.glyphs_[name][row];
          bits = static_cast<uint8_t>(bits << 1 | (pixel == '#' ? 1 : 0));
        }
      }
      font.known_[name] = true;
    }
  }
  return font;
}

const Glyph* Font::find(char c) const {
  const auto name = static_cast<unsigned char>(c);
  return name < known_.size() && known_[name] ? &glyphs_[name] : nullptr;
}

const Font& font() {
  static const Font only = [] {
    const EmbeddedFile& file = font_files().front();
    Result<Font> parsed = Font::parse(file.bytes, std::string(file.path));
    if (!parsed) throw std::logic_error(parsed.error().to_string());
    return *std::move(parsed);
  }();
  return only;
}

}  // namespace broch::eval
