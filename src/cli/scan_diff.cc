// `broch scan --diff BASE|-`: the files that a change touches, and of their findings those on lines that it
// adds.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "cli/scan.h"
#include "core/file.h"
#include "core/text.h"
#include "core/thread_pool.h"
#include "scan/files.h"
#include "scan/input/diff.h"
#include "scan/input/git.h"

namespace broch::cli {
namespace fs = std::filesystem;

namespace {

constexpr size_t kMaxDiff = size_t{256} << 20;

/// A file of the change. Without `lines` all of it is new.
struct Change {
  std::string below;  ///< from the root: not to be trusted
  std::optional<std::vector<scan::AddedLine>> lines;
  bool binary = false;
};

/// `root` is the folder that paths of the diff count from; `diff` owns the lines.
struct Changes {
  fs::path root;
  std::string diff;
  std::vector<Change> files;
};

Result<Changes> read_changes(const std::string& base) {
  Changes out;
  std::error_code error;
  out.root = fs::canonical(".", error);
  if (error) return fail(ErrorKind::kIo, "cannot read the folder: " + error.message());
  std::vector<std::string> untracked;
  if (base == "-") {
    BROCH_TRY(out.diff, read_file("-", kMaxDiff));
  } else {
    const auto git = scan::Git::open(".");
    if (!git) {
      return fail(ErrorKind::kUsage, "--diff " + base + " needs git and a checkout", {},
                  "run it inside one, or give a diff on standard input with --diff -");
    }
    out.root = fs::canonical(git->top(), error);
    if (error) return fail(ErrorKind::kIo, "cannot read the checkout: " + error.message());
    BROCH_TRY(out.diff, git->diff_from(base));
    BROCH_TRY(untracked, git->untracked());
  }
  BROCH_TRY(std::vector<scan::ChangedFile> changed,
            scan::parse_diff(out.diff, base == "-" ? "<stdin>" : "git diff"));
  for (scan::ChangedFile& file : changed)
    out.files.push_back({file.path, std::move(file.added), file.binary});
  for (std::string& path : untracked) out.files.push_back({std::move(path), std::nullopt, false});
  std::sort(out.files.begin(), out.files.end(),
            [](const Change& a, const Change& b) { return a.below < b.below; });
  return out;
}

/// Why a path of a diff is not read: it must name a file below the root without passing a link. Empty when it
/// does.
std::string refused(const fs::path& root, const std::string& below) {
  const fs::path path(below);
  if (below.empty() || path.is_absolute() || below.find('\0') != std::string::npos ||
      std::find(path.begin(), path.end(), "..") != path.end()) {
    return "the diff names a path outside the folder";
  }
  std::error_code error;
  const fs::path target = root / path.lexically_normal();
  const fs::file_status status = fs::symlink_status(target, error);
  if (!fs::exists(status)) return "the diff names a file that is not there";
  const fs::path actual = fs::canonical(target, error);
  if (error || actual != target) return "a symbolic link";
  return fs::is_regular_file(status) ? "" : "not a file";
}

/// The lines of the diff are those of the file; else it describes another version, and every line counts as
/// changed.
bool describes(const std::vector<scan::AddedLine>& added, std::string_view text) {
  const LineIndex lines(text);
  return std::all_of(added.begin(), added.end(),
                     [&](const scan::AddedLine& line) { return lines.line(line.line) == line.text; });
}

/// With paths on the command line, a change must lie in one of them.
bool wanted(const std::vector<fs::path>& within, const fs::path& file) {
  if (within.empty()) return true;
  return std::any_of(within.begin(), within.end(), [&](const fs::path& one) {
    const fs::path below = file.lexically_relative(one);
    return !below.empty() && *below.begin() != "..";
  });
}

}  // namespace

Status scan_diff(const ScanSession& session, report::ScanReport& report) {
  const ScanArguments& arguments = session.arguments();
  BROCH_TRY(Changes changes, read_changes(arguments.diff));
  if (changes.files.empty() && !session.common().quiet)
    fmt::print(stderr, "broch: the diff changes no file\n");
  std::error_code error;
  const fs::path here = fs::canonical(".", error);
  std::vector<fs::path> within;
  for (const std::string& path : arguments.paths) {
    within.push_back(fs::weakly_canonical(path, error));
    if (error || !fs::exists(within.back())) return fail(ErrorKind::kUsage, "no such file or folder", {path});
  }

  struct Item {
    const Change* change;
    std::string shown;
    scan::Language language;
  };
  std::vector<Item> items;
  for (const Change& change : changes.files) {
    const fs::path file = (changes.root / fs::path(change.below)).lexically_normal();
    if (!wanted(within, file)) continue;
    if (change.lines && change.lines->empty() && !change.binary) continue;  // only deletions
    auto language = scan::language_by_path(change.below);
    if (!language && session.pack().reads_any_text()) language = scan::Language::kGeneric;
    std::string why = refused(changes.root, change.below);
    if (why.empty() && (!language || !session.pack().covers(*language))) {
      ++report.other_files;
      continue;
    }
    const std::string shown = why.empty() ? file.lexically_relative(here).string() : change.below;
    if (why.empty() && !arguments.all_files && scan::left_out(changes.root.string(), change.below)) {
      why = "ignored by an ignore file";
    }
    if (why.empty()) {
      items.push_back({&change, shown, *language});
    } else {
      report.skipped.push_back({shown, why});
    }
  }

  std::vector<ScannedFile> results(items.size());
  std::vector<std::string> why(items.size());
  parallel_for(items.size(), 0, [&](size_t i) {
    const Item& item = items[i];
    auto text = scan::read_source({item.shown, item.language}, arguments.max_bytes, arguments.all_files);
    if (!text) {
      why[i] = text.error().what;
      return;
    }
    std::function<bool(const scan::Extent&)> keep;
    if (item.change->lines && describes(*item.change->lines, *text)) {
      keep = [&lines = *item.change->lines](const scan::Extent& where) {
        return scan::touches(lines, where.begin.line, where.end.line);
      };
    }
    const scan::Language language = scan::language_of(item.shown, item.language, *text);
    results[i] = scan_file(session, item.shown, *std::move(text), language, keep);
  });
  for (size_t i = 0; i < items.size(); ++i) {
    if (why[i].empty()) {
      add(std::move(results[i]), report);
    } else {
      report.skipped.push_back({items[i].shown, why[i]});
    }
  }
  return {};
}

}  // namespace broch::cli
