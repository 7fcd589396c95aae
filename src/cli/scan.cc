// broch scan: files, folders, standard input, changes, model replies and JSON lines against the insecure-code
// rules.
#include "cli/scan.h"

#include "cli/subcommand.h"
#include "core/file.h"

namespace broch::cli {
namespace {

enum class Format { kText, kJson, kSarif, kGithub };

std::unexpected<Error> usage(std::string what, std::string remedy = {}) {
  return fail(ErrorKind::kUsage, std::move(what), {}, std::move(remedy));
}

/// --format, or its shorthands; two that disagree are an error.
Result<Format> format_of(const ScanArguments& arguments, const Common& common) {
  std::optional<Format> out;
  const auto want = [&](bool given, Format format) {
    const bool agrees = !given || !out || *out == format;
    if (given) out = format;
    return agrees;
  };
  if (!want(common.json, Format::kJson) || !want(arguments.sarif, Format::kSarif) ||
      !want(arguments.format == "text", Format::kText) || !want(arguments.format == "json", Format::kJson) ||
      !want(arguments.format == "sarif", Format::kSarif) ||
      !want(arguments.format == "github", Format::kGithub)) {
    return usage("two output formats were asked for", "give one of --json, --sarif and --format");
  }
  return out.value_or(Format::kText);
}

Status check(const ScanArguments& arguments, Format format) {
  const bool input = std::find(arguments.paths.begin(), arguments.paths.end(), "-") != arguments.paths.end();
  const bool lines = !arguments.jsonl.empty(), diff = !arguments.diff.empty();
  if (lines + diff + (!arguments.paths.empty() && !diff) == 0) {
    return usage("nothing to scan", "name files or folders, `-` for standard input, --diff or --jsonl");
  }
  if (lines && (diff || !arguments.paths.empty())) return usage("--jsonl takes neither paths nor --diff");
  if (diff && (arguments.reply || input)) return usage("--diff takes neither --reply nor `-`");
  if (arguments.fix && (lines || arguments.reply || input)) {
    return usage("--fix changes files; standard input, replies and JSON lines are none");
  }
  if (arguments.dry_run && !arguments.fix) return usage("--dry-run is for --fix");
  if (lines && format != Format::kText && format != Format::kJson) {
    return usage("--jsonl prints JSON lines", "leave out --format and --sarif");
  }
  if (lines && !arguments.write_baseline.empty()) return usage("--write-baseline is for files");
  if (lines && !arguments.reply && arguments.lang.empty() && arguments.lang_field.empty()) {
    return usage("--jsonl needs the language of the code",
                 "add --lang or --lang-field, or --reply for whole replies");
  }
  if (!lines && !arguments.prefix_field.empty()) return usage("--prefix-field is for --jsonl");
  if (!lines && !arguments.lang_field.empty()) return usage("--lang-field is for --jsonl");
  if (!arguments.prefix.empty() && (!arguments.prefix_field.empty() || arguments.reply)) {
    return usage("--prefix goes with neither --prefix-field nor --reply");
  }
  return {};
}

Status write_baseline(const std::string& path, const report::ScanReport& report) {
  std::vector<scan::KnownFinding> known;
  for (const report::ScannedText& text : report.texts) {
    for (const report::CodeFinding& one : text.findings) {
      if (one.known != report::Known::kSuppressed)
        known.push_back({text.path, one.finding.rule, one.fingerprint});
    }
  }
  return write_file(path, scan::baseline_text(std::move(known)));
}

std::string shown(const report::ScanReport& report, Format format, const ScanSession& session) {
  switch (format) {
    case Format::kJson:
      return report::scan_json(report);
    case Format::kSarif:
      return report::sarif(report, session.pack());
    case Format::kGithub:
      return report::scan_github(report);
    case Format::kText:
      break;
  }
  return report::scan_text(report, use_color(), session.common().quiet);
}

Result<int> run(const ScanArguments& arguments, const Common& common) {
  BROCH_TRY(const Format format, format_of(arguments, common));
  BROCH_CHECK(check(arguments, format));
  BROCH_TRY(const ScanSession session, ScanSession::open(arguments, common));
  if (!arguments.jsonl.empty()) return scan_lines(session);
  report::ScanReport report{.skipped_rules = session.pack().skipped().size(), .wants_fixes = arguments.fix};
  if (!arguments.diff.empty()) {
    BROCH_CHECK(scan_diff(session, report));
  } else {
    BROCH_CHECK(arguments.reply ? scan_replies(session, report) : scan_paths(session, report));
  }
  if (!arguments.write_baseline.empty()) BROCH_CHECK(write_baseline(arguments.write_baseline, report));
  BROCH_CHECK(print(shown(report, format, session)));
  const bool known = !arguments.write_baseline.empty();
  return !known && report.count(report::Known::kNo) > 0 ? kFindings : kOk;
}

void add_inputs(Subcommand command, ScanArguments& arguments) {
  command.option("paths", arguments.paths, "Files or folders; - is standard input");
  command.option("--lang", arguments.lang, "Language of the code: " + language_list());
  command.option("--diff", arguments.diff,
                 "Only lines that changed against a commit, or that a diff on standard input (-) adds");
  command.flag("--reply", arguments.reply, "The texts are replies of a model: scan the code in them");
  command.option("--prefix", arguments.prefix, "File with the code before the text: context, not scanned");
  command.option("--jsonl", arguments.jsonl, "Scan a field of each line of a JSON-lines file");
  command.option("--field", arguments.field, "The field that holds the code").show_default();
  command.option("--lang-field", arguments.lang_field, "The field that holds the language");
  command.option("--prefix-field", arguments.prefix_field, "The field that holds the code before it");
  command.option("--max-bytes", arguments.max_bytes, "Skip larger files").show_default();
  command.flag("--all-files", arguments.all_files,
               "Also what ignore files leave out, and minified and generated files");
}

void add_outputs(Subcommand command, ScanArguments& arguments) {
  command.option("--format", arguments.format, "text, json, sarif or github")
      .one_of({"text", "json", "sarif", "github"});
  command.flag("--sarif", arguments.sarif, "Print SARIF 2.1.0");
  command.flag("--no-ignore", arguments.no_ignore, "Report also what nosemgrep and broch:ignore suppress");
  command.option("--baseline", arguments.baseline, "File of findings that are known: only others count");
  command.option("--write-baseline", arguments.write_baseline, "Write the findings to a baseline file");
  command.flag("--fix", arguments.fix, "Apply the fixes of findings to the files, then tell what remains");
  command.flag("--dry-run", arguments.dry_run, "With --fix: print what would change as a diff");
}

}  // namespace

void add_scan(Subcommand app) {
  Subcommand command =
      app.add("scan", "Find insecure code in files, folders, changes, replies or JSON lines");
  auto arguments = std::make_shared<ScanArguments>();
  add_inputs(command, *arguments);
  command.option("--config", arguments->config, "Add the rules of a file or folder (repeatable)")
      .one_at_a_time();
  command.flag("--no-default-rules", arguments->no_default_rules, "Only the rules given with --config");
  command
      .option("--icd-use-case", arguments->icd_use_case,
              "Of an insecure-code-detector pack with a config.yaml: whose list of rules is on")
      .show_default();
  command.flag("--skip-unsupported", arguments->skip_unsupported,
               "Pass over rules that do not load, and count them");
  add_outputs(command, *arguments);
  command.action([arguments](const Common& common) { return run(*arguments, common); });
}

}  // namespace broch::cli
