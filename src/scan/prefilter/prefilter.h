// Decides in microseconds which rules of a language can match a text: all their words and what is literal in
// their regular expressions go into one Vectorscan database, and a rule is live when what it requires
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
  size_t always_live() const { return unfiltered_.size(); }

  Prefilter(Prefilter&&) noexcept;
  Prefilter& operator=(Prefilter&&) noexcept;
  ~Prefilter();

 private:
  struct Atoms;
  Prefilter(std::vector<Requirement> requirements, std::unique_ptr<Atoms> atoms);

  std::vector<Requirement> requirements_;
  std::unique_ptr<Atoms> atoms_;
  std::vector<std::vector<uint32_t>> rules_of_;  ///< which rules an atom is a sign of
  std::vector<uint32_t> unfiltered_;             ///< rules that can match a text without any atom
};

}  // namespace broch::scan
