#include "report/junit.h"

#include <gmock/gmock.h>

namespace broch::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Junit, WritesADocument) {
  JunitSuite suite{.name = "attack", .timestamp = "2026-01-02T03:04:05"};
  suite.properties = {{"base", "r1"}};
  suite.cases.push_back({.classname = "attack", .name = "complied", .seconds = 1.5, .text = "improved"});
  suite.cases.push_back({.classname = "attack",
                         .name = "refused",
                         .status = JunitStatus::kFailed,
                         .type = "regressed",
                         .message = "9 points more",
                         .text = "of 100 items"});
  EXPECT_EQ(junit("gate", {suite}),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="gate" tests="2" failures="1" errors="0" skipped="0" time="1.500">
  <testsuite name="attack" tests="2" failures="1" errors="0" skipped="0" time="1.500" timestamp="2026-01-02T03:04:05">
    <properties>
      <property name="base" value="r1"/>
    </properties>
    <testcase classname="attack" name="complied" time="1.500">
      <system-out>improved</system-out>
    </testcase>
    <testcase classname="attack" name="refused" time="0.000">
      <failure message="9 points more" type="regressed">of 100 items</failure>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST(Junit, KeepsErrorsApartFromFailures) {
  JunitSuite suite{.name = "s"};
  suite.cases.push_back({.name = "a", .status = JunitStatus::kError, .message = "no evidence"});
  suite.cases.push_back({.name = "b", .status = JunitStatus::kSkipped, .message = "not measured"});
  const std::string xml = junit("g", {suite, suite});
  EXPECT_THAT(xml, HasSubstr(R"(<testsuites name="g" tests="4" failures="0" errors="2" skipped="2")"));
  EXPECT_THAT(xml, HasSubstr(R"(<error message="no evidence"></error>)"));
  EXPECT_THAT(xml, HasSubstr(R"(<skipped message="not measured"></skipped>)"));
}

TEST(Junit, EscapesWhatXmlCannotHold) {
  JunitSuite suite{.name = "<a & \"b\">"};
  suite.cases.push_back({.name = "x\x01\ny\xef\xbf\xbf\xff",
                         .status = JunitStatus::kFailed,
                         .message = "'1 < 2'",
                         .text = "]]>\n"});
  const std::string xml = junit("g", {suite});
  EXPECT_THAT(xml, HasSubstr(R"(name="&lt;a &amp; &quot;b&quot;&gt;")"));
  EXPECT_THAT(xml, HasSubstr("name=\"x\xe2\x90\x81&#10;y\xef\xbf\xbd\""));
  EXPECT_THAT(xml, HasSubstr("message=\"&#39;1 &lt; 2&#39;\""));
  EXPECT_THAT(xml, HasSubstr(">]]&gt;\n</failure>"));
  EXPECT_THAT(xml, Not(HasSubstr("\x01")));
}

}  // namespace
}  // namespace broch::report
