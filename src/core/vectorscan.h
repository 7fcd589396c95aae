// Which of many strings or expressions occur in a text: one Vectorscan database, a microsecond per scan.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace broch {

/// Any thread may search; scratch space is kept per concurrent search.
class Vectorscan {
 public:
  /// `ignore_case` is about the letters of ASCII. An empty string is an error.
  static Result<Vectorscan> literals(const std::vector<std::string>& texts, bool ignore_case);
  /// Expressions as PCRE2 reads them in multi-line mode, over-approximated: what matches is found, what is
  /// found need not match. One that cannot be compiled at all counts as found in every text.
  static Vectorscan prefilter(const std::vector<std::string>& expressions);

  /// Sets `seen[i]` to whether pattern i occurs. An error when the engine could not run: nothing is known
  /// then.
  Status find(std::string_view text, std::vector<bool>& seen) const;
  /// What find() says of a text in which nothing occurs.
  const std::vector<bool>& always() const;
  size_t size() const { return always().size(); }

  Vectorscan(Vectorscan&&) noexcept;
  Vectorscan& operator=(Vectorscan&&) noexcept;
  ~Vectorscan();

 private:
  struct State;
  explicit Vectorscan(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace broch
