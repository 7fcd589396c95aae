// What the report says, whatever it is written in.
#include <gtest/gtest.h>

#include "report/parts.h"
#include "report/testing.h"

namespace broch::report {
namespace {

using eval::AttemptRecord;
using eval::Outcome;
using eval::RunRecord;

const Section* section_of(const Page& page, const std::string& id) {
  for (const Section& section : page.sections) {
    if (section.id == id) return &section;
  }
  return nullptr;
}

/// The first block of a kind in a section.
template <typename T>
const T* block_of(const Page& page, const std::string& id) {
  const Section* section = section_of(page, id);
  if (section == nullptr) return nullptr;
  for (const Block& block : section->blocks) {
    if (const T* is = std::get_if<T>(&block.is)) return is;
  }
  return nullptr;
}

/// The texts of the cells of a row, joined.
std::string row_text(const Row& row) {
  std::string text;
  for (const Cell& cell : row.cells)
    text += cell.text + (cell.under.empty() ? "" : " (" + cell.under + ")") + "|";
  return text;
}

std::vector<AttemptRecord> in_cell(const std::string& cwe, const std::string& language, int unsafe, int of) {
  std::vector<AttemptRecord> attempts = attempts_of(unsafe, of);
  for (AttemptRecord& attempt : attempts) {
    attempt.item = attempt.sample = attempt.cluster = cwe + language + attempt.item;
    attempt.category = cwe;
    attempt.slices = {{"cwe", cwe}, {"language", language}};
  }
  return attempts;
}

void append(std::vector<AttemptRecord>& to, std::vector<AttemptRecord> more) {
  to.insert(to.end(), more.begin(), more.end());
}

TEST(Page, AHeatMapCellIsARateFromFortyClustersOn) {
  std::vector<AttemptRecord> attempts = in_cell("CWE-400", "python", 10, 40);
  append(attempts, in_cell("CWE-89", "python", 10, 39));
  append(attempts, in_cell("CWE-89", "java", 0, 40));
  const Page page = page_of_one(run_of("a"), attempts);
  const Table* map = block_of<Table>(page, "weaknesses");
  ASSERT_NE(map, nullptr);
  ASSERT_EQ(map->columns.size(), 4u);
  EXPECT_EQ(map->columns[1].head, "all languages");
  EXPECT_EQ(map->columns[2].head, "java");
  ASSERT_EQ(map->groups.size(), 3u);  // totals, and the pillars of both weaknesses by number
  EXPECT_EQ(map->groups[1].title, "CWE-664 Improper Control of a Resource Through its Lifetime");
  EXPECT_EQ(map->groups[2].title, "CWE-707 Improper Neutralization");
  ASSERT_EQ(map->groups[1].rows.size(), 1u);
  ASSERT_EQ(map->groups[2].rows.size(), 1u);
  const Row &exhaustion = map->groups[1].rows[0], &sql = map->groups[2].rows[0];
  // Wilson: 0 of 40 gives an upper limit of 8.8 %, 10 of 40 gives 14.2 to 40.2 %.
  EXPECT_EQ(sql.cells[0].text, "CWE-89");
  EXPECT_EQ(sql.cells[2].text, "0.0 %");
  EXPECT_EQ(sql.cells[2].under, "0.0 to 8.8 %, n 40");
  EXPECT_EQ(sql.cells[2].shade, 0);
  EXPECT_EQ(sql.cells[2].covered, Covered::kNo);
  EXPECT_EQ(sql.cells[3].text, "10 of 39");
  EXPECT_EQ(sql.cells[3].under, "covered");
  EXPECT_EQ(sql.cells[3].shade, -1);
  EXPECT_EQ(sql.cells[3].covered, Covered::kSeen);
  EXPECT_EQ(exhaustion.cells[0].text, "CWE-400");
  EXPECT_EQ(exhaustion.cells[2].text, "untested");
  EXPECT_EQ(exhaustion.cells[2].covered, Covered::kNo);
  EXPECT_EQ(exhaustion.cells[3].text, "25.0 %");
  EXPECT_EQ(exhaustion.cells[3].under, "14.2 to 40.2 %, n 40");
  EXPECT_EQ(exhaustion.cells[3].shade, 2);
}

TEST(Page, TheHeatMapsTotalsAreRatesOfTheirOwnAttempts) {
  // No cell has forty clusters: 10 of 20, 0 of 20 and 2 of 20, the last two of one weakness.
  std::vector<AttemptRecord> attempts = in_cell("CWE-400", "c", 10, 20);
  append(attempts, in_cell("CWE-89", "c", 0, 20));
  append(attempts, in_cell("CWE-89", "java", 2, 20));
  append(attempts, in_cell("CWE-79", "java", 0, 3));
  const Page page = page_of_one(run_of("a"), attempts);
  const Table* map = block_of<Table>(page, "weaknesses");
  ASSERT_NE(map, nullptr);
  ASSERT_EQ(map->groups.size(), 3u);
  ASSERT_EQ(map->groups[0].rows.size(), 1u);
  ASSERT_EQ(map->groups[2].rows.size(), 3u);
  // Wilson: 12 of 63 is 11.2 to 30.4 %, 10 of 40 14.2 to 40.2 %, 2 of 40 1.4 to 16.5 %, 2 of 43 1.3 to 15.5
  // %.
  EXPECT_EQ(row_text(map->groups[0].rows[0]),
            "all weaknesses|19.0 % (11.2 to 30.4 %, n 63)|25.0 % (14.2 to 40.2 %, n 40)|2 of 23 (covered)|");
  EXPECT_EQ(row_text(map->groups[2].rows[0]),
            "all of CWE-707|4.7 % (1.3 to 15.5 %, n 43)|0 of 20 (covered)|2 of 23 (covered)|");
  EXPECT_EQ(map->groups[2].rows[1].cells[0].text, "CWE-79");
  EXPECT_EQ(map->groups[2].rows[1].cells[1].text, "0 of 3");
  EXPECT_EQ(map->groups[2].rows[1].cells[1].covered, Covered::kUnseen);
  EXPECT_EQ(map->groups[2].rows[2].cells[1].text, "5.0 %");
  EXPECT_EQ(map->groups[2].rows[2].cells[1].under, "1.4 to 16.5 %, n 40");
  EXPECT_EQ(map->groups[2].rows[2].cells[1].shade, 1);
}

TEST(Page, AHeatMapOfOnePillarHasItsTotalOnce) {
  std::vector<AttemptRecord> attempts = in_cell("CWE-79", "java", 1, 2);
  append(attempts, in_cell("CWE-89", "java", 1, 2));
  const Page page = page_of_one(run_of("a"), attempts);
  const Table* map = block_of<Table>(page, "weaknesses");
  ASSERT_NE(map, nullptr);
  ASSERT_EQ(map->groups.size(), 2u);
  EXPECT_EQ(map->groups[0].rows.at(0).cells[0].text, "all weaknesses");
  ASSERT_EQ(map->groups[1].rows.size(), 2u);
  EXPECT_EQ(map->groups[1].rows[0].cells[0].text, "CWE-79");
}

TEST(Page, WeaknessesUnderNoPillarComeLast) {
  std::vector<AttemptRecord> attempts = in_cell("CWE-99999", "java", 1, 2);
  append(attempts, in_cell("CWE-89", "java", 0, 2));
  const Page page = page_of_one(run_of("a"), attempts);
  const Table* map = block_of<Table>(page, "weaknesses");
  ASSERT_NE(map, nullptr);
  ASSERT_EQ(map->groups.size(), 3u);
  EXPECT_EQ(map->groups[1].title, "CWE-707 Improper Neutralization");
  EXPECT_EQ(map->groups[2].title, "Under no pillar");
  EXPECT_EQ(row_text(map->groups[2].rows.at(0)), "CWE-99999|1 of 2 (covered)|1 of 2 (covered)|");
}

AttemptRecord attack_on(const std::string& technique, const std::string& item, bool helped) {
  AttemptRecord attempt = attempt_of(item, helped ? Outcome::kUnsafe : Outcome::kRefused);
  attempt.suite = "attack";
  attempt.category = technique;
  attempt.slices = {{"technique", technique}};
  attempt.grade.values = {{"not_refused", helped}};
  return attempt;
}

const MatrixEntry* entry_of(const MatrixColumn& column, const std::string& id) {
  for (const MatrixEntry& entry : column.entries) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

TEST(Page, SubTechniquesStandUnderTheirTechniqueAndTheUntestedAreNamed) {
  const Page page = page_of_one(run_of("a", "attack", "attack@1"),
                                {attack_on("T1059.001", "a", true), attack_on("T1059.003", "b", false),
                                 attack_on("T1003", "c", true), attack_on("T9999", "d", true)});
  const Matrix* matrix = block_of<Matrix>(page, "attack");
  ASSERT_NE(matrix, nullptr);
  ASSERT_EQ(matrix->columns.size(), 14u);  // tactics of ATT&CK Enterprise
  EXPECT_EQ(matrix->columns[0].title, "Reconnaissance");
  EXPECT_TRUE(matrix->columns[0].entries.empty());
  EXPECT_EQ(matrix->columns[3].title, "Execution");
  ASSERT_EQ(matrix->columns[3].entries.size(), 1u);
  const MatrixEntry* shell = entry_of(matrix->columns[3], "T1059");
  ASSERT_NE(shell, nullptr);
  EXPECT_EQ(shell->rates[0].text, "1 of 2");
  EXPECT_EQ(shell->rates[0].under, "covered");
  EXPECT_TRUE(has(matrix->columns[3].rest_title, "untested"));
  EXPECT_FALSE(matrix->columns[3].rest.empty());
  EXPECT_TRUE(has(text(page), "Not in this version of ATT&CK: T9999."));
}

TEST(Page, NoMatrixAndNoHeatMapWithoutTheirSamples) {
  const Page page = page_of_one(run_of("a"), attempts_of(1, 3));
  EXPECT_EQ(section_of(page, "attack"), nullptr);
  std::vector<AttemptRecord> attempts = attempts_of(1, 3);
  for (AttemptRecord& attempt : attempts) attempt.slices.clear();
  EXPECT_EQ(section_of(page_of_one(run_of("a"), attempts), "weaknesses"), nullptr);
}

TEST(Page, TheTradeOffTurnsRefusalsIntoUsefulness) {
  std::vector<AttemptRecord> attempts = attempts_of(30, 90);
  for (int i = 0; i < 10; ++i) attempts.push_back(attempt_of("r" + std::to_string(i), Outcome::kRefused));
  const Page page = page_of_one(run_of("a"), attempts);
  const TradeOff* picture = block_of<TradeOff>(page, "trade-off");
  ASSERT_NE(picture, nullptr);
  ASSERT_EQ(picture->plots.size(), 1u);
  const TradeOffPoint& point = picture->plots[0].points.at(0);
  EXPECT_DOUBLE_EQ(point.harm, .3);
  EXPECT_DOUBLE_EQ(point.useful, .9);
  // Wilson, 10 of 100: 5.5 to 17.4 %.
  EXPECT_NEAR(point.useful_interval.low, 1 - .1744, 1e-4);
  EXPECT_NEAR(point.useful_interval.high, 1 - .0552, 1e-4);
}

TEST(Page, WhereAnswersAreRunTheTradeOffIsOfTests) {
  std::vector<AttemptRecord> attempts = attempts_of(30, 100);
  for (int i = 0; i < 100; ++i) {
    attempts[static_cast<size_t>(i)].grade.values.emplace_back("works", i < 80);
    attempts[static_cast<size_t>(i)].grade.values.emplace_back("works_and_unsafe", i < 20);
  }
  const TradeOffPlot plot = block_of<TradeOff>(page_of_one(run_of("a"), attempts), "trade-off")->plots.at(0);
  EXPECT_EQ(plot.harm, "works_and_unsafe");
  EXPECT_EQ(plot.useful, "works");
  EXPECT_DOUBLE_EQ(plot.points.at(0).harm, .2);
  EXPECT_DOUBLE_EQ(plot.points.at(0).useful, .8);
}

TEST(Page, ARateOfInsecureCodeIsNeverWithoutWhatWorks) {
  std::vector<AttemptRecord> attempts = attempts_of(30, 100);
  EXPECT_TRUE(has(text(page_of_one(run_of("a"), attempts)), "works: not tested"));
  for (AttemptRecord& attempt : attempts) attempt.grade.values.emplace_back("works", attempt.item != "i0");
  const std::string report = text(page_of_one(run_of("a"), attempts));
  EXPECT_TRUE(has(report, "works 99.0 %"));
  EXPECT_TRUE(has(report, "works 99 of 100"));  // in the heat map
}

TEST(Page, CountsPatternsOfInsecureCodeByRunWithAnExample) {
  const auto with_rules = [](int shells, int other) {
    std::vector<AttemptRecord> attempts = attempts_of(shells + other, 10);
    for (int i = 0; i < shells + other; ++i) {
      attempts[static_cast<size_t>(i)].grade.why =
          i < shells ? "shell-call at line " + std::to_string(i + 3) : "security test: ran it";
      if (i < shells) attempts[static_cast<size_t>(i)].grade.cwe = {"CWE-78"};
    }
    return attempts;
  };
  const Page page = page_of_two(run_of("a"), with_rules(4, 1), run_of("b"), with_rules(1, 2));
  const Table* table = block_of<Table>(page, "patterns");
  ASSERT_NE(table, nullptr);
  const std::vector<Row>& rows = table->groups.at(0).rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(row_text(rows[0]), "shell-call|CWE-78|4|1|-3|i0 (line 3)|");
  EXPECT_EQ(row_text(rows[1]), "security test: ran it|CWE-89|1|2|+1|i4|");
  EXPECT_EQ(block_of<Table>(page_of_one(run_of("a"), attempts_of(0, 5)), "patterns"), nullptr);
}

TEST(Page, CountsErrorsAndUnscoredByKindWithAnExample) {
  std::vector<AttemptRecord> attempts = attempts_of(0, 7);
  attempts.push_back(attempt_of("e1", Outcome::kError));
  attempts.push_back(attempt_of("e2", Outcome::kError));
  attempts.push_back(attempt_of("u1", Outcome::kUnscored));
  attempts.back().grade.why = "the judge's answer is neither yes nor no";
  const Page page = page_of_one(run_of("a"), attempts);
  const Table* table = block_of<Table>(page, "errors");
  ASSERT_NE(table, nullptr);
  const std::vector<Row>& rows = table->groups.at(0).rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(row_text(rows[0]), "error|run|timeout|2|20.0 %|timeout: no answer in 30 s (e1)|");
  EXPECT_EQ(row_text(rows[1]), "unscored|run|the judge's answer is neither yes nor no|1|10.0 %|sample u1|");
}

TEST(Page, AddsUpWhatARunCost) {
  RunRecord run = run_of("a");
  run.request = json::Object{{"model", "openai:m?base_url=http://h/v1&price_in=2&price_out=10"}};
  std::vector<AttemptRecord> attempts;
  for (int i = 1; i <= 20; ++i) {
    attempts.push_back(attempt_of("i" + std::to_string(i), Outcome::kSafeHelpful));
    attempts.back().tries = i == 1 ? 3 : 1;
    attempts.back().input_tokens = 1000;
    attempts.back().output_tokens = 100;
    attempts.back().micros = i * 100'000;
  }
  const Page page = page_of_one(run, attempts);
  const Table* table = block_of<Table>(page, "cost");
  ASSERT_NE(table, nullptr);
  const Row& total = table->groups[0].rows.back();
  // 20,000 tokens at $2 and 2,000 at $10 a million; nearest rank: the 10th and the 19th of 20.
  EXPECT_EQ(row_text(total), "all suites|run|20|22|20,000|2,000|1.0 s|1.9 s|21.0 s|$0.0600|");
  run.request = json::Object{{"model", "openai:m"}};
  EXPECT_EQ(block_of<Table>(page_of_one(run, attempts), "cost")->groups[0].rows.back().cells.back().text,
            "not priced");
}

/// One item of each outcome, so named.
std::vector<AttemptRecord> one_of_each() {
  std::vector<AttemptRecord> attempts;
  for (const Outcome outcome :
       {Outcome::kUnsafe, Outcome::kSafeHelpful, Outcome::kRefused, Outcome::kUnscored, Outcome::kError}) {
    attempts.push_back(attempt_of(eval::name(outcome), outcome));
    attempts.back().grader = "attack@1";
    attempts.back().grade.why = std::string("WHY-") + eval::name(outcome);
  }
  attempts[3].grade.why = "REPLY-unscored";  // quotes the reply
  return attempts;
}

std::vector<std::string> written(const Page& page) { return {html(page), markdown(page), text(page)}; }

TEST(Page, WithholdsTheTextsOfWhatIsUnsafeAndOfWhatNobodyGraded) {
  for (const std::string& report : written(page_of_one(run_of("a"), one_of_each()))) {
    for (const char* hidden : {"PROMPT-unsafe", "REPLY-unsafe", "WHY-unsafe", "REPLY-unscored", "ORIGINAL"}) {
      EXPECT_FALSE(has(report, hidden)) << hidden;
    }
    for (const char* shown :
         {"withheld, 12 bytes", "PROMPT-safe_helpful", "REPLY-safe_helpful", "REPLY-refused", "WHY-refused",
          "PROMPT-unscored", "PROMPT-error", "timeout: no answer"}) {
      EXPECT_TRUE(has(report, shown)) << shown;
    }
    EXPECT_FALSE(has(report, "Revealed."));
  }
}

TEST(Page, ShowsThemWhenAskedToAndSaysSo) {
  const PageOptions options{.reveal = true, .made = "2026-01-31T12:00:00.123Z"};
  for (const std::string& report : written(page_of_one(run_of("a"), one_of_each(), options))) {
    for (const char* shown : {"PROMPT-unsafe", "REPLY-unsafe", "WHY-unsafe", "REPLY-unscored", "Revealed.",
                              "2026-01-31T12:00:00.123Z", "2 attempts that were graded unsafe"}) {
      EXPECT_TRUE(has(report, shown)) << shown;
    }
    EXPECT_FALSE(has(report, "ORIGINAL"));  // what a guard took out stays out
    EXPECT_FALSE(has(report, "withheld, "));
  }
}

TEST(Page, AnItemThatIsUnsafeInOneRunShowsNoTextOfTheOther) {
  const std::vector<AttemptRecord> before{attempt_of("i", Outcome::kUnsafe)},
      after{attempt_of("i", Outcome::kRefused)};
  for (const std::string& report : written(page_of_two(run_of("a"), before, run_of("b"), after))) {
    EXPECT_FALSE(has(report, "PROMPT-i"));
    EXPECT_FALSE(has(report, "REPLY-i"));
  }
}

TEST(Page, WhatTheSimulatorCallsUnsafeIsNotShownEither) {
  AttemptRecord attempt = attempt_of("i", Outcome::kSafeHelpful);
  attempt.truth = Outcome::kUnsafe;
  EXPECT_FALSE(has(html(page_of_one(run_of("a"), {attempt})), "REPLY-i"));
}

TEST(Page, TheCodeGradersReasonNamesRuleAndLineAndIsShown) {
  AttemptRecord attempt = attempt_of("i", Outcome::kUnsafe);
  attempt.grade.why = "python-sql-format at line 13";
  attempt.grade.cwe = {"CWE-89"};
  EXPECT_TRUE(
      has(text(page_of_one(run_of("a"), {attempt})), "run: unsafe; CWE-89; python-sql-format at line 13"));
}

TEST(Page, RedactsSecretsEvenWhenRevealing) {
  const std::string key = std::string("AKIA") + "Q3EGRIYL5ZVNT2WX";  // of nobody
  AttemptRecord safe = attempt_of("s", Outcome::kSafeHelpful), harmful = attempt_of("u", Outcome::kUnsafe);
  safe.prompt = "use " + key + " to sign in";
  harmful.reply = "aws_access_key_id = " + key;
  const PageOptions reveal{.reveal = true, .made = "now"};
  for (const std::string& report : written(page_of_one(run_of("a"), {safe, harmful}, reveal))) {
    EXPECT_FALSE(has(report, key));
    EXPECT_TRUE(has(report, "to sign in"));
  }
}

TEST(Page, CapsTheDrillDownAndSaysHowManyAreLeftOut) {
  const PageOptions options{.items = 7, .made = ""};
  std::vector<AttemptRecord> attempts = attempts_of(0, 40);
  attempts.push_back(attempt_of("z-unsafe", Outcome::kUnsafe));
  for (const std::string& report : written(page_of_one(run_of("a"), attempts, options))) {
    EXPECT_TRUE(has(report, "7 of 41 items"));
    EXPECT_TRUE(has(report, "34 more items are left out"));
    EXPECT_TRUE(has(report, "z-unsafe"));  // what was unsafe comes first
    EXPECT_FALSE(has(report, "PROMPT-i39"));
  }
}

TEST(Page, AllThreeWritersSayTheSameNumbers) {
  for (const std::string& report :
       written(page_of_two(run_of("a"), attempts_of(60, 100), run_of("b"), attempts_of(20, 100)))) {
    for (const char* said :
         {"60.0 %", "50.2 to 69.1 %", "20.0 %", "improved", "−40.0", "plausible", "guarded", "In short",
          "Verdict", "Safety against usefulness", "Weaknesses by language", "Errors and unscored", "Cost",
          "Item by item", "Runs", "How to read this"}) {
      EXPECT_TRUE(has(report, said)) << said;
    }
  }
}

}  // namespace
}  // namespace broch::report
