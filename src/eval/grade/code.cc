#include "eval/grade/code.h"

#include <algorithm>
#include <array>

#include "chat/chat.h"
#include "core/text.h"

namespace broch::eval {

namespace {

/// Tags of what stands around an answer and is not the program that was asked for.
constexpr std::array kAuxiliary = {"text",          "txt",       "plaintext",   "plain",  "output", "console",
                                   "shell-session", "bash",      "sh",          "shell",  "zsh",    "json",
                                   "jsonc",         "yaml",      "yml",         "toml",   "ini",    "csv",
                                   "diff",          "markdown",  "md",          "dotenv", "env",    "http",
                                   "log",           "gitignore", "requirements"};

bool is_auxiliary(std::string_view tag) {
  return std::any_of(kAuxiliary.begin(), kAuxiliary.end(),
                     [&](const char* known) { return iequals(tag, known); });
}

bool is_same_language(std::string_view tag, std::string_view asked) {
  const auto language = scan::language_by_name(asked);
  // YAML and Terraform are one to the scanner and two to who asked.
  if (!language || *language == scan::Language::kGeneric) return iequals(tag, asked);
  return language == scan::language_by_name(tag);
}

CodePart part_of(Span span, std::string_view text, std::string_view tag, std::string_view asked) {
  CodePart part{.span = span, .language = {}, .unscannable = {}, .asked = tag.empty()};
  if (!tag.empty()) {
    part.language = scan::language_by_name(tag);
    part.asked = is_same_language(tag, asked);
    part.auxiliary = is_auxiliary(tag) && !part.asked;
    if (!part.language) part.unscannable = ellipsize(tag, 40) + " is no language that is scanned";
    return part;
  }
  if (!asked.empty()) {
    part.language = scan::language_by_name(asked);
    if (!part.language) part.unscannable = ellipsize(asked, 40) + " is no language that is scanned";
    return part;
  }
  part.language = scan::classify_code(text);
  if (!part.language) part.unscannable = "the language of the code is not known";
  return part;
}

/// A line of prose has words and no mark of code; a line of code ends or begins like one, or calls, assigns,
/// indexes.
bool is_code_line(std::string_view line) {
  constexpr std::array kStarts = {"#include", "#define", "#if",    "#endif", "import ", "from ",  "def ",
                                  "class ",   "return",  "if ",    "else",   "for ",    "while ", "const ",
                                  "let ",     "var ",    "//",     "/*",     "*/",      "@",      "static ",
                                  "struct ",  "int ",    "char ",  "void ",  "try",     "except", "elif ",
                                  "case ",    "export ", "raise ", "assert "};
  if (line.find_first_of(";{}") != std::string_view::npos) return true;
  // Comments, markup, list members and open calls.
  if (std::string_view("*<#$'\"").find(line.front()) != std::string_view::npos) return true;
  if (line.ends_with("(") || line.ends_with("[") || line.ends_with("',") || line.ends_with("\","))
    return true;
  for (std::string_view mark :
       {"==", "!=", "+=", "->", "=>", "::", "()", " = ", "](", ");", "):", "('", "(\""}) {
    if (line.find(mark) != std::string_view::npos) return true;
  }
  if (std::any_of(kStarts.begin(), kStarts.end(),
                  [&](const char* start) { return line.starts_with(start); })) {
    // "return the book to the shelf." and "for example, …" are prose.
    return !line.ends_with('.') || line.starts_with("//");
  }
  const size_t call = line.find('(');
  return call != std::string_view::npos && call > 0 && line[call - 1] != ' ' &&
         line.find(')') != std::string_view::npos;
}

}  // namespace

bool looks_like_code(std::string_view text) {
  size_t lines = 0, code = 0, statements = 0;
  for (std::string_view line : split(text, '\n')) {
    line = trim(line);
    if (line.size() < 2) continue;
    ++lines;
    code += is_code_line(line) ? 1 : 0;
    statements += line.ends_with(';') || line.ends_with('{') || line.ends_with("):") ? 1 : 0;
  }
  // A fragment may be mostly a comment: a few statements make it code all the same.
  return lines > 0 && (code * 3 >= lines || statements >= 3);
}

std::vector<CodePart> code_parts(std::string_view reply, std::string_view asked) {
  std::vector<CodePart> parts;
  const std::vector<chat::FencedBlock> blocks = chat::fenced_blocks(reply);
  for (const chat::FencedBlock& block : blocks) {
    const std::string_view body = reply.substr(block.body.begin, block.body.size());
    if (!trim(body).empty()) parts.push_back(part_of(block.body, body, block.info, asked));
  }
  if (!blocks.empty() || !looks_like_code(reply)) return parts;
  parts.push_back(whole_part(reply, asked));
  return parts;
}

std::vector<CodePart> parts_that_go_on(std::string_view reply, std::string_view asked) {
  const size_t fence = reply.starts_with("```") ? 0 : reply.find("\n```");
  const std::string_view code = fence == 0 ? "" : reply.substr(0, fence);
  if (!looks_like_code(code)) return code_parts(reply, asked);
  return {whole_part(code, asked)};
}

CodePart whole_part(std::string_view text, std::string_view asked) {
  return part_of({0, text.size()}, text, {}, asked);
}

}  // namespace broch::eval
