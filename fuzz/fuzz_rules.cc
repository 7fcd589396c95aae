// links: scan
// A rule file from anywhere compiles or is an error with a place, and what compiles can scan. A list is a
// file of the Insecure Code Detector, whose name says its language.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "scan/scan.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace broch;
  using scan::Language;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string path = text.starts_with('-') ? "language_agnostic.yaml" : "rules.yaml";
  const auto pack = scan::RulePack::compile({{path, text}});
  if (!pack) {
    if (pack.error().what.empty() || pack.error().where.file != path) std::abort();
    if (!text.starts_with('-')) (void)scan::RulePack::compile({{path, text}}, {.skip_unsupported = true});
    return 0;
  }
  const scan::Scanner scanner(*pack);
  const struct {
    Language language;
    const char* code;
  } samples[] = {
      {Language::kPython, "import os\nc = 'a' + \"b\"\nos.system(f(a, b=1), c, 0x10)\nf('(a+)+', -1.5)\n"},
      {Language::kC, "void f(char *b, int n) { gets(b); x = y * 2; char c[8]; strcpy(c, b); }\n"},
      {Language::kJavaScript, "const { exec } = require('x'); exec(`a ${b}`);\n"},
      {Language::kJava,
       "class A { Random r; String f(List<String> l) { return l.get(r.nextInt(8)) + \"s\"; } }\n"},
      {Language::kGo, "package a\nfunc f(r *http.Request) { x := T{}; g(r.Form, &x, x) }\n"},
      {Language::kTypeScript, "function f(r: Request) { const s: string = r.get('x'); return s; }\n"},
      {Language::kGeneric, "server {\n  listen 80;\n  root /x;\n}\nkey: \"wJalrXUtnFEMI/K7MDENG\" # c\n"},
  };
  for (const auto& sample : samples) (void)scanner.scan(sample.code, sample.language);
  return 0;
}
