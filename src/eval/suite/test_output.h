// What the program under a test said of its end, in one line that is the same for equal faults.
#pragma once

#include <string>
#include <string_view>

namespace broch::eval {

/// The fault that a sanitizer names in the standard error `err`: "AddressSanitizer: heap-buffer-overflow in
/// parse_header", "runtime error: shift exponent N is too large for 32-bit type 'int'". Without paths, lines,
/// addresses and process ids, and with N for every number, as these differ between answers with one fault.
/// Where no sanitizer speaks, the last line that says something: tests write theirs at the end. At most 200
/// bytes; "" of nothing.
std::string said_last(std::string_view err);

/// The last line alone, of what no sanitizer looks at: a compiler's.
std::string last_line(std::string_view err);

}  // namespace broch::eval
