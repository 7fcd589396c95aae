// Which of many strings occur in a text: one Vectorscan database, a microsecond per scan.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/blob_cache.h"
#include "core/error.h"

namespace broch {

/// Any thread may search; scratch space is kept per concurrent search.
class Vectorscan {
 public:
  /// `ignore_case` is about the letters of ASCII. `whole_word`: it occurs only where it is not a part of a
  /// longer word of letters, digits and underscores; a digit may stand before it, as in `3px`.
  struct Literal {
    std::string text;
    bool ignore_case = false;
    bool whole_word = false;
  };
  /// An empty text is an error. The compiled database is taken from `cache` where that has it.
  static Result<Vectorscan> literals(const std::vector<Literal>& literals, const BlobCache& cache = {});
  static Result<Vectorscan> literals(const std::vector<std::string>& texts, bool ignore_case,
                                     const BlobCache& cache = {});
  /// Which literals occur: `has[i]`, and their numbers in the order of their first places.
  struct Occurrences {
    std::vector<bool> has;
    std::vector<uint32_t> found;
  };
  /// An error when the engine could not run: nothing is known then.
  Status find(std::string_view text, Occurrences& occurrences) const;
  size_t size() const;

  Vectorscan(Vectorscan&&) noexcept;
  Vectorscan& operator=(Vectorscan&&) noexcept;
  ~Vectorscan();

 private:
  struct State;
  explicit Vectorscan(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace broch
