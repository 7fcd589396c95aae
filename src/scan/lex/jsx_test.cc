#include "scan/lex/jsx.h"

#include <gtest/gtest.h>

namespace broch::scan {
namespace {

struct AttributeRow {
  const char* text;
  const char* expected;  ///< null where nothing changes
};

TEST(Jsx, AttributesThatAreReservedWordsAreCapitalized) {
  const AttributeRow rows[] = {
      {"<a class=\"b\" for={c} in='d' />", "<a Class=\"b\" For={c} In='d' />"},
      {"<a class = \"b\">c</a>", "<a Class = \"b\">c</a>"},
      {"<a href=\"b\" className=\"c\" />", nullptr},
      {"x = <a />; y == this; z.in == 1; f = class => 1", nullptr},
      {"a.default = 'no tag'", nullptr},
      {"", nullptr},
  };
  for (const AttributeRow& row : rows) {
    const auto found = without_reserved_attributes(row.text);
    ASSERT_EQ(found.has_value(), row.expected != nullptr) << row.text;
    if (found) EXPECT_EQ(*found, row.expected);
  }
}

}  // namespace
}  // namespace broch::scan
