#include "eval/visual/png.h"

#include <gtest/gtest.h>

#include "core/hash.h"

namespace broch::eval {
namespace {

std::string hex(const std::string& bytes) {
  return to_hex(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

// Five by two pixels: ink, faint, paper, paper, ink above a row of ink. Written by a program of its own,
// whose checksums are zlib's and whose compressed rows zlib expands; `file` calls it a 5 x 2 image of 2-bit
// colours.
TEST(Png, IsWhatAnotherProgramWrites) {
  Canvas canvas(5, 2);
  canvas.set(0, 0, Shade::kInk);
  canvas.set(1, 0, Shade::kFaint);
  for (const int x : {0, 1, 2, 3, 4}) canvas.set(x, 1, Shade::kInk);
  canvas.set(4, 0, Shade::kInk);
  EXPECT_EQ(
      hex(write_png(canvas)),
      "89504e470d0a1a0a0000000d4948445200000005000000020203000000ed04fece00000009504c5445ffffff000000f0f0f0"
      "6294c92c0000000e494441547801634870600875000003d0013636cdef660000000049454e44ae426082");
}

// The chunk and its CRC by zlib, between header and palette.
TEST(Png, ADescriptionIsATextChunk) {
  const std::string plain = write_png(Canvas(5, 2));
  const std::string described = with_description(plain, "Say \"hi\"");
  EXPECT_EQ(hex(described.substr(33, 32)),
            "00000014744558744465736372697074696f6e0053617920226869224d7a9830");
  EXPECT_EQ(described.substr(0, 33) + described.substr(65), plain);
}

}  // namespace
}  // namespace broch::eval
