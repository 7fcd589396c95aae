// Scans that were made to be slow: for the test that each ends, and for the benchmark that says how soon.
#pragma once

#include <string>
#include <vector>

#include "scan/scan.h"

namespace broch::scan {

/// A text, what it is scanned as, and the rules it is meant to hurt.
struct AdversarialCase {
  std::string name;  ///< "nesting/calls/python"
  Language language = Language::kPython;
  std::string rules;  ///< a rule file
  std::string code;
};

/// All cases, always the same ones. The largest text has 8 MB.
std::vector<AdversarialCase> adversarial_cases();

/// Rule files that must be refused or load soon.
struct AdversarialRules {
  std::string name;
  std::string text;
};
std::vector<AdversarialRules> adversarial_rules();

}  // namespace broch::scan
