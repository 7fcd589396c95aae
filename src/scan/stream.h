// Code that comes in pieces, scanned while it comes.
//
//   scan::ScanStream stream(scanner, scan::Language::kPython);
//   for (std::string_view piece : pieces)
//     for (const Finding& f : stream.feed(piece)) ...      // as soon as its statement has ended
//   scan::StreamEnd end = stream.finish();                 // what only the whole shows
//
// At the end of each line the new part of the text is parsed, and the statements at the top of the file that
// changed are matched; what the file imports is known to them. A finding is given once, when all of it has
// come. At the end the whole is scanned as Scanner::scan does it: that gives what needs more than one
// statement at the top, and withdraws what later code made harmless (a second assignment to a name that
// looked constant, say).
#pragma once

#include <chrono>
#include <memory>
#include <string_view>
#include <vector>

#include "scan/scan.h"

namespace broch::scan {

/// Bounds of one stream. Past `max_bytes` the rest of the text is not kept: the end is partial. Past
/// `max_work` nothing more is looked for before the end.
struct StreamLimits {
  size_t max_bytes = 1 << 20;
  std::chrono::milliseconds max_work{500};
};

/// `findings` are those not given before, `withdrawn` those given that the whole text does not have: given,
/// less withdrawn, and findings together are what Scanner::scan finds in the whole.
struct StreamEnd {
  std::vector<Finding> findings;
  std::vector<Finding> withdrawn;
  bool partial = false;
  std::string why;
};

/// For one thread. The scanner must outlive it.
class ScanStream {
 public:
  ScanStream(const Scanner& scanner, Language language, const StreamLimits& limits = {});
  ~ScanStream();
  ScanStream(ScanStream&&) noexcept;
  ScanStream& operator=(ScanStream&&) noexcept;

  /// New findings, sorted by place; spans are bytes of the whole stream.
  std::vector<Finding> feed(std::string_view bytes);
  /// The end of the block; nothing is to be fed afterwards.
  StreamEnd finish();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace broch::scan
