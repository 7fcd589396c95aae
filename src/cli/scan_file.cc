// A file scanned and, with --fix, mended.
#include <filesystem>

#include "cli/scan.h"
#include "core/file.h"
#include "report/places.h"
#include "scan/fix.h"

namespace broch::cli {
namespace {

using Keep = std::function<bool(const scan::Extent&)>;

report::ScannedText scanned(const ScanSession& session, const std::string& path, std::string text,
                            scan::Language language, const Keep& keep) {
  report::ScannedText out = session.scanned(path, std::move(text), language);
  if (keep) {
    const std::vector<scan::Extent> where = report::places(out);
    std::vector<report::CodeFinding> kept;
    for (size_t i = 0; i < where.size(); ++i) {
      if (keep(where[i])) kept.push_back(std::move(out.findings[i]));
    }
    out.findings = std::move(kept);
  }
  // A report of many files keeps no text that it does not show.
  if (out.findings.empty()) out.text.clear();
  return out;
}

/// The old file stays where anything goes wrong, also when somebody wrote to it in the meantime.
Status replace(const std::string& path, std::string_view before, std::string_view after) {
  std::error_code error;
  const std::string target = std::filesystem::canonical(path, error).string();
  if (error) return fail(ErrorKind::kIo, "cannot find it any more: " + error.message(), {path});
  BROCH_TRY(const std::string now, read_file(target));
  if (now != before) return fail(ErrorKind::kIo, "it changed while it was scanned", {path});
  return write_file(target, after);
}

}  // namespace

ScannedFile scan_file(const ScanSession& session, const std::string& path, std::string text,
                      scan::Language language, const Keep& keep) {
  ScannedFile out{.text = scanned(session, path, std::move(text), language, keep)};
  if (!session.arguments().fix) return out;
  std::vector<Finding> fixable;
  for (const report::CodeFinding& one : out.text.findings) {
    if (one.known == report::Known::kNo && one.finding.fix) fixable.push_back(one.finding);
  }
  if (fixable.empty()) return out;
  auto mended = scan::apply_fixes(out.text.text, fixable, language);
  if (!mended) {
    out.not_fixed = mended.error().what;
    return out;
  }
  out.fixed = report::FixedFile{path, mended->edits.size(), mended->overlapping, {}};
  if (session.arguments().dry_run) {
    out.fixed->diff = scan::unified_diff(path, out.text.text, mended->edits);
    return out;
  }
  if (Status written = replace(path, out.text.text, mended->text); !written) {
    out.not_fixed = written.error().what;
    out.fixed.reset();
    return out;
  }
  // The lines of a diff no longer fit the new text; what remains is told for the whole file.
  out.text = scanned(session, path, std::move(mended->text), language, {});
  return out;
}

void add(ScannedFile file, report::ScanReport& report) {
  if (!file.not_fixed.empty()) report.not_fixed.push_back({file.text.path, file.not_fixed});
  if (file.fixed) report.fixed.push_back(std::move(*file.fixed));
  report.texts.push_back(std::move(file.text));
}

}  // namespace broch::cli
