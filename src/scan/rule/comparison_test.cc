#include "scan/rule/comparison.h"

#include <gtest/gtest.h>

namespace broch::scan {
namespace {

constexpr std::chrono::sys_days kToday{std::chrono::year(2025) / 6 / 15};

/// "true", "false" (also where something is opaque), or the error.
std::string holds(std::string_view expression) {
  const auto comparison = Comparison::compile(expression);
  if (!comparison) return comparison.error().what;
  const auto lookup = [](std::string_view name) -> Value {
    if (name == "N") return {int64_t{8}};
    if (name == "S") return {std::string("fs")};
    if (name == "D") return {0.5};
    if (name == "B") return {true};
    return {};
  };
  return comparison->holds(lookup, kToday) ? "true" : "false";
}

TEST(Comparison, Table) {
  const struct {
    const char* expression;
    bool expected;
  } rows[] = {
      {"$N < 9", true},
      {"$N < 8", false},
      {"8 <= $N", true},
      {"7 < $N < 9", true},
      {"7 < $N < 8", false},
      {"$N == 0x8 and $N == 8.0", true},
      {"$N != 7 or $N == 1", true},
      {"not $N == 8", false},
      {"not not $B", true},
      {"$N % 3 == 2", true},
      {"-7 % 3 == 2", true},
      {"$N / 2 == 4", true},
      {"1 / 2 == $D", true},
      {"$N - 2 - 1 == 5", true},
      {"2 + 3 * 4 == 14", true},
      {"(2 + 3) * 4 == 20", true},
      {"-$N == 0 - 8", true},
      {"$S in ['fs', 'node:fs']", true},
      {"$S not in ['fs']", false},
      {"'s' in $S", true},
      {"$S in 'node:fs'", true},
      {"$N in [1, 8]", true},
      {"$S == \"fs\"", true},
      {"'a' < 'b'", true},
      {"'a' + 'b' == 'ab'", true},
      {"int('12') == 12", true},
      {"int(2.9) == 2", true},
      {"str($N) == '8'", true},
      {"upper($S) == 'FS' and lower('AB') == 'ab'", true},
      {"re.match('f.', $S)", true},
      {"re.match('s', $S)", false},  // from the start
      {"re.match(r'\\d+', $N)", true},
      {"strptime('2025-06-15') == today()", true},
      {"strptime('2025-06-14') < today()", true},
      {"strptime('yesterday') < today()", false},
      {"1 == '1'", false},
      {"1 != '1'", true},
      {"[1, [2]] == [1, [2]]", true},
      {"[] == []", true},
      {"$N in []", false},
      // Opaque values and operations without a result make the whole fail.
      {"$U == 1", false},
      {"$U != 1", false},
      {"not $U == 1", false},
      {"$N == 8 or $U == 1", false},
      {"$U in ['a']", false},
      {"$N in [$U]", false},
      {"1 / 0 == 1", false},
      {"not 1 / 0 == 1", false},
      {"9223372036854775807 + 1 > 0", false},
      {"$S > 1", false},
      {"$N", false},  // no truth value
      {"int('x') == 0 or 1 == 1", false},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(holds(row.expression), row.expected ? "true" : "false") << row.expression;
  }
}

TEST(Comparison, WhatIsWrongIsNamed) {
  EXPECT_EQ(holds("$N <"), "an operand is missing at character 5 of the comparison");
  EXPECT_EQ(holds("$N < 3 3"), "unexpected `3` at character 8 of the comparison");
  EXPECT_EQ(holds("open('x')"), "`open` is not known at character 1 of the comparison");
  EXPECT_EQ(holds("int(1, 2) == 1"), "`int` takes 1 arguments at character 10 of the comparison");
  EXPECT_EQ(holds("'x"), "a string does not end at character 3 of the comparison");
  EXPECT_EQ(holds("(1 == 1"), "`)` is missing at character 8 of the comparison");
  EXPECT_EQ(holds("1x > 1"), "a number is malformed or too large at character 1 of the comparison");
  EXPECT_NE(holds("re.match('(', $S)").find("regular expression"), std::string::npos);
  EXPECT_NE(holds("re.match($S, $S)").find("string literal"), std::string::npos);
  EXPECT_NE(holds(std::string(60, '(') + "1").find("nested"), std::string::npos);
  EXPECT_NE(holds(std::string(60, '-') + "1").find("nested"), std::string::npos);
  EXPECT_NE(holds(std::string(5000, ' ')).find("longer"), std::string::npos);
}

TEST(Value, NumbersAsProgramsWriteThem) {
  EXPECT_EQ(std::get<int64_t>(number_value("0x1F").data), 31);
  EXPECT_EQ(std::get<int64_t>(number_value("1_000UL").data), 1000);
  EXPECT_EQ(std::get<int64_t>(number_value("0b101").data), 5);
  EXPECT_EQ(std::get<int64_t>(number_value("-5").data), -5);
  EXPECT_EQ(std::get<double>(number_value("1.5f").data), 1.5);
  EXPECT_EQ(std::get<double>(number_value("1e3").data), 1000);
  EXPECT_TRUE(number_value("abc").opaque());
  EXPECT_TRUE(number_value("").opaque());
  EXPECT_TRUE(number_value("1x").opaque());
  EXPECT_EQ(std::get<int64_t>(integer_value("0777", 8).data), 511);
  EXPECT_EQ(std::get<int64_t>(integer_value("0xff", 16).data), 255);
  EXPECT_TRUE(integer_value("8", 8).opaque());
}

}  // namespace
}  // namespace broch::scan
