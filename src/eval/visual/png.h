// Pictures as PNG (ISO/IEC 15948), in a palette of four greys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "eval/visual/canvas.h"

namespace broch::eval {

inline constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";

/// Width times height, as the header says; nothing for what is no PNG.
std::optional<int64_t> png_pixels(std::string_view png);

/// The bytes follow from the pixels alone, whatever libraries there are: they are part of what a suite is.
/// Compressed (RFC 1950, 1951) with the fixed codes and runs of one byte, which is much for a page of text.
std::string write_png(const Canvas& canvas);

/// A PNG with a text chunk of keyword "Description" before its image data. `text` is ASCII.
std::string with_description(std::string_view png, std::string_view text);

}  // namespace broch::eval
