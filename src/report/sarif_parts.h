// What SARIF documents share: texts, places and weaknesses in their JSON form.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"

namespace broch::report {

json::Object sarif_text(std::string text);
/// The location of a file, relative to %SRCROOT% unless absolute.
json::Object sarif_artifact(std::string_view path);
/// The number of "CWE-89".
std::string cwe_number(std::string_view id);
/// A whole document around one run.
std::string sarif_document(json::Object run);

/// CWE ids in the order of their numbers: an id's place here is its `index`.
class CweTaxa {
 public:
  explicit CweTaxa(const std::set<std::string>& ids);

  json::Object reference(const std::string& id) const;
  json::Object component() const;

 private:
  std::vector<std::string> ids_;
};

}  // namespace broch::report
