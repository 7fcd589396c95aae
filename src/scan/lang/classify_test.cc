#include <gtest/gtest.h>

#include "scan/scan.h"

namespace broch::scan {
namespace {

struct Row {
  const char* code;
  std::optional<Language> language;
};

TEST(Classify, NamesALanguageOnlyWhenItLeads) {
  const Row rows[] = {
      {"def f(x):\n    return x\n", Language::kPython},
      {"std::vector<int> a;\nauto b = static_cast<int>(c);\n", Language::kCpp},
      {"char *p = malloc(n);\nif (p == NULL) goto out;\nmemcpy(p, q, n);\n", Language::kC},
      {"using System;\nvar s = Console.ReadLine();\n", Language::kCSharp},
      {"import java.util.List;\npublic final class A implements B { }\n", Language::kJava},
      {"func f(w http.ResponseWriter, r *http.Request) {\n\tif err != nil {\n\t}\n}\n", Language::kGo},
      {"const f = require('fs');\nmodule.exports = f;\n", Language::kJavaScript},
      {"export interface A { a: string; }\nconst b = (c: number): void => { };\n", Language::kTypeScript},
      {"<?php\necho $_GET['a'];\n", Language::kPhp},
      {"fn main() {\n    let mut a = vec![1];\n    a.push(2);\n}\n", Language::kRust},
      {"require 'json'\nputs a unless b.nil?\n", Language::kRuby},
      {"#!/bin/sh\nif [ -z \"$1\" ]; then\n  echo no\nfi\n", Language::kBash},
      {"Take two eggs and beat them.", std::nullopt},
      {"Public classes are full, import duties are high, and the function of a def is unknown to all.",
       std::nullopt},
      {"public class A {\n  int x = 1;\n}\n", std::nullopt},
      {"a = b\n", std::nullopt},
      {"", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(classify(row.code), row.language) << row.code;
}

}  // namespace
}  // namespace broch::scan
