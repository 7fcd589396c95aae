#include "eval/visual/canvas.h"

#include "eval/visual/font.h"

namespace broch::eval {

namespace {

// A right triangle of whole sides: sine 5/13, cosine 12/13.
constexpr int kAcross = 12, kUp = 5, kSlope = 13;

int round_up(int numerator) { return (numerator + kSlope - 1) / kSlope; }

int round_down(int numerator, int denominator) {
  return numerator >= 0 ? numerator / denominator : -((-numerator + denominator - 1) / denominator);
}

void draw_glyph(Canvas& canvas, int x, int y, int scale, Shade shade, const Glyph& glyph) {
  for (int row = 0; row < kGlyphHeight * scale; ++row) {
    const int bits = glyph[static_cast<size_t>(row / scale)];
    for (int column = 0; column < kGlyphWidth * scale; ++column) {
      const bool lit = (bits >> (kGlyphWidth - 1 - column / scale) & 1) != 0;
      if (lit && canvas.holds(x + column, y + row)) canvas.set(x + column, y + row, shade);
    }
  }
}

}  // namespace

void draw_line(Canvas& canvas, int x, int y, int scale, Shade shade, std::string_view line) {
  for (const char c : line) {
    if (const Glyph* glyph = font().find(c)) draw_glyph(canvas, x, y, scale, shade, *glyph);
    x += (kGlyphWidth + 1) * scale;
  }
}

int slanted_height(const Canvas& block) { return round_up(block.width * kUp + block.height * kAcross); }
int slanted_width(const Canvas& block) { return round_up(block.width * kAcross + block.height * kUp); }

void draw_slanted(Canvas& canvas, int x, int y, const Canvas& block) {
  // The block's upper left corner lies so far below that of the box.
  const int drop = round_up(block.width * kUp);
  for (int row = 0; row < slanted_height(block); ++row) {
    for (int column = 0; column < slanted_width(block); ++column) {
      // The middle of the pixel, in half pixels, turned back into the block.
      const int across = 2 * column + 1, down = 2 * (row - drop) + 1;
      const int from_x = round_down(kAcross * across - kUp * down, 2 * kSlope);
      const int from_y = round_down(kUp * across + kAcross * down, 2 * kSlope);
      if (!block.holds(from_x, from_y) || !canvas.holds(x + column, y + row)) continue;
      const Shade shade = block.at(from_x, from_y);
      if (shade != Shade::kPaper) canvas.set(x + column, y + row, shade);
    }
  }
}

}  // namespace broch::eval
