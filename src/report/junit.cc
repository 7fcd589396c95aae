#include "report/junit.h"

#include <fmt/core.h>

#include "report/markup.h"

namespace broch::report {
namespace {

using Properties = std::vector<std::pair<std::string, std::string>>;

/// XML 1.0 has no U+FFFE and U+FFFF, not even as references.
std::string content(std::string_view text) {
  std::string out = escape(text);
  for (const char* never : {"\xef\xbf\xbe", "\xef\xbf\xbf"}) {
    for (size_t at; (at = out.find(never)) != std::string::npos;) out.erase(at, 3);
  }
  return out;
}

/// Readers turn white space of an attribute into blanks unless it is written as a reference.
std::string attribute(std::string_view text) {
  std::string out;
  for (const char c : content(text)) {
    if (c == '\n') {
      out += "&#10;";
    } else if (c == '\t') {
      out += "&#9;";
    } else {
      out += c;
    }
  }
  return out;
}

struct Counts {
  size_t tests = 0, failures = 0, errors = 0, skipped = 0;
  double seconds = 0;

  void add(const JunitCase& one) {
    ++tests;
    failures += one.status == JunitStatus::kFailed ? 1 : 0;
    errors += one.status == JunitStatus::kError ? 1 : 0;
    skipped += one.status == JunitStatus::kSkipped ? 1 : 0;
    seconds += one.seconds;
  }
  std::string attributes() const {
    return fmt::format(R"(tests="{}" failures="{}" errors="{}" skipped="{}" time="{:.3f}")", tests, failures,
                       errors, skipped, seconds);
  }
};

std::string properties(const Properties& all, std::string_view indent) {
  if (all.empty()) return {};
  std::string out = fmt::format("{}<properties>\n", indent);
  for (const auto& [key, value] : all) {
    out +=
        fmt::format("{}  <property name=\"{}\" value=\"{}\"/>\n", indent, attribute(key), attribute(value));
  }
  return out + fmt::format("{}</properties>\n", indent);
}

/// The element that says what became of a case.
std::string result(const JunitCase& one) {
  const char* element = nullptr;
  switch (one.status) {
    case JunitStatus::kPassed:
      return one.text.empty() ? "" : fmt::format("      <system-out>{}</system-out>\n", content(one.text));
    case JunitStatus::kSkipped:
      element = "skipped";
      break;
    case JunitStatus::kFailed:
      element = "failure";
      break;
    case JunitStatus::kError:
      element = "error";
      break;
  }
  std::string out = fmt::format("      <{} message=\"{}\"", element, attribute(one.message));
  if (!one.type.empty()) out += fmt::format(" type=\"{}\"", attribute(one.type));
  return out + fmt::format(">{}</{}>\n", content(one.text), element);
}

std::string test_case(const JunitCase& one) {
  return fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\">\n{}{}    </testcase>\n",
                     attribute(one.classname), attribute(one.name), one.seconds,
                     properties(one.properties, "      "), result(one));
}

}  // namespace

std::string junit(std::string_view name, const std::vector<JunitSuite>& suites) {
  Counts all;
  std::string body;
  for (const JunitSuite& suite : suites) {
    Counts counts;
    std::string cases;
    for (const JunitCase& one : suite.cases) {
      counts.add(one);
      all.add(one);
      cases += test_case(one);
    }
    body += fmt::format("  <testsuite name=\"{}\" {}", attribute(suite.name), counts.attributes());
    if (!suite.timestamp.empty()) body += fmt::format(" timestamp=\"{}\"", attribute(suite.timestamp));
    body += ">\n" + properties(suite.properties, "    ") + cases + "  </testsuite>\n";
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" {}>\n{}</testsuites>\n",
      attribute(name), all.attributes(), body);
}

}  // namespace broch::report
