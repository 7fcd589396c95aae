// What the modes of `broch scan` share: its options, and one text scanned with fingerprints, suppressions and
// baseline.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "report/scan_report.h"
#include "scan/baseline.h"
#include "scan/extent.h"
#include "scan/scan.h"

namespace broch::cli {

/// The options of `broch scan`, as given.
struct ScanArguments {
  std::vector<std::string> paths;
  std::vector<std::string> config;
  std::string lang;
  std::string lang_field;
  std::string icd_use_case = scan::LoadOptions{}.use_case;
  std::string jsonl;
  std::string field = "code";
  std::string prefix;
  std::string prefix_field;
  std::string diff;
  std::string format;
  std::string baseline;
  std::string write_baseline;
  bool no_default_rules = false;
  bool skip_unsupported = false;
  bool no_ignore = false;
  bool all_files = false;
  bool sarif = false;
  bool reply = false;
  bool fix = false;
  bool dry_run = false;
  size_t max_bytes = scan::ScanOptions{}.max_bytes;
};

/// The loaded rules and what the options say about scanning a text. Immutable: files are scanned in parallel.
class ScanSession {
 public:
  static Result<ScanSession> open(const ScanArguments& arguments, const Common& common);

  const ScanArguments& arguments() const { return *arguments_; }
  const Common& common() const { return *common_; }
  const scan::RulePack& pack() const { return scanner_.pack(); }
  /// --lang.
  std::optional<scan::Language> language() const { return language_; }

  /// `path` is that of the file, for rules with `paths`; empty for text that is none.
  scan::ScanResult raw(std::string_view code, scan::Language language, std::string_view prefix,
                       std::string_view path = {}) const;
  /// Gives findings, all of them and in order, their fingerprints and what is known of them.
  report::ScannedText marked(std::string path, std::string text, scan::Language language,
                             scan::ScanResult result) const;
  /// Both, with the context of --prefix.
  report::ScannedText scanned(std::string path, std::string text, scan::Language language) const;

 private:
  ScanSession(const ScanArguments& arguments, const Common& common,
              std::shared_ptr<const scan::RulePack> pack)
      : arguments_(&arguments), common_(&common), scanner_(std::move(pack)) {}

  const ScanArguments* arguments_;
  const Common* common_;
  scan::Scanner scanner_;
  std::optional<scan::Language> language_;
  std::string prefix_;
  scan::Baseline baseline_;
  bool honour_comments_ = false;
};

/// The language that a name means, or a usage error that lists those there are.
Result<scan::Language> language_named(const std::string& name);
/// "c, javascript, …": the names of all languages.
std::string language_list();

// The modes; each adds to the report.
Status scan_paths(const ScanSession& session, report::ScanReport& report);
Status scan_diff(const ScanSession& session, report::ScanReport& report);
Status scan_replies(const ScanSession& session, report::ScanReport& report);
/// Prints a line of JSON for each line of the file: the exit code.
Result<int> scan_lines(const ScanSession& session);

/// The code of a reply; what is skipped is named after `path`. Places are those of the reply.
report::ScannedText scan_reply(const ScanSession& session, std::string path, std::string reply,
                               std::vector<scan::SkippedFile>& skipped);

/// What was found in one file, after its fixes if --fix asks for them.
struct ScannedFile {
  report::ScannedText text;
  std::optional<report::FixedFile> fixed;
  std::string not_fixed;  ///< why its fixes were refused
};

/// Scans the text of a file and, with --fix, writes its fixes and scans it again. Without --dry-run the file
/// must still hold `text`. `keep` leaves out findings that are not asked for.
ScannedFile scan_file(const ScanSession& session, const std::string& path, std::string text,
                      scan::Language language, const std::function<bool(const scan::Extent&)>& keep);
/// Adds it to a report.
void add(ScannedFile file, report::ScanReport& report);

}  // namespace broch::cli
