// Decides in microseconds which rules of a language can match a text: all their words and what is literal in
// their regular expressions go into two Vectorscan databases, and a rule is live when what it requires
// occurred. Nothing live, nothing parsed.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "core/blob_cache.h"
#include "scan/prefilter/requirement.h"
#include "scan/work.h"

namespace broch::scan {

class Prefilter {
 public:
  /// One requirement per rule. Without memory for an engine every rule is live. `ignore_case`: of words.
  static Prefilter build(std::vector<Requirement> requirements, bool ignore_case = false,
                         const BlobCache& cache = {});

  /// Indexes of the rules that may match, in order. Any thread.
  std::vector<uint32_t> live(std::string_view text, Work& work) const;
  /// Rules of which no word and no literal part of an expression must occur.
  size_t always_live() const;

  Prefilter(Prefilter&&) noexcept;
  Prefilter& operator=(Prefilter&&) noexcept;
  ~Prefilter();

 private:
  struct Databases;
  Prefilter(std::vector<Requirement> requirements, std::unique_ptr<Databases> databases);
  std::vector<Requirement> requirements_;
  std::unique_ptr<Databases> databases_;
};

}  // namespace broch::scan
