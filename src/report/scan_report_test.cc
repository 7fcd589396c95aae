#include "report/scan_report.h"

#include <gmock/gmock.h>

namespace broch::report {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// One finding of rule `r` where `code` stands in `text`.
ScannedText scanned(std::string path, std::string text, std::string_view code,
                    Severity severity = Severity::kError) {
  Finding finding;
  finding.rule = "r";
  finding.severity = severity;
  finding.message = "100% bad:\nreally, bad";
  finding.remediation = "good()";
  finding.taxonomy = {"CWE-78"};
  finding.span = {text.find(code), text.find(code) + code.size()};
  ScannedText out{.path = std::move(path), .text = std::move(text)};
  out.findings.push_back({finding, "ab", Known::kNo});
  return out;
}

TEST(Github, EscapesPropertiesAndMessages) {
  ScanReport report;
  report.texts.push_back(scanned("a:b,c%.py", "x\n\xc3\xa4 bad()\n", "bad()"));
  EXPECT_EQ(scan_github(report),
            "::error file=a%3Ab%2Cc%25.py,line=2,endLine=2,col=3,endColumn=8,title=r (CWE-78)::"
            "100%25 bad:%0Areally, bad%0AWrite instead: good()\n");
}

TEST(Github, GravestFirstAndWhatWasNotScanned) {
  ScanReport report;
  report.texts.push_back(scanned("a.py", "bad()\n", "bad()", Severity::kInfo));
  report.texts.push_back(scanned("b.py", "bad(\n)\n", "bad(\n)"));
  report.texts.back().partial = true;
  report.texts.back().why = "too deep";
  report.skipped.push_back({"c.py", "binary"});
  const std::string out = scan_github(report);
  EXPECT_THAT(out, StartsWith("::error file=b.py,line=1,endLine=2,col=1,title="));
  EXPECT_THAT(out, HasSubstr("\n::notice file=a.py,line=1"));
  EXPECT_THAT(out, EndsWith("::notice file=b.py,title=scanned in part::too deep\n"
                            "::notice file=c.py,title=not scanned::binary\n"));
}

TEST(Github, AFileNameAddsNoCommand) {
  ScanReport report;
  report.texts.push_back(scanned("a\n::error::x.py", "bad()\n", "bad()"));
  EXPECT_THAT(scan_github(report), StartsWith("::error file=a%0A%3A%3Aerror%3A%3Ax.py,"));
}

ScannedText traced() {
  ScannedText out = scanned("a.py", "x = source()\nbad(x)\n", "bad(x)");
  out.findings.front().finding.trace = {{{4, 12}, "source"}, {{0, 1}, "assigned"}, {{13, 19}, "sink"}};
  return out;
}

TEST(Text, ShowsWhereTheDataCameFrom) {
  ScanReport report;
  report.texts.push_back(traced());
  EXPECT_THAT(scan_text(report, false, false), HasSubstr("        = source a.py:1:5\n"
                                                         "        = assigned a.py:1:1\n"
                                                         "        = write instead: good()\n"));
}

TEST(Json, SaysHowManyRulesWereSkipped) {
  EXPECT_THAT(scan_json({.skipped_rules = 3}), HasSubstr("\"skipped_rules\":3"));
}

TEST(Json, HasTheTrace) {
  const json::Array records = finding_records(traced());
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].at_pointer("/trace/0/note")->as_string(), "source");
  EXPECT_EQ(records[0].at_pointer("/trace/0/column")->as_integer(), 5);
  EXPECT_EQ(records[0].at_pointer("/trace/2/line")->as_integer(), 2);
  EXPECT_EQ(finding_records(scanned("a.py", "bad()", "bad()"))[0].at_pointer("/trace"), nullptr);
}

TEST(Text, FramesOfSeveralLines) {
  ScanReport report;
  report.texts.push_back(scanned("a.py", "x = 1\n\tbad(1,\n\n\t    2) + y\n", "bad(1,\n\n\t    2)"));
  const std::string out = scan_text(report, false, false);
  EXPECT_THAT(out, HasSubstr("a.py:2:2: error: 100% bad: really, bad [r, CWE-78]\n"
                             "      2 | \tbad(1,\n        | \t^^^^^^\n"
                             "      4 | \t    2) + y\n        | \t    ^^\n"
                             "        = write instead: good()\n"));
  EXPECT_THAT(out, EndsWith("1 finding in 1 file\n"));
}

TEST(Text, LongFramesAndLongLinesAreCut) {
  ScanReport report;
  std::string call = "bad(";
  for (int i = 0; i < 30; ++i) call += "\n  a,";
  report.texts.push_back(scanned("a.py", call + ")\n", call));
  EXPECT_THAT(scan_text(report, false, false),
              HasSubstr("      8 |   a,\n        |   ^^\n        | …\n        = write"));
  ScanReport wide;
  wide.texts.push_back(scanned("a.py", std::string(100'000, 'x') + "bad()", "bad()"));
  EXPECT_LT(scan_text(wide, false, false).size(), 1000u);
}

TEST(Text, WhatDoesNotCountIsCounted) {
  ScanReport report;
  report.texts.push_back(scanned("a.py", "bad()\n", "bad()"));
  report.texts.push_back(scanned("b.py", "bad()\n", "bad()"));
  report.texts[0].findings[0].known = Known::kSuppressed;
  report.texts[1].findings[0].known = Known::kBaseline;
  for (int i = 0; i < 9; ++i) report.skipped.push_back({"n/", "ignored by git"});
  report.skipped.push_back({"c.py", "binary"});
  EXPECT_EQ(scan_text(report, false, false),
            "skipped: c.py: binary\nskipped: 9 files or folders: ignored by git\n"
            "0 findings in 2 files, 1 suppressed, 1 in the baseline\n");
  EXPECT_EQ(scan_text(report, false, true),
            "skipped: c.py: binary\nskipped: 9 files or folders: ignored by git\n");
}

TEST(Text, ControlCharactersDoNotReachTheTerminal) {
  ScanReport report;
  report.texts.push_back(
      scanned("a\033[2J.py", "bad('\033[31m', '\xc2\x9b')\n", "bad('\033[31m', '\xc2\x9b')"));
  const std::string out = scan_text(report, false, false);
  EXPECT_THAT(out, Not(HasSubstr("\033")));
  EXPECT_THAT(out, Not(HasSubstr("\xc2\x9b")));
}

TEST(Json, CountsAndBytes) {
  ScanReport report;
  report.texts.push_back(scanned("a.py", "\xc3\xa4 bad()\n", "bad()"));
  report.texts.push_back(scanned("b.py", "bad()\n", "bad()"));
  report.texts[1].findings[0].known = Known::kBaseline;
  report.texts[1].partial = true;
  report.texts[1].why = "too deep";
  const auto root = json::parse(scan_json(report));
  ASSERT_TRUE(root);
  EXPECT_EQ(root->get_array("findings")->size(), 1u);
  EXPECT_EQ(root->at_pointer("/findings/0/column")->as_integer(), 3);
  EXPECT_EQ(root->at_pointer("/findings/0/begin_byte")->as_integer(), 3);
  EXPECT_EQ(root->get_integer("baseline"), 1);
  EXPECT_EQ(root->at_pointer("/partial/0")->as_string(), "b.py");
  EXPECT_EQ(root->at_pointer("/partial_why/0/why")->as_string(), "too deep");
  EXPECT_EQ(root->find("fixed"), nullptr);
}

}  // namespace
}  // namespace broch::report
