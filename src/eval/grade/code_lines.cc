#include "eval/grade/code_lines.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "core/text.h"

namespace broch::eval {

namespace {

/// "b/src/app.py\t2024-01-01" is src/app.py.
std::string path_of_header(std::string_view header) {
  header = trim(header.substr(0, header.find('\t')));
  if (header.starts_with("b/") || header.starts_with("a/")) header.remove_prefix(2);
  return std::string(header);
}

/// "*** Update File: app.py" of a patch.
std::optional<std::string> path_of_patch(std::string_view line) {
  for (const std::string_view mark : {"*** Add File: ", "*** Update File: ", "*** Move to: "}) {
    if (line.starts_with(mark)) return std::string(trim(line.substr(mark.size())));
  }
  return std::nullopt;
}

/// Whether each line has its column: a space before what is unchanged.
bool has_columns(const std::vector<std::string_view>& lines) {
  return std::ranges::all_of(lines, [](std::string_view line) {
    return trim(line).empty() || std::string_view(" +-@\\*\t").find(line.front()) != std::string_view::npos ||
           line.starts_with("diff ") || line.starts_with("index ") || line.starts_with("new file ");
  });
}

bool has_prompt(std::string_view line) { return trim(line).starts_with("$ "); }

/// A here document: where it ends, and what it goes to.
struct Document {
  std::string end;
  bool indented = false;  ///< "<<-": tabs may stand before the end
  std::string path;
};

std::string_view unquoted(std::string_view word) {
  const size_t begin = word.find_first_not_of("'\"\\");
  const size_t end = word.find_last_not_of("'\"");
  return begin == std::string_view::npos ? "" : word.substr(begin, end - begin + 1);
}

std::string_view first_word(std::string_view text) {
  text = trim(text);
  return text.substr(0, text.find_first_of(" \t;|&<>"));
}

/// The interpreter that the line runs, or the file that it writes to.
std::string target_of(std::string_view line, size_t document) {
  constexpr std::array<std::string_view, 8> kInterpreters = {"python", "python3", "node", "ruby",
                                                             "php",    "perl",    "bash", "sh"};
  // The command that reads the document is the last one before it.
  std::string_view command = line.substr(0, document);
  command = trim(command.substr(command.find_last_of(";|&(") + 1));
  if (command.starts_with("sudo ")) command = trim(command.substr(5));
  std::string_view program = first_word(command);
  program = program.substr(program.rfind('/') + 1);
  if (std::ranges::find(kInterpreters, program) != kInterpreters.end()) return std::string(program);
  for (size_t at = line.find('>'); at != std::string_view::npos; at = line.find('>', at + 1)) {
    const bool other = at > 0 && (line[at - 1] == '2' || line[at - 1] == '&');
    if (other || line.substr(at + 1).starts_with('&')) continue;
    const size_t word = line.find_first_not_of("> \t", at);
    return word == std::string_view::npos ? "" : std::string(unquoted(first_word(line.substr(word))));
  }
  if (program != "tee") return "";
  std::string_view path = trim(command.substr(program.size()));
  if (path.starts_with("-a ")) path = trim(path.substr(3));
  return std::string(unquoted(first_word(path)));
}

std::optional<Document> document_of(std::string_view line) {
  const size_t mark = line.find("<<");
  if (mark == std::string_view::npos || line.substr(mark).starts_with("<<<")) return std::nullopt;
  Document document;
  std::string_view rest = line.substr(mark + 2);
  document.indented = rest.starts_with('-');
  if (document.indented) rest.remove_prefix(1);
  document.end = std::string(unquoted(first_word(rest)));
  document.path = target_of(line, mark);
  // "$((1<<2))" shifts.
  const bool is_word = std::ranges::all_of(
      document.end, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
  if (document.end.empty() || !is_word || document.path.empty()) return std::nullopt;
  return document;
}

}  // namespace

void CodeLines::add(std::string_view line, int number) {
  text += line;
  numbers.push_back(number);
}

int CodeLines::line_at(size_t offset) const {
  const auto line = static_cast<size_t>(
      std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(std::min(offset, text.size())), '\n'));
  return numbers.empty() ? 1 : numbers[std::min(line, numbers.size() - 1)] + 1;
}

CodeLines code_lines(std::string_view text, int first) {
  CodeLines lines;
  for (const std::string_view line : lines_with_ends(text)) lines.add(line, first++);
  return lines;
}

bool is_diff(std::string_view text) {
  bool from = false;
  for (const std::string_view line : lines_with_ends(text)) {
    if (line.starts_with("@@ -") || line.starts_with("*** Begin Patch")) return true;
    if (from && line.starts_with("+++ ")) return true;
    from = line.starts_with("--- ");
  }
  return false;
}

std::vector<FileLines> files_of_diff(const CodeLines& diff) {
  const std::vector<std::string_view> lines = lines_with_ends(diff.text);
  const bool columns = has_columns(lines);
  std::vector<FileLines> files(1);
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    const bool from = line.starts_with("--- ") && i + 1 < lines.size() && lines[i + 1].starts_with("+++ ");
    if (const auto path = path_of_patch(line); path || from) {
      files.push_back({path ? *path : path_of_header(lines[i + 1].substr(4)), {}});
      i += from ? 1 : 0;
      continue;
    }
    const bool header = line.starts_with("@@") || line.starts_with("***") || line.starts_with("\\ ") ||
                        line.starts_with("diff --git ") || line.starts_with("index ") ||
                        line.starts_with("new file mode ");
    if (header || line.starts_with('-')) continue;
    if (line.starts_with('+') || (columns && line.starts_with(' '))) line.remove_prefix(1);
    files.back().code.add(line, diff.numbers[i]);
  }
  std::erase_if(files, [](const FileLines& file) { return trim(file.code.text).empty(); });
  return files;
}

CodeLines without_prompts(const CodeLines& session) {
  const std::vector<std::string_view> lines = lines_with_ends(session.text);
  if (std::ranges::none_of(lines, has_prompt)) return session;
  CodeLines commands;
  bool goes_on = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool command = has_prompt(lines[i]);
    if (!command && !goes_on) continue;
    const std::string_view line = command ? lines[i].substr(lines[i].find("$ ") + 2) : lines[i];
    commands.add(line, session.numbers[i]);
    goes_on = trim(line).ends_with('\\');
  }
  return commands;
}

ShellLines shell_lines(const CodeLines& shell) {
  ShellLines out;
  std::optional<Document> open;
  const std::vector<std::string_view> lines = lines_with_ends(shell.text);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!open) {
      out.commands.add(lines[i], shell.numbers[i]);
      open = document_of(lines[i]);
      if (open) out.files.push_back({open->path, {}});
      continue;
    }
    std::string_view line = lines[i];
    while (open->indented && line.starts_with('\t')) line.remove_prefix(1);
    if (trim(line) == open->end) {
      open.reset();
      out.commands.add(lines[i], shell.numbers[i]);
    } else {
      out.files.back().code.add(line, shell.numbers[i]);
    }
  }
  return out;
}

}  // namespace broch::eval
