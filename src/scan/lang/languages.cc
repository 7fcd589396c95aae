// Names, file name extensions and the guess for untagged code.
#include <algorithm>
#include <array>

#include "core/text.h"
#include "scan/lang/grammar.h"

namespace broch::scan {

const char* name(Language language) { return spec_of(language).name.data(); }

std::optional<Language> language_by_name(std::string_view wanted) {
  for (const Language language : kLanguages) {
    for (const std::string_view alias : spec_of(language).aliases) {
      if (iequals(alias, wanted)) return language;
    }
  }
  return std::nullopt;
}

std::optional<Language> language_by_path(std::string_view path) {
  const size_t slash = path.rfind('/');
  const std::string_view file = slash == std::string_view::npos ? path : path.substr(slash + 1);
  for (const Language language : kLanguages) {
    for (const std::string_view known : spec_of(language).file_names) {
      if (known == file) return language;
    }
  }
  const size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::nullopt;
  const std::string_view extension = file.substr(dot + 1);
  for (const Language language : kLanguages) {
    for (const std::string_view known : spec_of(language).extensions) {
      if (iequals(known, extension)) return language;
    }
  }
  return std::nullopt;
}

namespace {

/// A piece of text that speaks for a language, and how loudly. `line_start`: only at the first column of code
/// of a line.
struct Sign {
  std::string_view text;
  Language language;
  int weight;
  bool line_start;
};

constexpr Sign kSigns[] = {
    {"def ", Language::kPython, 3, true},
    {"import ", Language::kPython, 1, true},
    {"from ", Language::kPython, 2, true},
    {"elif ", Language::kPython, 4, true},
    {"except", Language::kPython, 4, true},
    {"print(", Language::kPython, 1, true},
    {"self.", Language::kPython, 2, false},
    {"class ", Language::kPython, 1, true},
    {"@", Language::kPython, 1, true},
    {"None", Language::kPython, 1, false},
    {"#include", Language::kC, 6, true},
    {"#define", Language::kC, 4, true},
    {"int main(", Language::kC, 4, true},
    {"void ", Language::kC, 2, true},
    {"char ", Language::kC, 2, true},
    {"char *", Language::kC, 2, false},
    {"int ", Language::kC, 1, true},
    {"size_t ", Language::kC, 2, false},
    {"struct ", Language::kC, 2, true},
    {"->", Language::kC, 1, false},
    {"sizeof(", Language::kC, 2, false},
    {"NULL", Language::kC, 2, false},
    {"const ", Language::kJavaScript, 1, true},
    {"let ", Language::kJavaScript, 3, true},
    {"var ", Language::kJavaScript, 2, true},
    {"function ", Language::kJavaScript, 3, true},
    {"async function", Language::kJavaScript, 4, true},
    {"export ", Language::kJavaScript, 3, true},
    {"=> ", Language::kJavaScript, 3, false},
    {"require(", Language::kJavaScript, 3, false},
    {"console.", Language::kJavaScript, 3, false},
    {"document.", Language::kJavaScript, 3, false},
    {"module.exports", Language::kJavaScript, 4, false},
    {"===", Language::kJavaScript, 3, false},
    {"${", Language::kJavaScript, 1, false},
};

// Signs of languages that are not scanned: code in them must not be taken for a near relative.
constexpr std::string_view kForeign[] = {
    "public class ", "private ", "namespace ", "std::",  "using System", "<?php",
    "package ",      "func ",    "fn ",        "pub fn", "let mut ",     "#!/bin/"};

constexpr size_t kMaxClassified = 16 << 10;
constexpr int kLikely = 3;

}  // namespace

namespace {

/// `import os`, `import os.path as p, sys`: nothing but lower-case module names, as no other scanned language
/// has it.
bool plain_import(std::string_view line) {
  constexpr std::string_view kWord = "import ";
  if (!line.starts_with(kWord) || line.size() == kWord.size()) return false;
  return std::all_of(line.begin() + kWord.size(), line.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ',' || c == ' ';
  });
}

}  // namespace

std::optional<Language> classify(std::string_view code) {
  code = code.substr(0, kMaxClassified);
  std::array<int, kLanguageCount> score{};
  for (const std::string_view line : split(code, '\n')) {
    const std::string_view start = trim(line);
    for (const std::string_view foreign : kForeign) {
      if (start.starts_with(foreign)) return std::nullopt;
    }
    for (const Sign& sign : kSigns) {
      const bool met =
          sign.line_start ? start.starts_with(sign.text) : line.find(sign.text) != std::string_view::npos;
      if (met) score[index_of(sign.language)] += sign.weight;
    }
    if (plain_import(start)) score[index_of(Language::kPython)] += 2;
    // How lines end tells Python from the languages with braces.
    if (start.ends_with(':') && !start.starts_with("case ") && !start.starts_with("default")) {
      score[index_of(Language::kPython)] += 2;
    }
    if (start.ends_with(';') || start.ends_with('{')) score[index_of(Language::kPython)] -= 2;
  }
  const auto best = std::max_element(score.begin(), score.end());
  if (*best < kLikely || std::count(score.begin(), score.end(), *best) > 1) return std::nullopt;
  return kLanguages[static_cast<size_t>(best - score.begin())];
}

}  // namespace broch::scan
