// Requirements as bytes, so that they can be kept from one process to the next.
//
//   requirement = kind, one byte; then of kWord, kLiteral and kRegex the text, of kAnd and kOr their parts
//   text        = length, four bytes from the lowest; the bytes
//   parts       = count, four bytes from the lowest; so many requirements
#pragma once

#include <string>
#include <string_view>

#include "scan/prefilter/requirement.h"

namespace broch::scan {

void write_number(std::string& out, uint32_t number);
void write_requirement(std::string& out, const Requirement& requirement);

/// Take what they read from the front of `bytes`; false when it is not there.
bool read_number(std::string_view& bytes, uint32_t& number);
bool read_requirement(std::string_view& bytes, Requirement& requirement);

}  // namespace broch::scan
