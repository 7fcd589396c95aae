#include "eval/visual/canvas.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "eval/visual/font.h"

namespace broch::eval {
namespace {

std::string row(const Canvas& canvas, int y) {
  std::string out;
  for (int x = 0; x < canvas.width; ++x) out += ".#o"[static_cast<size_t>(canvas.at(x, y))];
  return out;
}

TEST(Font, HasEveryPrintableCharacterAndNoOther) {
  for (int c = 0; c < 256; ++c) {
    const bool printable = c >= 0x20 && c <= 0x7E;
    EXPECT_EQ(font().find(static_cast<char>(c)) != nullptr, printable) << c;
  }
  // No two are drawn alike.
  for (char a = '!'; a <= '~'; ++a) {
    for (char b = '!'; b < a; ++b) EXPECT_NE(*font().find(a), *font().find(b)) << a << b;
  }
}

TEST(Font, SaysWhereALetterIsMisdrawn) {
  std::string text = "head\n\n\nA\n";
  for (int i = 0; i < 8; ++i) text += "..#..\n";
  ASSERT_TRUE(Font::parse(text + "..#..\n", "f.txt"));
  const auto broken = Font::parse(text + "..x..\n", "f.txt");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().where.to_string(), "f.txt:13:1");
}

TEST(Canvas, ALetterIsDrawnPixelByPixel) {
  Canvas canvas(12, 9);
  draw_line(canvas, 0, 0, 1, Shade::kInk, "Ty");
  EXPECT_EQ(row(canvas, 0), "#####.......");
  EXPECT_EQ(row(canvas, 1), "..#.........");
  EXPECT_EQ(row(canvas, 2), "..#...#...#.");
  EXPECT_EQ(row(canvas, 6), "..#....####.");
  EXPECT_EQ(row(canvas, 8), ".......###..");
}

TEST(Canvas, ALetterIsScaledAndCutOffAtTheEdge) {
  Canvas canvas(11, 4);
  draw_line(canvas, 1, 1, 2, Shade::kFaint, "T");
  EXPECT_EQ(row(canvas, 0), "...........");
  EXPECT_EQ(row(canvas, 1), ".oooooooooo");
  EXPECT_EQ(row(canvas, 2), ".oooooooooo");
  EXPECT_EQ(row(canvas, 3), ".....oo....");
  draw_line(canvas, 9, -3, 2, Shade::kFaint, "T");
  EXPECT_EQ(canvas.pixels.size(), 44u);
}

// A block of 26 by 13, turned by the 5-12-13 triangle: its corners come to lie at (0,10), (24,0), (29,12) and
// (5,22) of a box of 29 by 22, and its area stays 338.
TEST(Canvas, ABlockIsTurnedAboutItsCorners) {
  Canvas block(26, 13);
  std::ranges::fill(block.pixels, Shade::kInk);
  EXPECT_EQ(slanted_width(block), 29);
  EXPECT_EQ(slanted_height(block), 22);
  Canvas canvas(40, 30);
  draw_slanted(canvas, 3, 4, block);
  const auto in_box = [&](int x, int y) { return canvas.at(x + 3, y + 4) == Shade::kInk; };
  EXPECT_TRUE(in_box(1, 10) && in_box(23, 1) && in_box(27, 11) && in_box(5, 20) && in_box(14, 11));
  EXPECT_FALSE(in_box(0, 8) || in_box(21, 0) || in_box(28, 14) || in_box(8, 21) || in_box(1, 14));
  EXPECT_NEAR(static_cast<double>(std::ranges::count(canvas.pixels, Shade::kInk)), 338, 8);
}

}  // namespace
}  // namespace broch::eval
