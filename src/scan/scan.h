// The insecure-code detector.
//
//   BROCH_TRY(auto pack, scan::RulePack::builtin());
//   scan::Scanner scanner(pack);
//   scan::ScanResult result = scanner.scan(code, scan::Language::kPython);
//   for (const Finding& f : result.findings) ...
//
// RulePack and Scanner are immutable and may be used from any number of threads.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/error.h"
#include "core/finding.h"

namespace broch::scan {

/// kTsx is TypeScript with JSX, a grammar of its own; rules for `typescript` run on both. kGeneric is any
/// text without a grammar here: YAML, Dockerfiles, Terraform, SQL.
enum class Language {
  kBash,
  kC,
  kCpp,
  kCSharp,
  kGeneric,
  kGo,
  kJava,
  kJavaScript,
  kPhp,
  kPython,
  kRuby,
  kRust,
  kTsx,
  kTypeScript
};

/// "bash", "c", "cpp", "csharp", ...
const char* name(Language language);
/// Names and aliases as rules and fences use them: "py", "python3", "js", "jsx", "node", ...
std::optional<Language> language_by_name(std::string_view name);
/// By file name extension or, for a few, the whole file name.
std::optional<Language> language_by_path(std::string_view path);
/// A guess for code without a tag; nothing when no language is likely.
std::optional<Language> classify(std::string_view code);
/// The same of what is known to be code, by its fence say: where its signs do not tell, the likeliest
/// language in which it parses and calls something.
std::optional<Language> classify_code(std::string_view code);

/// What `broch rules list` shows of a rule.
struct RuleInfo {
  std::string id;
  std::string message;
  std::string secure;  ///< metadata.secure: what to write instead
  Severity severity = Severity::kWarning;
  Confidence confidence = Confidence::kMedium;
  std::vector<std::string> cwe;
  std::vector<Language> languages;
  /// metadata.disabled: why the rule does not run where it comes built in. A file that somebody names runs
  /// whole.
  std::string disabled;
  Place place;
};

struct RuleSource {
  std::string path;  ///< named in errors
  std::string text;
};

struct LoadOptions {
  /// A rule that does not load is counted in RulePack::skipped instead of being an error.
  bool skip_unsupported = false;
  /// Which list of an ICD pack's config.yaml says what is on.
  std::string use_case = "cyberseceval";
};

/// A rule that is in the files and not in the pack: it does not load, or is for another version of the rule
/// format.
struct SkippedRule {
  std::string id;  ///< empty when the rule has none
  Place place;
  std::string why;
};

/// Compiled rules.
class RulePack {
 public:
  /// The first rule that does not compile is an error with file:line:column.
  static Result<std::shared_ptr<const RulePack>> compile(const std::vector<RuleSource>& sources,
                                                         const LoadOptions& options = {});
  /// The rules that come with Broch.
  static Result<std::shared_ptr<const RulePack>> builtin();
  /// Built-in rules (unless `only`) and every *.yaml / *.yml file below each path.
  static Result<std::shared_ptr<const RulePack>> load(const std::vector<std::string>& paths, bool only,
                                                      const LoadOptions& options = {});

  ~RulePack();
  /// All of them; those that come with Broch are read for this.
  const std::vector<RuleInfo>& rules() const;
  bool empty() const;
  const std::vector<SkippedRule>& skipped() const;
  /// Whether any rule names the language; rules for `regex` run on every text and name none, but a pack of
  /// those alone covers all. A scan of another language says so as partial: that nothing was found there is
  /// no answer.
  bool covers(Language language) const;
  /// Whether somebody's own rule is for `regex`, `none` or `generic`, and so for files in no known language.
  bool reads_any_text() const;
  /// Hash over the rule sources: the deciding part of a grader or guard that uses this pack.
  const std::string& digest() const;

  struct Compiled;
  const Compiled& compiled() const { return *compiled_; }

 private:
  RulePack();
  std::unique_ptr<Compiled> compiled_;
};

/// What one scan may cost. Where a limit ends it the result is partial. Rules that need no tree run first, so
/// neither a slow parse nor a slow match keeps them from it. Times are processor time of the thread: a busy
/// machine makes no result partial, and a slow one only what would be slow on any.
struct ScanLimits {
  uint64_t steps;       ///< of parsing and matching, counted: the result is the same on every machine
  uint32_t backtracks;  ///< of a regular expression, from one place of the text
  std::chrono::microseconds searches;  ///< for all searches by regular expressions, see TimeAllowance
  std::chrono::microseconds parse;     ///< for all parsing, see TimeAllowance
  std::chrono::microseconds total;     ///< for everything: far above what the steps take
  size_t findings;                     ///< more are not kept

  /// For files that wait for nobody: code that people write stays far below.
  static ScanLimits file(size_t bytes);
  /// For a window that an editor waits for: 2 ms, and 2.5 us for each 10 bytes.
  static ScanLimits live(size_t bytes);
};

struct ScanOptions {
  std::optional<ScanLimits> limits;  ///< without, those of a file of the text's size
  size_t max_bytes = 4 << 20;
  /// Where the text lies, relative to the root of the project, for rules that are for some files alone.
  /// Empty: for every rule.
  std::string_view path = {};
  /// Autocomplete context: it comes before the text, and only findings that end in the text are reported. One
  /// that begins in the context has the text's part as its place, and counts where the context alone has it
  /// not.
  std::string_view prefix = {};
  /// Honour `nosemgrep` and `broch:ignore` comments. Only for code whose author is trusted: a model could
  /// write one into its own answer.
  bool suppressions = false;
};

/// Findings are sorted by place, spans are bytes of the scanned text (without the prefix).
struct ScanResult {
  std::vector<Finding> findings;
  bool partial = false;
  std::string why;  ///< why it is partial
};

class Scanner {
 public:
  explicit Scanner(std::shared_ptr<const RulePack> pack);
  ScanResult scan(std::string_view code, Language language, const ScanOptions& options = {}) const;
  const RulePack& pack() const { return *pack_; }

 private:
  std::shared_ptr<const RulePack> pack_;
};

std::span<const EmbeddedFile> builtin_rule_files();

}  // namespace broch::scan
