#pragma once

namespace broch {

/// "0.1.0"
const char* version();

}  // namespace broch
