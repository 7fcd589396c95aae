// The wording of simulated replies: phrases and code snippets, read from scripts/.
#pragma once

#include <map>
#include <set>
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

/// One programming language. `name` is what people call it: "C++".
struct Code {
  std::string name;
  std::vector<Snippet> snippets;
};

/// One language of prose. `words` are frequent ones that tell it from the others.
struct Prose {
  std::set<std::string, std::less<>> words;
  std::map<std::string, std::vector<std::string>, std::less<>> lists;
};

struct Texts {
  std::map<std::string, Prose, std::less<>> prose;  ///< by ISO 639-1 code
  std::map<std::string, Code, std::less<>> code;    ///< by the name that marks a fence: "cpp"

  /// One phrase of a list, by a draw. Language and list must exist.
  const std::string& pick(std::string_view language, std::string_view list, Random& random) const;
  /// The language of prose that most of these lower-case words belong to; empty when too few belong to any.
  std::string_view prose_of(std::span<const std::string> words) const;
  /// A snippet for the weakness in the language; any of the language where there is none for the weakness,
  /// Python where there is none for the language. `language` is set to the one used.
  const Snippet& snippet(std::string_view cwe, std::string& language, Random& random) const;
  /// Languages other than this one that have a snippet for the weakness.
  std::vector<std::string_view> others(std::string_view cwe, std::string_view language) const;
};

/// From prose/*.yaml and code/*.yaml among `files`.
Result<Texts> read_texts(std::span<const EmbeddedFile> files);

}  // namespace broch::sim
