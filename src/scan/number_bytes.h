// Numbers in what is kept from one process to the next: four bytes from the lowest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace broch::scan {

void write_number(std::string& out, uint32_t number);
/// Takes it from the front of `bytes`; false when it is not there.
bool read_number(std::string_view& bytes, uint32_t& number);

}  // namespace broch::scan
