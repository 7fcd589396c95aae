// Which requests were answered with 429 and may come back.
#pragma once

#include <set>
#include <string>

namespace broch::sim {

/// The one thing a simulator over HTTP remembers: a request that is to meet a rate limit does so at its first
/// try, and again once it was answered. Of more than `kMost` at a time, all are forgotten.
class TurnedAway {
 public:
  /// True when the request is to be turned away now.
  bool turns_away(const std::string& request) {
    if (waiting_.erase(request) > 0) return false;
    if (waiting_.size() >= kMost) waiting_.clear();
    waiting_.insert(request);
    return true;
  }

 private:
  static constexpr size_t kMost = 65536;
  std::set<std::string> waiting_;
};

}  // namespace broch::sim
