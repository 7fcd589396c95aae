// The guess for untagged code: signs of each language are counted line by line, and a language is named only
// when it leads the next one clearly. Near relatives share signs; a wrong guess is worse than none, as the
// wrong language's rules would run in silence.
#include <algorithm>
#include <array>
#include <cctype>

#include "core/text.h"
#include "scan/lang/grammar.h"
#include "scan/tree/parse.h"

namespace broch::scan {
namespace {

using enum Language;

/// A piece of text that speaks for a language, and how loudly. `line_start`: only at the first column of code
/// of a line. Negative weights speak against it.
struct Sign {
  std::string_view text;
  int weight;
  bool line_start = false;
};

constexpr Sign kPythonSigns[] = {
    {"def ", 3, true},
    {"async def ", 5, true},
    {"elif ", 4, true},
    {"except ", 4, true},
    {"except:", 4, true},
    {"print(", 1, true},
    {"self.", 2},
    {"class ", 1, true},
    {"@", 1, true},
    {"None", 2},
    {"True", 1},
    {"False", 1},
    {" not in ", 2},
    {" is not ", 2},
    {"raise ", 2, true},
    {"with ", 2, true},
    {"__init__", 3},
    {"\"\"\"", 2},
    {"for ", 1, true},
    {"assert ", 1, true},
    {"lambda ", 2},
    {"if not ", 2, true},
    {" and ", 1},
    {"# ", 1, true},
    {"if __name__", 6, true},
};
constexpr Sign kCSigns[] = {
    {"#include", 4, true},
    {"#define", 3, true},
    {"#ifdef", 3, true},
    {"#endif", 2, true},
    {"#if ", 2, true},
    {"int main(", 3, true},
    {"void ", 1, true},
    {"char ", 2, true},
    {"char *", 3},
    {"int ", 1, true},
    {"size_t ", 2},
    {"struct ", 2, true},
    {"->", 2},
    {"sizeof(", 2},
    {"NULL", 2},
    {"malloc(", 3},
    {"free(", 2},
    {"printf(", 1},
    {"memcpy(", 3},
    {"strlen(", 1},
    {"static ", 1, true},
    {"unsigned ", 2},
    {"uint8_t", 2},
    {"uint32_t", 2},
    {"goto ", 2, true},
    {"memset(", 3},
    {"strcmp(", 2},
    {"strcpy(", 2},
    {" *)", 2},
    {"(&", 1},
    {"const char", 2},
    {"typedef ", 2, true},
    {"fprintf(", 2},
};
constexpr Sign kCppSigns[] = {
    {"std::", 6},
    {"using namespace ", 6, true},
    {"template <", 5},
    {"template<", 5},
    {"nullptr", 4},
    {"#include", 2, true},
    {"cout", 3},
    {"public:", 3, true},
    {"private:", 3, true},
    {"protected:", 3, true},
    {"static_cast<", 5},
    {"const auto", 3},
    {"auto ", 1, true},
    {"::", 3},
    {"virtual ", 3},
    {"delete ", 1, true},
    {"const std", 3},
    {"unique_ptr", 4},
    {"reinterpret_cast<", 5},
    {"void ", 1, true},
    {"int ", 1, true},
    {"->", 1},
    {"bool ", 1, true},
    {"char *", 1},
    {"#define", 1, true},
    {"(const ", 1},
    {"namespace ", 2, true},
    {"operator", 1},
    {"dynamic_cast<", 5},
    {"NULL", 1},
    {"& ", 1},
    {"throw ", 1, true},
    {"#ifdef", 1, true},
    {"sizeof(", 1},
    {"uint8_t", 1},
    {"uint32_t", 1},
    {"size_t ", 1},
    {"static ", 1, true},
    {"struct ", 1, true},
    {"unsigned ", 1},
    {"const char", 1},
};
constexpr Sign kCSharpSigns[] = {
    {"using System", 8, true},
    {"namespace ", 3, true},
    {"public class ", 2, true},
    {"public ", 2, true},
    {"private ", 2, true},
    {"internal ", 5, true},
    {"var ", 1, true},
    {"string ", 2},
    {"get;", 5},
    {"set;", 4},
    {"foreach (", 4, true},
    {"async Task", 6},
    {"await ", 1},
    {"override ", 3},
    {"readonly ", 3},
    {"Console.Write", 6},
    {"=> ", 1},
    {"[Test", 4, true},
    {"[Fact]", 6, true},
    {"/// <", 6, true},
    {"using (", 5, true},
    {"#region", 8, true},
    {"using var ", 6, true},
    {"bool ", 2},
    {"IEnumerable<", 6},
    {"List<", 1},
    {"$\"", 3},
    {"out var ", 5},
    {"Task<", 5},
    {".Add(", 1},
    {" is null", 3},
    {"protected override", 4, true},
    {"StringComparison", 5},
    {"nameof(", 5},
    {"#pragma warning", 6, true},
    {"Assert.", 1},
    {"throw new ", 2, true},
    {"typeof(", 2},
    {"ref ", 1},
    {"new ", 1},
    {"?? ", 1},
    {"static ", 1, true},
    {"string.", 4},
    {"String.", 1},
    {".ToString()", 3},
    {".Length", 2},
    {".Count", 2},
    {"int ", 1, true},
};
constexpr Sign kJavaSigns[] = {
    {"import java", 8, true},
    {"package ", 2, true},
    {"public class ", 2, true},
    {"public ", 2, true},
    {"private ", 2, true},
    {"protected ", 2, true},
    {"@Override", 7, true},
    {"String ", 3},
    {"System.out.", 6},
    {"final ", 4},
    {" extends ", 2},
    {" implements ", 4},
    {" throws ", 5},
    {"boolean ", 3},
    {"new ", 1},
    {"import org.", 6, true},
    {"import com.", 6, true},
    {"@Test", 3, true},
    {"List<", 2},
    {"static ", 1, true},
    {".get(", 1},
    {"Exception e)", 3},
    {"instanceof ", 2},
    {"Integer ", 3},
    {".equals(", 5},
    {".class", 4},
    {"@Autowired", 8, true},
    {"Map<", 2},
    {"throw new ", 2, true},
    {" : ", 1},
    {"HttpServletRequest", 5},
    {"assert", 1, true},
    {"byte[]", 3},
    {".length()", 3},
    {"import static ", 6, true},
    {"Log.", 2, true},
    {".toString()", 1},
    {"catch (", 1},
    {"super.", 1, true},
    {"@", 1, true},
    {"int ", 1, true},
};
constexpr Sign kJavaScriptSigns[] = {
    {"const ", 3, true},
    {"let ", 3, true},
    {"var ", 3, true},
    {"function ", 3, true},
    {"async function", 4, true},
    {"export ", 3, true},
    {"=> ", 3},
    {"=> {", 2},
    {"require(", 4},
    {"console.", 4},
    {"document.", 3},
    {"module.exports", 5},
    {"===", 3},
    {"!==", 3},
    {"${", 2},
    {"function(", 5},
    {"function (", 4},
    {"undefined", 3},
    {"'use strict'", 5, true},
    {"this.", 1},
    {"await ", 1},
    {"typeof ", 2},
    {".then(", 3},
    {".length", 2},
    {"import ", 1, true},
    {"});", 2, true},
    {".prototype", 5},
    {"window.", 3},
    {"= {", 1},
    {"JSON.", 3},
    {".forEach(", 3},
    {".push(", 2},
    {"new Promise", 4},
    {"var self", 2, true},
    {"async ", 1},
    {"'", 1},
    {"null", 1},
    {"= [", 1},
    {"= [];", 2},
    {"= {};", 2},
};
// TypeScript is JavaScript and these.
constexpr Sign kTypeScriptSigns[] = {
    {": string", 5},        {": number", 5},
    {": boolean", 5},       {"interface ", 3, true},
    {": any", 5},           {"import type ", 8, true},
    {": Promise<", 6},      {"): void", 5},
    {" as const", 4},       {"export interface ", 6, true},
    {"type ", 2, true},     {"export type ", 6, true},
    {"readonly ", 2, true}, {"?: ", 3},
    {"as any", 5},          {" as string", 5},
    {"private ", 1, true},  {"public ", 1, true},
};
constexpr Sign kPhpSigns[] = {
    {"<?php", 20, true},
    {"<?=", 12},
    {"$this->", 6},
    {"$", 3, true},
    {"->", 1},
    {"echo ", 2, true},
    {"public function ", 7, true},
    {"function ", 1, true},
    {"array(", 4},
    {"$_GET", 8},
    {"$_POST", 8},
    {"foreach ($", 7, true},
    {" => ", 1},
    {"isset($", 6},
    {"if ($", 4, true},
    {"($", 3},
    {", $", 2},
    {"private function ", 7, true},
    {"protected function ", 7, true},
    {"use ", 1, true},
    {"* @param ", 1, true},
    {"elseif", 3},
    {"return $", 5, true},
    {"= $", 3},
    {"if (!$", 4, true},
    {"self::", 3},
    {"public static function ", 7, true},
    {"* @", 1, true},
    {"::", 1},
    {"['", 1},
    {"];", 1},
    {"!$", 2},
};
constexpr Sign kRustSigns[] = {
    {"fn ", 5, true},
    {"pub fn ", 8, true},
    {"let mut ", 8, true},
    {"impl ", 5, true},
    {"use std::", 8, true},
    {"pub struct ", 7, true},
    {"&mut ", 6},
    {"-> ", 2},
    {".unwrap()", 6},
    {"println!(", 8},
    {"match ", 3, true},
    {"let ", 2, true},
    {"::new(", 4},
    {"Ok(", 4},
    {"Some(", 4},
    {"&self", 7},
    {"Err(", 4},
    {"=> ", 1},
    {"#[derive", 8, true},
    {"use crate::", 8, true},
    {"unsafe {", 7},
    {"#[", 4, true},
    {"assert_eq!(", 7},
    {"vec![", 7},
    {": &str", 7},
    {"pub(crate)", 8, true},
    {"::", 2},
    {"/// ", 1, true},
    {"if let ", 6, true},
    {"&str", 4},
    {": u8", 4},
    {": usize", 6},
    {"as u", 2},
    {"None", 1},
    {"format!(", 7},
    {"mod ", 3, true},
    {"&[", 3},
    {".iter()", 3},
    {"panic!(", 7},
    {"as *", 5},
    {".expect(", 2},
    {"use ", 2, true},
    {"?;", 3},
    {"Vec<", 5},
    {"Option<", 4},
    {"Result<", 4},
    {"'_", 2},
    {"'a", 2},
    {"'static", 4},
    {"as i", 2},
    {"pub const ", 6, true},
    {"pub ", 3, true},
    {"u8", 1},
    {"match", 1},
    {"mut ", 3},
};
constexpr Sign kGoSigns[] = {
    {"func ", 5, true},
    {"package ", 3, true},
    {":= ", 4},
    {"if err != nil", 9, true},
    {"fmt.", 4},
    {"import (", 8, true},
    {"func (", 4, true},
    {"err :=", 5},
    {"err != nil", 5},
    {"defer ", 6, true},
    {"go func(", 9, true},
    {"chan ", 4},
    {"map[string]", 7},
    {"[]byte", 6},
    {"[]string", 6},
    {"interface{}", 5},
    {"nil", 1},
    {"type ", 1, true},
    {" struct {", 3},
    {"*http.Request", 9},
    {"for _, ", 7, true},
    {"log.", 1, true},
    {"range ", 3},
    {"return nil", 3, true},
    {"var ", 1, true},
};
constexpr Sign kRubySigns[] = {
    {"end", 2, true},
    {"def ", 3, true},
    {"require '", 7, true},
    {"require_relative", 9, true},
    {"puts ", 4, true},
    {" do |", 8},
    {"elsif ", 8, true},
    {"unless ", 6, true},
    {"@", 1, true},
    {"attr_", 8, true},
    {"module ", 4, true},
    {".each ", 5},
    {"nil", 1},
    {"#{", 3},
    {"rescue", 5, true},
    {"params[:", 8},
    {" => ", 1},
    {".nil?", 8},
    {"begin", 3, true},
    {"class ", 1, true},
    {"do\n", 2},
    {"private\n", 3, true},
    {" unless ", 4},
    {".new(", 3},
    {"< ApplicationController", 9},
    {"before_action", 9, true},
    {"render ", 3, true},
    {"# ", 1, true},
};
constexpr Sign kBashSigns[] = {
    {"#!/bin/", 14, true},
    {"#!/usr/bin/env bash", 14, true},
    {"echo ", 3, true},
    {"fi", 4, true},
    {"done", 4, true},
    {"if [", 7, true},
    {"then", 3, true},
    {"export ", 2, true},
    {"sudo ", 5, true},
    {"$(", 3},
    {"esac", 9, true},
    {"local ", 3, true},
    {"for i in ", 3, true},
    {"curl ", 4, true},
    {"grep ", 3},
    {"\"$", 3},
    {"set -e", 9, true},
    {"cd ", 3, true},
    {"| ", 1},
    {"apt-get ", 6},
    {"; then", 8},
    {"; do", 7},
    {"rm -", 5, true},
    {"mkdir ", 5, true},
    {"eval ", 2, true},
    {"chmod ", 5, true},
    {" -eq ", 6},
    {"function ", 1, true},
    {"# ", 1, true},
    {"${", 1},
    {"case ", 1, true},
    {"read ", 2, true},
};

struct Candidate {
  Language language;
  std::span<const Sign> signs;
  bool statements_end;  ///< with `;` or braces; otherwise such lines speak against it
};

constexpr Candidate kCandidates[] = {
    {kBash, kBashSigns, false},
    {kC, kCSigns, true},
    {kCpp, kCppSigns, true},
    {kCSharp, kCSharpSigns, true},
    {kGo, kGoSigns, true},
    {kJava, kJavaSigns, true},
    {kJavaScript, kJavaScriptSigns, true},
    {kPhp, kPhpSigns, true},
    {kPython, kPythonSigns, false},
    {kRuby, kRubySigns, false},
    {kRust, kRustSigns, true},
};

constexpr size_t kMaxClassified = 16 << 10;
constexpr int kMaxRepeats = 4;  // more of one sign say no more
constexpr int kLikely = 4;

/// `import os`, `import os.path as p, sys`: nothing but lower-case module names, as no other scanned language
/// has it; `from a import b`.
bool python_import(std::string_view line) {
  if (line.starts_with("from ") && line.find(" import ") != std::string_view::npos) return true;
  constexpr std::string_view kWord = "import ";
  if (!line.starts_with(kWord) || line.size() == kWord.size()) return false;
  return std::all_of(line.begin() + kWord.size(), line.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ',' || c == ' ';
  });
}

/// A call of a method that begins with a capital, `x.Read(`: the habit of C#, and of Go.
bool calls_capitalized(std::string_view line) {
  for (size_t dot = line.find('.'); dot != std::string_view::npos; dot = line.find('.', dot + 1)) {
    size_t end = dot + 1;
    if (end >= line.size() || !std::isupper(static_cast<unsigned char>(line[end]))) continue;
    const bool word = end + 1 < line.size() && std::islower(static_cast<unsigned char>(line[end + 1]));
    while (end < line.size() && std::isalnum(static_cast<unsigned char>(line[end]))) ++end;
    if (word && end < line.size() && line[end] == '(') return true;
  }
  return false;
}

/// A sentence: many words, hardly a sign of code.
bool reads_as_prose(std::string_view line) {
  const auto words = std::count(line.begin(), line.end(), ' ') + 1;
  const auto marks = std::count_if(line.begin(), line.end(), [](unsigned char c) {
    return std::ispunct(c) && c != ',' && c != '.' && c != '\'' && c != '-' && c != '!' && c != '?';
  });
  const bool comment = line.starts_with('#') || line.starts_with("//") || line.starts_with('*');
  return !comment && words >= 5 && marks * 6 < words;
}

/// How loudly `signs` speak in the lines.
int score_of(std::span<const Sign> signs, std::span<const std::string_view> lines) {
  int score = 0;
  for (const Sign& sign : signs) {
    int count = 0;
    for (const std::string_view line : lines) {
      count += sign.line_start ? line.starts_with(sign.text) : line.find(sign.text) != std::string_view::npos;
      if (count == kMaxRepeats) break;
    }
    score += count * sign.weight;
  }
  return score;
}

std::vector<std::string_view> code_lines(std::string_view code) {
  std::vector<std::string_view> lines;
  size_t prose = 0;
  for (const std::string_view line : split(code.substr(0, kMaxClassified), '\n')) {
    const std::string_view start = trim(line);
    if (start.empty()) continue;
    if (reads_as_prose(start)) {
      ++prose;
    } else {
      lines.push_back(start);
    }
  }
  if (prose > lines.size()) lines.clear();
  return lines;
}

/// Whether the code parses as it stands and calls something: settings and prose do not.
bool parses_with_a_call(std::string_view code, Language language) {
  const std::string text(code.substr(0, kMaxClassified));
  Work work{.left = 400'000};
  const auto parsed = parse(text, Grammar::of(language), work);
  if (!parsed || parsed->has_error) return false;
  for (uint32_t n = 0; n < parsed->tree.size(); ++n) {
    if (parsed->tree.role(n) == Role::kCall) return true;
  }
  return false;
}

/// Where signs do not tell: the likeliest language in which the code parses; of those that no sign speaks
/// for, the two that people leave without a tag most. The shell parses nearly anything.
std::optional<Language> first_that_parses(std::string_view code, std::span<const int> score) {
  std::vector<Language> candidates = {kPython, kJavaScript};
  for (const Candidate& candidate : kCandidates) {
    const Language language = candidate.language;
    const bool listed = language == kPython || language == kJavaScript || language == kBash;
    if (!listed && score[index_of(language)] > 0) candidates.push_back(language);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](Language a, Language b) { return score[index_of(a)] > score[index_of(b)]; });
  for (const Language language : candidates) {
    if (parses_with_a_call(code, language)) return language;
  }
  return std::nullopt;
}

using Scores = std::array<int, kLanguageCount>;

/// The language that its signs tell, and what each language scored.
std::optional<Language> by_signs(std::string_view code, Scores& score) {
  const std::vector<std::string_view> lines = code_lines(code);
  if (lines.empty()) return std::nullopt;
  int imports = 0, colons = 0, ended = 0, capitalized = 0;
  for (const std::string_view line : lines) {
    imports += python_import(line);
    capitalized += calls_capitalized(line);
    colons += line.ends_with(':') && !line.starts_with("case ") && !line.starts_with("default") &&
              !line.starts_with("public") && !line.starts_with("private") && !line.starts_with("protected");
    ended += line.ends_with(';') || line.ends_with('{') || line == "}";
  }
  for (const Candidate& candidate : kCandidates) {
    int& of = score[index_of(candidate.language)];
    of = score_of(candidate.signs, lines);
    if (!candidate.statements_end) of -= 3 * ended;
  }
  score[index_of(kPython)] += 4 * imports + 2 * colons;
  score[index_of(kCSharp)] += 3 * std::min(capitalized, kMaxRepeats);
  score[index_of(kGo)] += 2 * std::min(capitalized, kMaxRepeats);
  const auto best = std::max_element(score.begin(), score.end());
  const auto language = kLanguages[static_cast<size_t>(best - score.begin())];
  int next = 0;
  for (const int& other : score) {
    if (&other != &*best) next = std::max(next, other);
  }
  if (*best < kLikely || *best * 4 < next * 5) return std::nullopt;
  if (language == kJavaScript && score_of(kTypeScriptSigns, lines) >= 5) return kTypeScript;
  return language;
}

}  // namespace

std::optional<Language> classify(std::string_view code) {
  Scores score{};
  return by_signs(code, score);
}

std::optional<Language> classify_code(std::string_view code) {
  Scores score{};
  const std::optional<Language> told = by_signs(code, score);
  return told ? told : first_that_parses(code, score);
}

}  // namespace broch::scan
