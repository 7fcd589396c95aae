// Structured log lines: one JSON object each, without content by construction. Only what LogEntry has can be
// said, and none of it is text of a client, a model or an upstream.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"

namespace broch::gateway {

/// One request. `route` is the pattern that answered ("/v1/chat/completions", or "other"), never the path as
/// sent.
struct LogEntry {
  std::string id;
  std::string method;
  std::string route;
  std::string upstream;  ///< configured name; "" when none was asked
  int status = 0;
  std::string action;
  std::string would;  ///< under a policy that monitors: the action it would have led to; "" when the same
  std::vector<std::string> rules;
  std::string error;  ///< an ErrorKind's name; "" when nothing failed
  bool stream = false;
  std::chrono::nanoseconds time{0};
  std::chrono::nanoseconds guard_time{0};
};

class Log {
 public:
  /// `out` must outlive the log; nullptr means standard error.
  explicit Log(std::ostream* out);
  ~Log();

  void request(const LogEntry& entry);
  /// Start, stop and configuration; `what` is text of the gateway's own, `fields` come from its
  /// configuration.
  void event(std::string_view what, json::Object fields = {});
  void warning(std::string_view what, json::Object fields = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace broch::gateway
