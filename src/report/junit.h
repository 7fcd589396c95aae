// JUnit XML, as continuous integration reads it: suites of cases that passed, failed, were skipped or came to
// no result.
//
//   report::JunitSuite suite{.name = "gate"};
//   suite.cases.push_back({.classname = "attack", .name = "complied", .status = JunitStatus::kFailed,
//                          .message = "regressed", .text = "…"});
//   std::string xml = report::junit("broch eval compare", {suite});
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace broch::report {

/// `kError` is what could not be decided: it counts apart from what failed.
enum class JunitStatus { kPassed, kFailed, kError, kSkipped };

/// `message` is one line and `text` what explains it; both are shown unless the case passed, and `text` then
/// goes to system-out. `type` is the kind of failure or error, for tools that group by it.
struct JunitCase {
  std::string classname;
  std::string name;
  double seconds = 0;
  JunitStatus status = JunitStatus::kPassed;
  std::string type;
  std::string message;
  std::string text;
  std::vector<std::pair<std::string, std::string>> properties;
};

/// `timestamp` is ISO 8601 without a zone, or empty.
struct JunitSuite {
  std::string name;
  std::string timestamp;
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<JunitCase> cases;
};

/// The whole document. Bytes that XML 1.0 cannot hold are left out.
std::string junit(std::string_view name, const std::vector<JunitSuite>& suites);

}  // namespace broch::report
