#include "core/version.h"

namespace broch {

const char* version() { return BROCH_VERSION; }

}  // namespace broch
