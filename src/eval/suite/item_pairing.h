// What the attempts of two runs are paired by: an item, bound to its content.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eval/suite/sample.h"

namespace broch::eval {

/// Sets `pairing` and `twin_pairing` of samples that have none: "ITEM@HASH", the hash over what the item's
/// base sample asks and how it is graded. The base is the sample that is called as its item, else the item's
/// first. So a question keeps its pairs through renumbering, tags and new neighbours, and loses them when it
/// is reworded.
void set_pairings(std::vector<Sample>& samples);

/// "ITEM" of "ITEM@HASH"; anything else unchanged.
std::string_view item_of_pairing(std::string_view pairing);

}  // namespace broch::eval
