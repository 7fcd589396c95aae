// Which build of the program runs.
#pragma once

#include <string>

namespace broch {

/// What the linker wrote into the program to tell it from every other build, in hex: what one build has
/// worked out another may work out otherwise. Empty where the linker wrote nothing.
std::string build_id();

}  // namespace broch
