#include "scan/files.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "core/file.h"
#include "core/text.h"
#include "scan/input/git.h"
#include "scan/input/glob.h"

namespace broch::scan {
namespace fs = std::filesystem;

namespace {

// As much as git looks at to tell binary files.
constexpr size_t kBinaryProbe = 8000;
constexpr size_t kMaxIgnoreFile = 1 << 20;
constexpr int kMaxDepth = 128;
constexpr size_t kGeneratedProbeLines = 20;
// A line of this length in a text of such lines is for machines.
constexpr size_t kLongLine = 2000;
constexpr size_t kLongAverage = 300;

constexpr const char* kOwnIgnoreFiles[] = {".brochignore", ".semgrepignore"};

bool is_version_control(std::string_view name) {
  return name == ".git" || name == ".hg" || name == ".svn" || name == ".jj";
}

std::string joined(const std::string& folder, std::string_view name) {
  if (folder.empty() || folder == ".") return std::string(name);
  return folder + (folder.ends_with('/') ? "" : "/") + std::string(name);
}

std::string parent_of(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

/// The lines of an ignore file, with those of the files it includes in their place.
std::string ignore_text(const fs::path& file, bool includes) {
  std::string out;
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return out;
  const auto text = read_file(file.string(), kMaxIgnoreFile);
  if (!text) return out;
  constexpr std::string_view kInclude = ":include ";
  for (const std::string_view line : split(*text, '\n')) {
    if (!line.starts_with(kInclude)) {
      out.append(line).append("\n");
      continue;
    }
    const std::string name(trim(line.substr(kInclude.size())));
    const bool beside = name.find('/') == std::string::npos;
    if (includes && beside) out += ignore_text(file.parent_path() / name, false);
  }
  return out;
}

void add_own_rules(const fs::path& folder, const std::string& from_top, IgnoreRules& rules) {
  for (const char* name : kOwnIgnoreFiles) rules.add(ignore_text(folder / name, true), from_top);
}

/// Collects what lies below one folder.
std::optional<Language> language_of_name(std::string_view path, const ListOptions& options) {
  const auto by_name = language_by_path(path);
  return by_name || !options.any_text ? by_name : std::optional(Language::kGeneric);
}

class Folder {
 public:
  Folder(const std::string& shown, const ListOptions& options, FileList& list)
      : shown_(fs::path(shown).lexically_normal().string()), options_(options), list_(list) {
    while (shown_.size() > 1 && shown_.ends_with('/')) shown_.pop_back();
  }

  void collect() {
    std::error_code error;
    actual_ = fs::canonical(shown_.empty() ? "." : shown_, error);
    if (error) return skip("", "cannot be read: " + error.message());
    const auto git = options_.all_files ? std::nullopt : Git::open(actual_.string());
    std::optional<std::string> top = git ? std::optional(git->top()) : checkout_top(actual_.string());
    // git answers for a link's target; a checkout that does not hold the folder says nothing of it.
    const fs::path relative = top ? actual_.lexically_relative(*top) : fs::path();
    if (top && (relative.empty() || *relative.begin() == "..")) top.reset();
    above_ = top && relative != "." ? relative.string() : std::string();
    if (!options_.all_files) read_rules_above(top ? fs::path(*top) : actual_);
    if (git && top && !git->ignores_folder()) {
      ask_git(*git);
    } else {
      // Without git's program its ignore files are read here; below a folder that git ignores they say
      // nothing.
      use_gitignore_ = !git && top && !options_.all_files;
      if (use_gitignore_) git_rules_.add(ignore_text(fs::path(*top) / ".git/info/exclude", false), "");
      if (use_gitignore_)
        each_folder_above(*top, [&](const fs::path& at, const std::string& name) {
          git_rules_.add(ignore_text(at / ".gitignore", false), name);
        });
      walk("", 0);
    }
  }

 private:
  void skip(std::string_view below, std::string why) {
    list_.skipped.push_back({below.empty() ? shown_ + "/" : joined(shown_, below), std::move(why)});
  }

  /// `use(folder, its path from the top)` from the top down to the folder above this one.
  template <typename Use>
  void each_folder_above(const fs::path& top, const Use& use) {
    if (above_.empty()) return;
    fs::path at = top;
    std::string name;
    for (const std::string_view part : split(above_, '/')) {
      use(at, name);
      at /= part;
      name = name.empty() ? std::string(part) : joined(name, part);
    }
  }

  void read_rules_above(const fs::path& top) {
    each_folder_above(
        top, [&](const fs::path& at, const std::string& name) { add_own_rules(at, name, own_rules_); });
  }

  /// A path below this folder as the rules see it.
  std::string from_top(std::string_view below) const {
    if (below.empty()) return above_;
    return above_.empty() ? std::string(below) : above_ + "/" + std::string(below);
  }

  void add_file(const std::string& below) {
    const auto language = language_of_name(below, options_);
    if (!language) {
      ++list_.other;
      return;
    }
    if (list_.files.size() >= options_.max_files) {
      if (!full_)
        skip("", "more than " + std::to_string(options_.max_files) + " files; the rest is not scanned");
      full_ = true;
      return;
    }
    list_.files.push_back({joined(shown_, below), *language});
  }

  void ask_git(const Git& git) {
    const auto found = git.list();
    if (!found) return skip("", found.error().what);
    std::set<std::string> folders{""};
    for (const std::string& file : found->files) {
      for (std::string at = parent_of(file); folders.insert(at).second; at = parent_of(at)) {
      }
    }
    // Sorted: the rules of a folder come before those of the folders in it.
    for (const std::string& folder : folders) add_own_rules(actual_ / folder, from_top(folder), own_rules_);
    for (const std::string& file : found->files) consider(file);
    for (const std::string& path : found->ignored) {
      if (path.ends_with('/') || language_of_name(path, options_)) {
        skip(path, "ignored by git");
      } else {
        ++list_.other;
      }
    }
  }

  /// A path that git listed: it may be gone, a link, lie behind a link, or be another checkout.
  void consider(std::string path) {
    if (path.ends_with('/')) path.pop_back();
    // In the folder of a submodule that is not there git lists the folder itself.
    if (path.empty() || path == "." || has_dots(path)) return;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(actual_ / path, error);
    if (!fs::exists(status)) return;
    if (is_link(status) || behind_link(path)) {
      if (language_of_name(path, options_)) skip(path, "a symbolic link");
    } else if (own_rules_.ignores_file(from_top(path))) {
      if (language_of_name(path, options_) || fs::is_directory(status))
        skip(path, "ignored by an ignore file");
    } else if (fs::is_directory(status)) {
      if (depth_ < kMaxDepth) {
        Folder inner(joined(shown_, path), options_, list_);
        inner.depth_ = depth_ + 1;
        inner.collect();
      } else {
        skip(path + "/", "nested too deeply");
      }
    } else if (fs::is_regular_file(status)) {
      add_file(path);
    }
  }

  static bool is_link(const fs::file_status& status) { return status.type() == fs::file_type::symlink; }
  static bool has_dots(std::string_view path) {
    const std::vector<std::string_view> names = split(path, '/');
    return path.starts_with('/') || std::find(names.begin(), names.end(), "..") != names.end();
  }

  /// Whether a folder on the way to `path` is a link. Folders are asked once.
  bool behind_link(const std::string& path) {
    const std::string folder = parent_of(path);
    if (folder.empty()) return false;
    const auto known = links_.find(folder);
    if (known != links_.end()) return known->second;
    std::error_code error;
    const bool link = is_link(fs::symlink_status(actual_ / folder, error)) || behind_link(folder);
    links_[folder] = link;
    return link;
  }

  void walk(const std::string& below, int depth) {
    if (depth > kMaxDepth) return skip(below + "/", "nested too deeply");
    const fs::path folder = actual_ / below;
    const size_t own_size = own_rules_.size(), git_size = git_rules_.size();
    if (!options_.all_files) add_own_rules(folder, from_top(below), own_rules_);
    if (use_gitignore_) git_rules_.add(ignore_text(folder / ".gitignore", false), from_top(below));

    std::error_code error;
    std::vector<fs::directory_entry> entries;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) entries.push_back(*entry);
    if (error) skip(below + "/", "cannot be read: " + error.message());
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& one : entries) visit(one, below, depth);

    own_rules_.shrink(own_size);
    git_rules_.shrink(git_size);
  }

  void visit(const fs::directory_entry& entry, const std::string& below, int depth) {
    const std::string name = entry.path().filename().string();
    const std::string path = below.empty() ? name : below + "/" + name;
    std::error_code error;
    const fs::file_status status = entry.symlink_status(error);
    const bool folder = fs::is_directory(status);
    if (folder && is_version_control(name)) return;
    if (!folder && !language_of_name(name, options_)) {
      list_.other += fs::is_regular_file(status) ? 1 : 0;
      return;
    }
    const std::string seen = from_top(path), shown = folder ? path + "/" : path;
    if (is_link(status)) return skip(path, "a symbolic link");
    if (git_rules_.verdict(seen, folder).value_or(false)) return skip(shown, "ignored by git");
    if (own_rules_.verdict(seen, folder).value_or(false)) return skip(shown, "ignored by an ignore file");
    if (folder) {
      walk(path, depth + 1);
    } else if (fs::is_regular_file(status)) {
      add_file(path);
    }
  }

  std::string shown_;  ///< as the user names it
  fs::path actual_;
  const ListOptions& options_;
  FileList& list_;
  std::string above_;  ///< this folder seen from the checkout's top
  IgnoreRules own_rules_, git_rules_;
  std::map<std::string, bool> links_;
  bool use_gitignore_ = false;
  bool full_ = false;
  int depth_ = 0;
};

}  // namespace

Result<FileList> list_files(const std::vector<std::string>& paths, const ListOptions& options) {
  FileList list;
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
      return fail(ErrorKind::kUsage, "no such file or folder", {path}, "check the path");
    if (fs::is_directory(status)) {
      Folder(path, options, list).collect();
    } else if (!fs::is_regular_file(status)) {
      list.skipped.push_back({path, "neither a file nor a folder"});
    } else if (const auto found = options.language ? options.language : language_of_name(path, options)) {
      list.files.push_back({path, *found, true});
    } else {
      list.skipped.push_back({path, "its name tells no supported language; name one with --lang"});
    }
  }
  // Of a file that is named and lies below a named folder, the one that was named.
  const auto by_path = [](const SourceFile& a, const SourceFile& b) {
    return a.path != b.path ? a.path < b.path : a.named > b.named;
  };
  std::sort(list.files.begin(), list.files.end(), by_path);
  const auto same = [](const SourceFile& a, const SourceFile& b) { return a.path == b.path; };
  list.files.erase(std::unique(list.files.begin(), list.files.end(), same), list.files.end());
  std::stable_sort(list.skipped.begin(), list.skipped.end(),
                   [](const SkippedFile& a, const SkippedFile& b) { return a.path < b.path; });
  return list;
}

bool left_out(const std::string& root, const std::string& path) {
  IgnoreRules rules;
  std::string folder;
  for (size_t slash = 0; slash != std::string::npos; slash = path.find('/', slash + 1)) {
    folder = path.substr(0, slash);
    add_own_rules(fs::path(root) / folder, folder, rules);
  }
  return rules.ignores_file(path);
}

Result<std::string> read_source(const SourceFile& file, size_t max_bytes, bool all_files) {
  std::error_code error;
  const auto size = fs::file_size(file.path, error);
  if (!error && size > max_bytes) {
    return fail(ErrorKind::kLimit, "larger than " + std::to_string(max_bytes) + " bytes", {file.path});
  }
  BROCH_TRY(std::string text, read_file(file.path, max_bytes));
  // What somebody names is scanned: compilers read on behind a NUL.
  if (!file.named && std::string_view(text).substr(0, kBinaryProbe).find('\0') != std::string_view::npos) {
    return fail(ErrorKind::kInput, "binary", {file.path});
  }
  if (!file.named && !all_files) {
    if (std::string why = written_by_program(file.path, text); !why.empty()) {
      return fail(ErrorKind::kInput, std::move(why), {file.path});
    }
  }
  return text;
}

std::string written_by_program(std::string_view path, std::string_view text) {
  const std::string name = to_lower(path.substr(path.rfind('/') + 1));
  if (name.find(".min.") != std::string::npos || name.ends_with("-min.js")) return "minified";
  size_t lines = 0, longest = 0, begin = 0;
  while (begin < text.size()) {
    const size_t newline = std::min(text.find('\n', begin), text.size());
    longest = std::max(longest, newline - begin);
    if (++lines <= kGeneratedProbeLines) {
      const std::string line = to_lower(ellipsize(text.substr(begin, newline - begin), 400));
      const std::string_view start = trim(line);
      const bool comment = start.starts_with("//") || start.starts_with("/*") || start.starts_with("*") ||
                           start.starts_with("#") || start.starts_with("--") || start.starts_with("<!--");
      const bool hands_off =
          line.find("do not edit") != std::string::npos || line.find("do not modify") != std::string::npos;
      if (comment && (line.find("@generated") != std::string::npos ||
                      (hands_off && line.find("generated") != std::string::npos))) {
        return "generated";
      }
    }
    begin = newline + 1;
  }
  if (longest > kLongLine && text.size() / std::max<size_t>(lines, 1) > kLongAverage) return "minified";
  return {};
}

}  // namespace broch::scan
