// What makes a finding the same finding in another version of its file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"

namespace broch::scan {

/// One fingerprint (64 hex digits) per finding, in the order given, which is that of their places. It is the
/// SHA-256 over the rule, the path, the code of the match with each run of white space as one blank, and
/// which of the equal matches in the file this is: it stays when lines move and tells equal lines apart. Pass
/// all findings of a text, also those that are not reported, or the count shifts.
std::vector<std::string> fingerprints(const std::vector<Finding>& findings, std::string_view path,
                                      std::string_view text);

}  // namespace broch::scan
