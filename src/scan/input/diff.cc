#include "scan/input/diff.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "core/text.h"

namespace broch::scan {
namespace {

constexpr int kMaxLine = 1'000'000'000;

/// `"a\303\244\tb"`, as git writes names with special characters. What is not quoted ends at a tab, behind
/// which stands a time.
std::string file_name(std::string_view text) {
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (!text.starts_with('"')) return std::string(text.substr(0, text.find('\t')));
  std::string out;
  for (size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    if (c >= '0' && c <= '3' && i + 2 < text.size()) {
      out += static_cast<char>((c - '0') * 64 + (text[i + 1] - '0') * 8 + (text[i + 2] - '0'));
      i += 2;
      continue;
    }
    static constexpr std::string_view kNames = "abtnvfr", kMeant = "\a\b\t\n\v\f\r";
    const size_t known = kNames.find(c);
    out += known == std::string_view::npos ? c : kMeant[known];
  }
  return out;
}

/// `a/` and `b/`, or the letters that git uses for commits, the index and the work tree.
bool has_prefix(std::string_view path) {
  return path.size() > 2 && path[1] == '/' &&
         std::string_view("abciow").find(path[0]) != std::string_view::npos;
}

/// "12,3" or "12": where a hunk begins and how many lines it has.
struct Extent {
  int line = 0;
  int count = 1;
};

std::optional<Extent> read_extent(std::string_view text) {
  Extent out;
  const auto number = [&](int& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    return error == std::errc() && value >= 0 && value < kMaxLine;
  };
  if (!number(out.line)) return std::nullopt;
  if (text.starts_with(',')) {
    text.remove_prefix(1);
    if (!number(out.count)) return std::nullopt;
  }
  return text.empty() ? std::optional(out) : std::nullopt;
}

struct Hunk {
  Extent before, after;
};

/// `@@ -3,2 +3,4 @@ text`.
std::optional<Hunk> read_hunk(std::string_view line) {
  if (!line.starts_with("@@ -")) return std::nullopt;
  line.remove_prefix(4);
  const size_t plus = line.find(" +"), end = line.find(" @@");
  if (plus == std::string_view::npos || end == std::string_view::npos || end < plus + 2) return std::nullopt;
  const auto before = read_extent(line.substr(0, plus));
  const auto after = read_extent(line.substr(plus + 2, end - plus - 2));
  if (!before || !after) return std::nullopt;
  return Hunk{*before, *after};
}

class Reader {
 public:
  Reader(std::string_view diff, const std::string& name) : lines_(split(diff, '\n')), name_(name) {
    // The end of the last line begins no further one.
    if (!lines_.empty() && lines_.back().empty()) lines_.pop_back();
  }

  Result<std::vector<ChangedFile>> read() {
    while (at_ < lines_.size()) {
      const std::string_view line = lines_[at_];
      if (line.starts_with("diff --git ")) {
        is_diff_ = true;
        old_.clear();
        file_.reset();
      } else if (line.starts_with("Binary files ") && line.find(" differ") != std::string_view::npos) {
        binary(line);
      } else if (line.starts_with("--- ") && at_ + 1 < lines_.size() && lines_[at_ + 1].starts_with("+++ ")) {
        old_ = file_name(line.substr(4));
        begin(file_name(lines_[++at_].substr(4)));
      } else if (const auto hunk = read_hunk(line); hunk && !old_.empty()) {
        ++at_;
        BROCH_CHECK(body(*hunk));
        continue;
      }
      ++at_;
    }
    if (!is_diff_ && !lines_.empty()) {
      return fail(ErrorKind::kInput, "this is no diff: nothing in it says which lines of which files change",
                  {name_, 1}, "give what `git diff` or `diff -u` writes");
    }
    for (ChangedFile& file : files_) {
      std::stable_sort(file.added.begin(), file.added.end(),
                       [](const AddedLine& a, const AddedLine& b) { return a.line < b.line; });
    }
    return std::move(files_);
  }

 private:
  void begin(std::string path) {
    is_diff_ = true;
    file_.reset();
    if (path == "/dev/null") return;
    if (has_prefix(path) && (has_prefix(old_) || old_ == "/dev/null")) path.erase(0, 2);
    file_ = named(path);
  }

  size_t named(const std::string& path) {
    const auto [entry, is_new] = index_.try_emplace(path, files_.size());
    if (is_new) files_.push_back({path, {}, false});
    return entry->second;
  }

  /// "Binary files a/x and b/x differ".
  void binary(std::string_view line) {
    const size_t end = line.rfind(" differ"), middle = line.rfind(" and ", end);
    if (middle == std::string_view::npos) return;
    is_diff_ = true;
    std::string path = file_name(line.substr(middle + 5, end - middle - 5));
    if (path == "/dev/null") return;
    if (has_prefix(path)) path.erase(0, 2);
    files_[named(path)].binary = true;
  }

  /// The lines of a hunk, by its counts: a line that reads like a header is content all the same.
  Status body(const Hunk& hunk) {
    int before = hunk.before.count, after = hunk.after.count, line = hunk.after.line;
    const size_t head = at_;
    for (; (before > 0 || after > 0) && at_ < lines_.size(); ++at_) {
      const std::string_view text = lines_[at_];
      const char mark = text.empty() ? ' ' : text[0];
      if (mark == '\\') continue;
      if (mark == '-' && before > 0) {
        --before;
      } else if (mark == '+' && after > 0) {
        std::string_view content = text.substr(1);
        if (content.ends_with('\r')) content.remove_suffix(1);
        if (file_) files_[*file_].added.push_back({line, content});
        ++line;
        --after;
      } else if ((mark == ' ' || mark == '\r') && before > 0 && after > 0) {
        --before;
        --after;
        ++line;
      } else {
        break;
      }
    }
    if (before > 0 || after > 0) {
      return fail(ErrorKind::kInput, "a hunk of the diff has fewer lines than it says",
                  {name_, static_cast<int>(head), 1}, "check that the diff is complete");
    }
    return {};
  }

  std::vector<std::string_view> lines_;
  const std::string& name_;
  size_t at_ = 0;
  bool is_diff_ = false;  ///< something in it is of a diff
  std::string old_;
  std::vector<ChangedFile> files_;
  std::map<std::string, size_t> index_;
  std::optional<size_t> file_;
};

}  // namespace

Result<std::vector<ChangedFile>> parse_diff(std::string_view diff, const std::string& name) {
  return Reader(diff, name).read();
}

bool touches(const std::vector<AddedLine>& lines, int first, int last) {
  const auto at = std::lower_bound(lines.begin(), lines.end(), first,
                                   [](const AddedLine& line, int wanted) { return line.line < wanted; });
  return at != lines.end() && at->line <= last;
}

}  // namespace broch::scan
