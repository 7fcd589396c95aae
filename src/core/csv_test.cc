#include "core/csv.h"

#include <gtest/gtest.h>

namespace broch::csv {
namespace {

using Fields = std::vector<std::string>;

TEST(Csv, WritesWhatItReads) {
  const Fields fields{"plain", "a, b",  "say \"so\"", "two\r\nlines", "",
                      "=1+1",  "\ttab", "'quoted'",   " -2",          "caf\u00E9"};
  Writer out;
  for (size_t i = 0; i < fields.size(); ++i) out.plain("c" + std::to_string(i));
  out.end_line();
  for (const std::string& field : fields) out.text(field);
  out.end_line();
  const std::string bytes = out.take();
  // A spreadsheet sees no formula.
  EXPECT_NE(bytes.find(",'=1+1,"), std::string::npos);
  EXPECT_NE(bytes.find(",'\ttab,"), std::string::npos);
  const Table table = parse(bytes, "x.csv").value();
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(table.rows[0].fields, fields);
  EXPECT_EQ(table.column("c3"), 3u);
  EXPECT_FALSE(table.column("d"));
}

TEST(Csv, ReadsWhatSpreadsheetsWrite) {
  const Table table = parse(
                          "\xEF\xBB\xBF"
                          "a;b\r\n1;\"x;\ny\"\n\n2;3",
                          "x.csv")
                          .value();
  EXPECT_EQ(table.columns, (Fields{"a", "b"}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].fields, (Fields{"1", "x;\ny"}));
  EXPECT_EQ(table.rows[1].fields, (Fields{"2", "3"}));
  EXPECT_EQ(table.rows[1].line, 5);
  EXPECT_EQ(parse("a\tb\n1\t2", "x.csv").value().rows[0].fields, (Fields{"1", "2"}));
}

TEST(Csv, SaysWhereARowIsWrong) {
  EXPECT_EQ(parse("a,b\n1,2\n3\n", "x.csv").error().where.line, 3);
  EXPECT_EQ(parse("a,b\n1,\"2\n3\n", "x.csv").error().where.line, 2);
  EXPECT_FALSE(parse("a,b\n\"1\"2,3\n", "x.csv"));
  EXPECT_TRUE(parse("", "x.csv").value().rows.empty());
}

}  // namespace
}  // namespace broch::csv
