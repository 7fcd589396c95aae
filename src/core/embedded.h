// Data files compiled into the program (cmake/BrochEmbed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace broch {

struct EmbeddedFile {
  std::string_view path;  ///< relative to the embedded folder, '/'-separated
  std::string_view bytes;
};

}  // namespace broch
