// The ids of a pack's rules, each of which is one rule's.
#pragma once

#include <map>
#include <string>

#include "scan/scan.h"

namespace broch::scan {

class RuleNames {
 public:
  /// The id of a rule that comes with the program, which no other may have; twice is an error.
  Status reserve(const RuleInfo& rule);
  /// Takes the rule's id. One that is taken by a file of another folder gets the name of its own before it,
  /// "django.tainted-sql" say, and of those around that as it needs. Taken in its folder, or reserved, it is
  /// an error that names both places.
  Status add(RuleInfo& rule);

 private:
  struct Owner {
    Place place;
    bool reserved;
  };
  std::map<std::string, Owner> owners_;
};

}  // namespace broch::scan
