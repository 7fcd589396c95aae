// Annotations of test files: comments that say which rule reports, or does not, on the line below.
//
//   # ruleid: rule-a, rule-b          expects a finding that begins on the next line
//   // ok: rule-a                     expects none
//   <!-- todoruleid: rule-a -->       a finding that is wanted, and may be missing
//   /* todook: rule-a */              a finding that is not wanted, and may be there
//   # ruleid: deepok: rule-a          words with `pro` or `deep` speak of other engines and are passed over
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"

namespace broch::scan {

enum class Mark { kExpected, kClean, kTodo };

struct Annotation {
  Mark mark = Mark::kExpected;
  std::vector<std::string> rules;  ///< as written, without what follows an id
};

/// The annotation that stands alone on a line; nothing when there is none, or none for this engine.
std::optional<Annotation> read_annotation(std::string_view line);
/// True also for the annotations of other engines: such a line is no code.
bool is_annotation(std::string_view line);

/// Marks by (line of code, rule), and where each was written.
struct Marks {
  struct Entry {
    Mark mark = Mark::kExpected;
    int written = 0;  ///< the line of the annotation
  };
  std::map<std::pair<int, std::string>, Entry> entries;
};

/// All marks of a file. Several annotations may stand above one line of code.
Marks read_marks(const LineIndex& lines);

}  // namespace broch::scan
