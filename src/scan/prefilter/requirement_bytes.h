// Requirements as bytes, so that they can be kept from one process to the next.
//
//   requirement = kind, one byte; then of kWord, kLiteral and kRegex the text, of kAnd and kOr their parts
//   text        = length, a number (scan/number_bytes.h); the bytes
//   parts       = count, a number; so many requirements
#pragma once

#include <string>
#include <string_view>

#include "scan/prefilter/requirement.h"

namespace broch::scan {

void write_requirement(std::string& out, const Requirement& requirement);

/// Takes it from the front of `bytes`; false when it is not there.
bool read_requirement(std::string_view& bytes, Requirement& requirement);

}  // namespace broch::scan
