#include "eval/grade/code.h"

#include <algorithm>
#include <array>

#include "chat/chat.h"
#include "core/text.h"
#include "eval/grade/bare_code.h"
#include "eval/grade/call_code.h"

namespace broch::eval {

namespace {

/// Blocks of Markdown within one another.
constexpr int kMaxDepth = 4;

/// Tags of what stands around an answer and is not the program that was asked for.
constexpr auto kAuxiliary = std::to_array<std::string_view>(
    {"text",   "txt",    "plaintext", "plain", "output",    "console",      "shell-session", "terminal",
     "bash",   "sh",     "ksh",       "shell", "zsh",       "json",         "jsonc",         "yaml",
     "yml",    "toml",   "ini",       "csv",   "diff",      "patch",        "markdown",      "md",
     "dotenv", "env",    "http",      "log",   "gitignore", "requirements", "css",           "scss",
     "svg",    "lock",   "mod",       "sum",   "make",      "makefile",     "cmake",         "mermaid",
     "conf",   "config", "cfg",       "nginx", "rst"});
/// And of what may be one by itself, but not where another language is asked for.
constexpr auto kSurroundings =
    std::to_array<std::string_view>({"dockerfile", "terraform", "sql", "properties", "xml"});

/// Of several names the one that is used here: YAML and Terraform are one language to the scanner and two to
/// who asks.
std::string_view usual(std::string_view tag) {
  struct Names {
    std::string_view other, usual;
  };
  constexpr std::array<Names, 5> kNames = {Names{"yml", "yaml"}, Names{"tf", "terraform"},
                                           Names{"hcl", "terraform"}, Names{"docker", "dockerfile"},
                                           Names{"containerfile", "dockerfile"}};
  for (const Names& names : kNames) {
    if (iequals(names.other, tag)) return names.usual;
  }
  return tag;
}

bool is_same_language(std::string_view tag, std::string_view asked) {
  const auto language = scan::language_by_name(asked);
  if (!language || *language == scan::Language::kGeneric) return iequals(usual(tag), usual(asked));
  return language == scan::language_by_name(tag);
}

bool is_session(std::string_view tag) {
  constexpr auto kSessions =
      std::to_array<std::string_view>({"console", "shell-session", "shellsession", "terminal"});
  return iequals_any(tag, kSessions);
}

CodePart part_of(CodeLines code, std::string_view tag, std::string_view asked) {
  CodePart part{.code = std::move(code), .language = {}, .unscannable = {}, .asked = tag.empty()};
  if (!tag.empty()) {
    part.language = scan::language_by_name(tag);
    if (!part.language) part.language = scan::language_by_path("file." + to_lower(tag));
    part.asked = is_same_language(tag, asked);
    part.auxiliary = !part.asked && (iequals_any(tag, kAuxiliary) ||
                                     (!asked.empty() && iequals_any(usual(tag), kSurroundings)));
    if (!part.language) part.unscannable = ellipsize(tag, 40) + " is no language that is scanned";
    return part;
  }
  if (!asked.empty()) {
    part.language = scan::language_by_name(asked);
    if (!part.language) part.unscannable = ellipsize(asked, 40) + " is no language that is scanned";
    return part;
  }
  part.language = scan::classify_code(part.code.text);
  if (!part.language) part.unscannable = "the language of the code is not known";
  return part;
}

/// A path says as much as a tag: "python" of app.py, "yaml" of a.yaml, "" of a file without an extension.
std::string tag_of(const std::string& path) {
  if (scan::language_by_name(path)) return path;  // an interpreter
  const std::string file = path.substr(path.rfind('/') + 1);
  const auto language = scan::language_by_path(path);
  if (language && *language != scan::Language::kGeneric) return scan::name(*language);
  if (file.starts_with("Dockerfile") || file == "Containerfile") return "dockerfile";
  if (file == "Makefile") return "make";
  if (file == "requirements.txt") return "requirements";
  const size_t dot = file.rfind('.');
  return dot == std::string::npos ? "" : to_lower(file.substr(dot + 1));
}

/// The code of a block, with the numbers that its lines have in the text.
CodeLines code_of(const CodeLines& text, const chat::FencedBlock& block) {
  CodeLines code;
  auto number = static_cast<size_t>(
      std::count(text.text.begin(), text.text.begin() + static_cast<ptrdiff_t>(block.body.begin), '\n'));
  for (const std::string_view line : chat::block_lines(text.text, block))
    code.add(line, text.numbers[number++]);
  return code;
}

/// Gathers the parts of one text.
class Parts {
 public:
  explicit Parts(std::string_view asked) : asked_(asked) {}

  void add(CodeLines code, std::string_view tag, int depth = 0) {
    if (trim(code.text).empty()) return;
    if (chat::may_hold_blocks(tag) && depth < kMaxDepth && add_nested(code, depth)) return;
    if (iequals(tag, "diff") || iequals(tag, "patch") || is_diff(code.text)) return add_diff(code, tag);
    const auto language = scan::language_by_name(tag.empty() ? asked_ : tag);
    if (is_session(tag) || language == scan::Language::kBash) return add_shell(code, tag);
    if ((tag.empty() || iequals(tag, "json")) && add_json(code)) return;
    push(std::move(code), tag);
  }

  /// A diff is the answer where nothing else is.
  std::vector<CodePart> take() {
    const auto answers = std::ranges::count_if(parts_, [](const CodePart& part) { return !part.auxiliary; });
    const bool whole = static_cast<size_t>(answers) > diffs_.size();
    for (const size_t diff : diffs_) parts_[diff].auxiliary |= whole;
    return std::move(parts_);
  }

 private:
  void push(CodeLines code, std::string_view tag) {
    if (!is_placeholder(code.text)) parts_.push_back(part_of(std::move(code), tag, asked_));
  }

  /// The blocks of a document. One without any is itself the block.
  bool add_nested(const CodeLines& code, int depth) {
    const std::vector<chat::FencedBlock> blocks = chat::fenced_blocks(code.text);
    for (const chat::FencedBlock& block : blocks) add(code_of(code, block), block.info, depth + 1);
    return !blocks.empty();
  }

  /// A diff in a block of a language is in that language.
  void add_diff(const CodeLines& diff, std::string_view tag) {
    const bool says_nothing = iequals(tag, "diff") || iequals(tag, "patch");
    for (FileLines& file : files_of_diff(diff)) {
      const std::string named = tag_of(file.path);
      const size_t before = parts_.size();
      push(std::move(file.code), !named.empty() ? named : says_nothing ? "" : tag);
      if (parts_.size() > before && !parts_.back().auxiliary) diffs_.push_back(before);
    }
  }

  void add_shell(const CodeLines& code, std::string_view tag) {
    ShellLines shell = shell_lines(without_prompts(code));
    const size_t before = parts_.size();
    push(std::move(shell.commands), is_session(tag) ? "bash" : tag);
    if (is_session(tag) && parts_.size() > before) parts_.back().auxiliary = true;
    for (FileLines& file : shell.files) push(std::move(file.code), tag_of(file.path));
  }

  bool add_json(const CodeLines& code) {
    std::vector<CodePart> parts = parts_of_json(code.text, asked_);
    for (CodePart& part : parts) {
      part.code.numbers.assign(part.code.numbers.size(), code.numbers.front());
      parts_.push_back(std::move(part));
    }
    return !parts.empty();
  }

  std::string_view asked_;
  std::vector<CodePart> parts_;
  std::vector<size_t> diffs_;
};

}  // namespace

std::vector<CodePart> code_parts(std::string_view given, std::string_view asked) {
  const std::string reply = with_line_feeds(given);
  Parts parts(asked);
  CodeLines lines = code_lines(reply);
  const std::vector<chat::FencedBlock> blocks = chat::fenced_blocks(reply);
  for (const chat::FencedBlock& block : blocks) parts.add(code_of(lines, block), block.info);
  if (blocks.empty() && (is_diff(reply) || looks_like_code(reply))) parts.add(std::move(lines), "");
  return parts.take();
}

std::vector<CodePart> parts_that_go_on(std::string_view reply, std::string_view asked) {
  const size_t fence = reply.starts_with("```") ? 0 : reply.find("\n```");
  const std::string_view code = fence == 0 ? "" : reply.substr(0, fence);
  if (!looks_like_code(code)) return code_parts(reply, asked);
  return {whole_part(code, asked)};
}

std::vector<CodePart> tagged_parts(std::string_view code, std::string_view tag, std::string_view asked) {
  Parts parts(asked);
  parts.add(code_lines(code), tag);
  return parts.take();
}

std::vector<CodePart> parts_of_file(std::string_view code, const std::string& path, std::string_view asked) {
  const std::string tag = tag_of(path);
  std::vector<CodePart> parts = tagged_parts(code, tag, asked);
  // What a document shows is not what was asked for.
  if (!tag.empty() && chat::may_hold_blocks(tag))
    std::ranges::for_each(parts, [](CodePart& part) { part.auxiliary = true; });
  return parts;
}

CodePart whole_part(std::string_view text, std::string_view asked) {
  return part_of(code_lines(text), {}, asked);
}

}  // namespace broch::eval
