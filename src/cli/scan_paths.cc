// `broch scan PATH…`: files, folders and standard input.
#include <algorithm>

#include "cli/scan.h"
#include "core/file.h"
#include "core/thread_pool.h"
#include "scan/files.h"

namespace broch::cli {
namespace {

constexpr size_t kMaxInput = size_t{1} << 30;

Status scan_input(const ScanSession& session, report::ScanReport& report) {
  BROCH_TRY(std::string text, read_file("-", kMaxInput));
  const auto language = session.language() ? session.language() : scan::classify_code(text);
  if (!language) {
    return fail(ErrorKind::kUsage, "the language of standard input is not known", {}, "name it with --lang");
  }
  report.texts.push_back(session.scanned("-", std::move(text), *language));
  return {};
}

}  // namespace

Status scan_paths(const ScanSession& session, report::ScanReport& report) {
  const ScanArguments& arguments = session.arguments();
  std::vector<std::string> paths;
  for (const std::string& path : arguments.paths) {
    if (path == "-") {
      BROCH_CHECK(scan_input(session, report));
    } else {
      paths.push_back(path);
    }
  }
  BROCH_TRY(scan::FileList list, scan::list_files(paths, {.language = session.language(),
                                                          .all_files = arguments.all_files,
                                                          .any_text = session.pack().reads_any_text()}));
  report.skipped = std::move(list.skipped);
  report.other_files = list.other;
  // What nobody named and no rule is for is like a file of no known language.
  report.other_files += std::erase_if(list.files, [&](const scan::SourceFile& file) {
    return !session.pack().covers(file.language) &&
           std::find(paths.begin(), paths.end(), file.path) == paths.end();
  });
  std::vector<ScannedFile> results(list.files.size());
  std::vector<std::string> why(list.files.size());
  Progress progress("scan", list.files.size(), "files", session.common().progress());
  parallel_for(list.files.size(), 0, [&](size_t i) {
    const scan::SourceFile& file = list.files[i];
    auto text = scan::read_source(file, arguments.max_bytes, arguments.all_files);
    if (text) {
      const scan::Language language =
          session.language() ? file.language : scan::language_of(file.path, file.language, *text);
      results[i] = scan_file(session, file.path, *std::move(text), language, {});
    } else {
      why[i] = text.error().what;
    }
    progress.advance();
  });
  progress.finish();
  for (size_t i = 0; i < results.size(); ++i) {
    if (why[i].empty()) {
      add(std::move(results[i]), report);
    } else {
      report.skipped.push_back({list.files[i].path, why[i]});
    }
  }
  return {};
}

}  // namespace broch::cli
