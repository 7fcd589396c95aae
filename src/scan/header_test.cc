#include <gtest/gtest.h>

#include "scan/files.h"

namespace broch::scan {
namespace {

struct HeaderRow {
  const char* text;
  Language language;
};

TEST(Header, IsWhatIsWrittenInIt) {
  const HeaderRow rows[] = {
      {"struct A { int x; };\nvoid f(struct A *a);\n", Language::kC},
      {"#pragma once\nclass A;\n", Language::kCpp},
      {"namespace a {\n}\n", Language::kCpp},
      {"  template <typename T>\n  T f(T x);\n", Language::kCpp},
      {"std::string f();\n", Language::kCpp},
      {"struct A {\n private:\n  int x;\n};\n", Language::kCpp},
      {"/* class A of\nnamespace b */\n// a::b\nint f(int);\n", Language::kC},
      {"#define S \"a::b\"\nconst char *s = \"c::d\";\n", Language::kC},
      {"#ifdef __cplusplus\nextern \"C\" {\nclass A;\n#if X\n#endif\nclass B;\n#endif\nint f(int);\n",
       Language::kC},
      {"#ifdef __cplusplus\nclass A;\n#else\nstruct A;\n#endif\nclass B;\n", Language::kCpp},
      {"", Language::kC},
  };
  for (const HeaderRow& row : rows)
    EXPECT_EQ(language_of("a.h", Language::kC, row.text), row.language) << row.text;
  EXPECT_EQ(language_of("a.c", Language::kC, "class A;"), Language::kC);
  EXPECT_EQ(language_of("a.py", Language::kPython, "class A;"), Language::kPython);
}

}  // namespace
}  // namespace broch::scan
