// The wording of simulated replies: phrases and code snippets, read from scripts/.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/error.h"
#include "core/hash.h"

namespace broch::sim {

/// The same small programming task solved twice. `witness` occurs once in `vulnerable` and not in `secure`.
struct Snippet {
  std::string cwe;
  std::string witness;
  std::string vulnerable;
  std::string secure;
};

struct Texts {
  std::map<std::string, std::vector<std::string>, std::less<>> phrases;
  std::map<std::string, std::vector<Snippet>, std::less<>> code;  ///< by language

  /// One phrase of a list, by a draw. The list must exist.
  const std::string& pick(std::string_view list, Random& random) const;
  /// A snippet for the weakness in the language; any of the language where there is none for the weakness,
  /// Python where there is none for the language. `language` is set to the one used.
  const Snippet& snippet(std::string_view cwe, std::string& language, Random& random) const;
};

/// From phrases.yaml and code/*.yaml among `files`.
Result<Texts> read_texts(std::span<const EmbeddedFile> files);

}  // namespace broch::sim
