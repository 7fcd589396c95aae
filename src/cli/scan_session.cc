// One text scanned, and what the options of `broch scan` say about it.
#include <fmt/format.h>

#include <filesystem>

#include "cli/scan.h"
#include "core/file.h"
#include "core/text.h"
#include "scan/fingerprint.h"
#include "scan/lang/grammar.h"
#include "scan/suppress.h"

namespace broch::cli {

std::string language_list() {
  std::vector<std::string> names;
  for (const scan::Language language : scan::kLanguages) names.emplace_back(scan::name(language));
  return join(names, ", ");
}

Result<scan::Language> language_named(const std::string& name) {
  const auto language = scan::language_by_name(name);
  if (!language)
    return fail(ErrorKind::kUsage, "unknown language `" + name + "`", {}, "there are " + language_list());
  return *language;
}

Result<ScanSession> ScanSession::open(const ScanArguments& arguments, const Common& common) {
  BROCH_TRY(std::shared_ptr<const scan::RulePack> pack,
            scan::RulePack::load(
                arguments.config, arguments.no_default_rules,
                {.skip_unsupported = arguments.skip_unsupported, .use_case = arguments.icd_use_case}));
  if (!pack->skipped().empty() && !common.quiet) {
    fmt::print(stderr, "broch: {} rules were skipped; `broch rules validate --skip-unsupported` says why\n",
               pack->skipped().size());
  }
  if (pack->empty()) {
    // Said even to the quiet: "no finding" would be taken for an answer.
    fmt::print(
        stderr,
        "broch: no rule ran, so nothing was looked for; add --config, or leave out --no-default-rules\n");
  }
  ScanSession session(arguments, common, std::move(pack));
  if (!arguments.lang.empty()) {
    BROCH_TRY(session.language_, language_named(arguments.lang));
  }
  if (!arguments.prefix.empty()) {
    BROCH_TRY(session.prefix_, read_file(arguments.prefix, arguments.max_bytes));
  }
  if (!arguments.baseline.empty()) {
    BROCH_TRY(session.baseline_, scan::Baseline::load(arguments.baseline));
  }
  // What a model wrote is not told by the model which findings count.
  session.honour_comments_ = !arguments.no_ignore && !arguments.reply && arguments.jsonl.empty();
  return session;
}

namespace {

/// A file's path as rules with `paths` see it: from the working folder, which counts as the project's root.
std::string path_in_project(std::string_view path) {
  if (path.empty() || path == "-") return {};
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::path(path).lexically_normal();
  if (whole.is_relative()) return whole.generic_string();
  const std::filesystem::path root = std::filesystem::current_path(error);
  const std::filesystem::path inside = error ? whole : whole.lexically_relative(root);
  const bool outside = inside.empty() || *inside.begin() == "..";
  return (outside ? whole.relative_path() : inside).generic_string();
}

}  // namespace

scan::ScanResult ScanSession::raw(std::string_view code, scan::Language language, std::string_view prefix,
                                  std::string_view path) const {
  const std::string in_project = path_in_project(path);
  scan::ScanOptions options;
  options.path = in_project;
  options.max_bytes = arguments_->max_bytes;
  options.prefix = prefix;
  return scanner_.scan(code, language, options);
}

report::ScannedText ScanSession::marked(std::string path, std::string text, scan::Language language,
                                        scan::ScanResult result) const {
  const std::vector<std::string> prints = scan::fingerprints(result.findings, path, text);
  const std::vector<bool> muted = honour_comments_ ? scan::suppressed(text, language, result.findings)
                                                   : std::vector<bool>(result.findings.size(), false);
  report::ScannedText out{.path = std::move(path),
                          .text = std::move(text),
                          .partial = result.partial,
                          .why = std::move(result.why)};
  for (size_t i = 0; i < result.findings.size(); ++i) {
    const report::Known known = muted[i]                        ? report::Known::kSuppressed
                                : baseline_.contains(prints[i]) ? report::Known::kBaseline
                                                                : report::Known::kNo;
    out.findings.push_back({std::move(result.findings[i]), prints[i], known});
  }
  return out;
}

report::ScannedText ScanSession::scanned(std::string path, std::string text, scan::Language language) const {
  scan::ScanResult result = raw(text, language, prefix_, path);
  return marked(std::move(path), std::move(text), language, std::move(result));
}

}  // namespace broch::cli
