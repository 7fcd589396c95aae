// What a picture is painted on: pixels of three shades. All arithmetic is in whole numbers, so that a picture
// is the same pixel by pixel wherever it is painted.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace broch::eval {

/// `kFaint` is hardly told from paper: 1.14 to 1 in the contrast ratio of WCAG 2.
enum class Shade : uint8_t { kPaper, kInk, kFaint };
/// Their grey levels, in that order.
inline constexpr uint8_t kGreys[] = {255, 0, 240};

/// Pixels row by row from the upper left corner.
struct Canvas {
  int width, height;
  std::vector<Shade> pixels;

  Canvas(int w, int h)
      : width(w), height(h), pixels(static_cast<size_t>(w) * static_cast<size_t>(h), Shade::kPaper) {}
  Shade at(int x, int y) const { return pixels[index(x, y)]; }
  void set(int x, int y, Shade shade) { pixels[index(x, y)] = shade; }
  bool holds(int x, int y) const { return x >= 0 && y >= 0 && x < width && y < height; }

 private:
  size_t index(int x, int y) const {
    return static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x);
  }
};

/// One line with its upper left corner at (x, y), each pixel of a letter `scale` pixels wide and high. What
/// the font does not have, and what lies outside, is left out.
void draw_line(Canvas& canvas, int x, int y, int scale, Shade shade, std::string_view line);

/// The block turned by atan(5/12), 22.6 degrees, so that its lines rise to the right; its box has its upper
/// left corner at (x, y). Paper does not cover what is there.
void draw_slanted(Canvas& canvas, int x, int y, const Canvas& block);

/// The height of the box of a slanted block, and its width.
int slanted_height(const Canvas& block);
int slanted_width(const Canvas& block);

}  // namespace broch::eval
