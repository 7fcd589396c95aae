#include "scan/input/glob.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxPatterns = 20'000;

/// `[:alpha:]` and its like.
bool in_class(std::string_view name, unsigned char c) {
  struct Class {
    std::string_view name;
    int (*test)(int);
  };
  static constexpr Class kClasses[] = {
      {"alnum", std::isalnum}, {"alpha", std::isalpha}, {"blank", std::isblank}, {"cntrl", std::iscntrl},
      {"digit", std::isdigit}, {"graph", std::isgraph}, {"lower", std::islower}, {"print", std::isprint},
      {"punct", std::ispunct}, {"space", std::isspace}, {"upper", std::isupper}, {"xdigit", std::isxdigit}};
  return std::any_of(std::begin(kClasses), std::end(kClasses),
                     [&](const Class& known) { return known.name == name && known.test(c) != 0; });
}

/// One place of a glob: what it takes, and how much of the glob it is.
struct Taken {
  bool matches = false;
  size_t length = 1;
};

/// A set that begins at glob[at] == '['. One that is never closed is the character itself.
Taken take_set(std::string_view glob, size_t at, unsigned char c) {
  size_t i = at + 1;
  const bool inverted = i < glob.size() && (glob[i] == '!' || glob[i] == '^');
  if (inverted) ++i;
  bool found = false;
  for (bool first = true; i < glob.size(); first = false) {
    if (glob[i] == ']' && !first) return {found != inverted, i + 1 - at};
    if (glob.substr(i).starts_with("[:")) {
      if (const size_t end = glob.find(":]", i + 2); end != std::string_view::npos) {
        found |= in_class(glob.substr(i + 2, end - i - 2), c);
        i = end + 2;
        continue;
      }
    }
    const auto member = [&] {
      if (glob[i] == '\\' && i + 1 < glob.size()) ++i;
      return static_cast<unsigned char>(glob[i++]);
    };
    const unsigned char low = member();
    unsigned char high = low;
    if (i + 1 < glob.size() && glob[i] == '-' && glob[i + 1] != ']') {
      ++i;
      high = member();
    }
    found |= low <= c && c <= high;
  }
  return {c == '[', 1};
}

Taken take(std::string_view glob, size_t at, unsigned char c) {
  switch (glob[at]) {
    case '?':
      return {true, 1};
    case '[':
      return take_set(glob, at, c);
    case '\\':
      if (at + 1 < glob.size()) return {static_cast<unsigned char>(glob[at + 1]) == c, 2};
      return {c == '\\', 1};
    default:
      return {static_cast<unsigned char>(glob[at]) == c, 1};
  }
}

/// One name against one part of a glob. After a mismatch only the last `*` need give way: what an earlier one
/// took is never too little.
bool name_matches(std::string_view glob, std::string_view name) {
  size_t g = 0, n = 0;
  size_t star = std::string_view::npos, star_name = 0;
  while (n < name.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      star_name = n;
      continue;
    }
    if (g < glob.size()) {
      if (const Taken taken = take(glob, g, static_cast<unsigned char>(name[n])); taken.matches) {
        g += taken.length;
        ++n;
        continue;
      }
    }
    if (star == std::string_view::npos) return false;
    g = star + 1;
    n = ++star_name;
  }
  while (g < glob.size() && glob[g] == '*') ++g;
  return g == glob.size();
}

/// The same one level up: names for characters, `**` for the star. A last `**` takes at least one name.
bool path_matches(const std::vector<std::string>& glob, const std::vector<std::string_view>& path) {
  size_t g = 0, p = 0;
  size_t star = std::string_view::npos, star_path = 0;
  while (p < path.size()) {
    if (g < glob.size() && glob[g] == "**") {
      if (g + 1 == glob.size()) return true;
      star = g++;
      star_path = p;
      continue;
    }
    if (g < glob.size() && name_matches(glob[g], path[p])) {
      ++g;
      ++p;
      continue;
    }
    if (star == std::string_view::npos) return false;
    g = star + 1;
    p = ++star_path;
  }
  return g == glob.size();
}

std::vector<std::string> names_of(std::string_view glob) {
  std::vector<std::string> names;
  for (const std::string_view name : split(glob, '/')) {
    if (name.empty() || name == ".") continue;
    if (name == "**" && !names.empty() && names.back() == "**") continue;
    names.emplace_back(name);
  }
  return names;
}

std::vector<std::string_view> path_names(std::string_view path) {
  std::vector<std::string_view> names;
  for (const std::string_view name : split(path, '/')) {
    if (!name.empty() && name != ".") names.push_back(name);
  }
  return names;
}

/// Blanks at the end of a line count only behind a backslash.
std::string_view without_trailing_blanks(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  return line;
}

}  // namespace

bool matches(std::string_view glob, std::string_view path) {
  const bool anchored = glob.starts_with('/');
  const bool folders_only = glob.ends_with('/');
  std::vector<std::string> names = names_of(glob);
  if (names.empty()) return false;
  if (!anchored && names.front() != "**") names.insert(names.begin(), "**");
  std::vector<std::string_view> parts = path_names(path);
  if (folders_only && !parts.empty()) parts.pop_back();
  for (; !parts.empty(); parts.pop_back()) {
    if (path_matches(names, parts)) return true;
  }
  return false;
}

void IgnoreRules::add(std::string_view text, std::string_view folder) {
  std::string prefix(folder);
  if (!prefix.empty() && !prefix.ends_with('/')) prefix += '/';
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::string_view line : split(text, '\n')) {
    line = without_trailing_blanks(line);
    if (line.empty() || line.starts_with('#') || patterns_.size() >= kMaxPatterns) continue;
    Pattern pattern;
    pattern.folder = prefix;
    if (line.starts_with('!')) {
      pattern.keep = true;
      line.remove_prefix(1);
    }
    pattern.folders_only = line.ends_with('/');
    if (pattern.folders_only) line.remove_suffix(1);
    const bool anchored = line.find('/') != std::string_view::npos;
    pattern.names = names_of(line);
    if (pattern.names.empty()) continue;
    if (!anchored && pattern.names.front() != "**") pattern.names.insert(pattern.names.begin(), "**");
    // `**` alone is every name, not every name below a folder.
    if (pattern.names.size() == 1 && pattern.names.front() == "**") pattern.names.emplace_back("*");
    patterns_.push_back(std::move(pattern));
  }
}

std::optional<bool> IgnoreRules::verdict(std::string_view path, bool is_folder) const {
  std::vector<std::string_view> names;
  std::string_view split_from;
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->folders_only && !is_folder) continue;
    if (!path.starts_with(pattern->folder)) continue;
    const std::string_view below = path.substr(pattern->folder.size());
    if (names.empty() || split_from != below) names = path_names(split_from = below);
    if (!names.empty() && path_matches(pattern->names, names)) return !pattern->keep;
  }
  return std::nullopt;
}

bool IgnoreRules::ignores_file(std::string_view path) const {
  if (patterns_.empty()) return false;
  for (size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    if (verdict(path.substr(0, slash), true).value_or(false)) return true;
  }
  return verdict(path, false).value_or(false);
}

}  // namespace broch::scan
