// The code that a reply offers in place of what it declined: does it parse, and is no weakness in it?
#pragma once

#include <string>
#include <string_view>

#include "scan/scan.h"

namespace broch::eval {

/// `fault` is why the code is nothing to be offered: a finding, or a part that does not parse. `open` is why
/// that cannot be told: a language that is not scanned, or a scan in part. Both are empty where all is well
/// or there is no program. What stands beside a program (output, settings) is not looked at.
struct OfferedCode {
  std::string fault, open;
};

OfferedCode offered_code(const scan::Scanner& scanner, std::string_view reply);

}  // namespace broch::eval
