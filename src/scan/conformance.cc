#include "scan/conformance.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/file.h"
#include "core/text.h"
#include "core/thread_pool.h"
#include "core/yaml.h"
#include "scan/annotations.h"
#include "scan/fix.h"
#include "scan/pack.h"

namespace broch::scan {
namespace {

namespace fs = std::filesystem;
using MismatchKind = ConformanceMismatch::Kind;

constexpr size_t kMaxTest = 4 << 20;

/// A rule as its file says it, before it is compiled.
struct RawRule {
  std::string id;
  std::string mode = "search";
  std::string category;
  std::vector<Language> languages;
  bool any_language = false;  ///< regular expressions alone
  RuleSource source;          ///< a rule file that holds this rule alone, at its own lines
};

/// Lines `first`..`last` (from 1, inclusive) of `text`, all others blank, and `rules:` on the first line, so
/// that errors keep their places.
std::string only_lines(std::string_view text, int first, int last) {
  std::string out = "rules:";
  const LineIndex lines(text);
  for (int line = 1; line <= last; ++line) {
    if (line > 1) out += '\n';
    if (line >= first) {
      if (line == 1) return std::string(text);
      out += lines.line(line);
    }
  }
  out += '\n';
  return out;
}

std::string scalar_of(const yaml::Node& map, std::string_view key) {
  const yaml::Node* value = map.find(key);
  return value != nullptr && value->is_scalar() ? value->scalar : std::string();
}

/// The rules of a file; none when it is no rule file.
std::vector<RawRule> read_rules(const std::string& path) {
  std::vector<RawRule> out;
  const auto text = read_file(path, kMaxTest);
  if (!text) return out;
  const auto root = yaml::parse(*text, path);
  if (!root) return out;
  const yaml::Node* rules = root->find("rules");
  if (rules == nullptr || !rules->is_sequence()) return out;
  const LineIndex lines(*text);
  for (size_t i = 0; i < rules->items.size(); ++i) {
    const yaml::Node& node = rules->items[i];
    RawRule rule;
    rule.id = scalar_of(node, "id");
    if (const std::string mode = scalar_of(node, "mode"); !mode.empty()) rule.mode = mode;
    if (const yaml::Node* metadata = node.find("metadata")) rule.category = scalar_of(*metadata, "category");
    if (const yaml::Node* languages = node.find("languages")) {
      for (const yaml::Node& item : languages->items) {
        const std::string tag = to_lower(item.scalar);
        const auto language = language_by_name(tag);
        // Files of YAML or Terraform are scanned as text, but a rule for them needs their syntax.
        if (language && (*language != Language::kGeneric || tag == name(Language::kGeneric))) {
          rule.languages.push_back(*language);
        }
        rule.any_language |= item.scalar == "regex" || item.scalar == "none";
      }
    }
    const int last = i + 1 < rules->items.size() ? rules->items[i + 1].line - 1 : lines.line_count();
    rule.source = {path, only_lines(*text, node.line, last)};
    out.push_back(std::move(rule));
  }
  return out;
}

/// The test files of a rule file and their fixed texts.
struct TestFiles {
  std::vector<std::string> tests;
  std::map<std::string, std::string> fixed;  ///< by test file
};

/// `folder` holds the names of all files beside the rule file.
TestFiles tests_of(const fs::path& rule_file, const std::set<std::string>& folder) {
  TestFiles out;
  const std::string stem = rule_file.stem().string();
  const fs::path parent = rule_file.parent_path();
  for (auto file = folder.lower_bound(stem + "."); file != folder.end() && file->starts_with(stem + ".");
       ++file) {
    const fs::path name(*file);
    if (is_rule_file(name)) continue;
    const std::string inner = name.stem().string();
    // `a.b.py` is a test of `a.b.yaml` where there is one.
    if (inner != stem && (folder.contains(inner + ".yaml") || folder.contains(inner + ".yml"))) continue;
    if (inner == stem + ".fixed") {
      out.fixed[(parent / (stem + name.extension().string())).string()] = (parent / name).string();
    } else {
      out.tests.push_back((parent / name).string());
    }
  }
  return out;
}

/// An annotation may name a rule by its path: `python.lang.rule-id`.
bool names_rule(std::string_view written, std::string_view id) {
  return written == id || (written.size() > id.size() && written.ends_with(id) &&
                           written[written.size() - id.size() - 1] == '.');
}

/// Measures the rules of one file.
class FileRun {
 public:
  FileRun(const std::string& path, const std::set<std::string>& folder, const ConformanceOptions& options)
      : path_(path), files_(tests_of(path, folder)), options_(options) {}

  ConformanceReport run() {
    for (const RawRule& rule : read_rules(path_)) {
      if (rule.languages.empty() && !rule.any_language) {
        ++report_.foreign;
        continue;
      }
      measure(rule);
    }
    compare_fixed();
    report_.files = report_.slices.empty() ? 0 : 1;
    return std::move(report_);
  }

 private:
  /// What a test is scanned as.
  static Language language_of(const RawRule& rule, const std::string& test) {
    const auto by_path = language_by_path(test);
    if (rule.any_language) return by_path.value_or(Language::kGeneric);
    if (by_path && std::find(rule.languages.begin(), rule.languages.end(), *by_path) != rule.languages.end())
      return *by_path;
    return rule.languages.front();
  }

  void measure(const RawRule& rule) {
    auto pack = RulePack::compile({rule.source});
    struct Test {
      std::string path, text;
      Language language;
    };
    std::vector<Test> tests;
    for (const std::string& path : files_.tests) {
      const Language language = language_of(rule, path);
      if (options_.language && language != *options_.language) continue;
      auto text = read_file(path, kMaxTest);
      if (text) tests.push_back({path, std::move(*text), language});
    }
    std::string home = rule.languages.empty() ? "regex" : name(rule.languages.front());
    if (!tests.empty()) home = name(tests.front().language);
    if (options_.language && home != name(*options_.language)) return;

    const auto slice = [&](const std::string& language) -> Tally& {
      return report_.slices[{language, rule.mode, rule.category == "security"}];
    };
    const size_t mismatches = report_.mismatches.size();
    size_t marks = 0;
    for (const Test& test : tests) {
      Tally tally;
      compare(rule, test.path, test.text, test.language, pack ? *pack : nullptr, tally);
      marks += tally.marks();
      slice(name(test.language)) += tally;
    }
    Tally& own = slice(home);
    ++own.rules;
    if (!pack) {
      report_.unloaded.push_back({rule.id, home, pack.error(), marks});
      return;
    }
    ++own.loaded;
    if (report_.mismatches.size() == mismatches && marks > 0) ++own.whole;
  }

  void compare(const RawRule& rule, const std::string& path, const std::string& text, Language language,
               const std::shared_ptr<const RulePack>& pack, Tally& tally) {
    const LineIndex lines(text);
    std::map<int, Mark> marks;
    for (const auto& [key, entry] : read_marks(lines).entries) {
      if (names_rule(key.second, rule.id)) marks[key.first] = entry.mark;
    }
    for (const auto& [line, mark] : marks) {
      ++(mark == Mark::kExpected ? tally.expected : mark == Mark::kClean ? tally.clean : tally.todo);
    }
    if (!pack) {
      tally.unloaded_marks = tally.marks();
      return;
    }
    const ScanResult result = Scanner(pack).scan(text, language);
    if (result.partial) ++tally.partial;
    std::set<int> found;
    for (const Finding& finding : result.findings) found.insert(lines.at(finding.span.begin).line);
    const auto mismatch = [&](int line, MismatchKind kind) {
      report_.mismatches.push_back({{path, line, 1}, rule.id, kind, name(language)});
    };
    for (const auto& [line, mark] : marks) {
      const bool hit = found.contains(line);
      if (mark == Mark::kExpected) hit ? void(++tally.found) : mismatch(line, MismatchKind::kMissed);
      if (mark == Mark::kClean) hit ? mismatch(line, MismatchKind::kViolated) : void(++tally.silent);
    }
    for (const int line : found) {
      if (marks.contains(line)) continue;
      ++tally.unexpected;
      mismatch(line, MismatchKind::kUnexpected);
    }
    if (!files_.fixed.contains(path)) return;
    Fixed& fixed = fixed_[path];
    if (fixed.rule.empty()) {
      fixed.rule = rule.id;
      fixed.language = language;
      fixed.slice = {name(language), rule.mode, rule.category == "security"};
    }
    fixed.findings.insert(fixed.findings.end(), result.findings.begin(), result.findings.end());
  }

  /// A fixed text is what the fixes of all rules of the file give together.
  void compare_fixed() {
    for (auto& [path, fixed] : fixed_) {
      const auto text = read_file(path, kMaxTest);
      const auto want = read_file(files_.fixed.at(path), kMaxTest);
      if (!text || !want) continue;
      std::stable_sort(fixed.findings.begin(), fixed.findings.end(),
                       [](const Finding& a, const Finding& b) { return a.span < b.span; });
      Tally& tally = report_.slices[fixed.slice];
      ++tally.fixed;
      const auto got = apply_fixes(*text, fixed.findings, fixed.language);
      if (got && got->text == *want) {
        ++tally.fixed_equal;
      } else {
        report_.mismatches.push_back(
            {{files_.fixed.at(path), 0, 0}, fixed.rule, MismatchKind::kFixed, fixed.slice.language});
      }
    }
  }

  /// What the rules loaded from the file found in a test that has a fixed text.
  struct Fixed {
    std::string rule;  ///< the first of them
    Language language = Language::kPython;
    ConformanceReport::Slice slice;
    std::vector<Finding> findings;
  };

  const std::string path_;
  const TestFiles files_;
  const ConformanceOptions& options_;
  std::map<std::string, Fixed> fixed_;  ///< by test file
  ConformanceReport report_;
};

void merge(ConformanceReport& into, ConformanceReport from) {
  for (const auto& [slice, tally] : from.slices) into.slices[slice] += tally;
  std::move(from.mismatches.begin(), from.mismatches.end(), std::back_inserter(into.mismatches));
  std::move(from.unloaded.begin(), from.unloaded.end(), std::back_inserter(into.unloaded));
  into.files += from.files;
  into.foreign += from.foreign;
}

std::optional<double> ratio(size_t part, size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::optional<double> Tally::agreement() const { return ratio(agreeing(), marks()); }

std::optional<double> Tally::agreement_of_loaded() const {
  return ratio(agreeing(), marks() - unloaded_marks);
}

Tally& Tally::operator+=(const Tally& other) {
  for (size_t Tally::* member :
       {&Tally::rules, &Tally::loaded, &Tally::whole, &Tally::expected, &Tally::found, &Tally::clean,
        &Tally::silent, &Tally::unloaded_marks, &Tally::todo, &Tally::unexpected, &Tally::partial,
        &Tally::fixed, &Tally::fixed_equal}) {
    this->*member += other.*member;
  }
  return *this;
}

const char* name(ConformanceMismatch::Kind kind) {
  switch (kind) {
    case MismatchKind::kMissed:
      return "missed";
    case MismatchKind::kViolated:
      return "violated";
    case MismatchKind::kUnexpected:
      return "unexpected";
    case MismatchKind::kFixed:
      return "fixed";
  }
  return "";
}

Result<ConformanceReport> measure_conformance(const std::string& folder, const ConformanceOptions& options) {
  std::vector<std::string> rule_files;
  std::map<std::string, std::set<std::string>> names;  // of the files of each folder
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (walk->is_directory(error) && walk->path().filename().string().starts_with('.')) {
      walk.disable_recursion_pending();
      continue;
    }
    if (!walk->is_regular_file(error)) continue;
    names[walk->path().parent_path().string()].insert(walk->path().filename().string());
    if (is_rule_file(walk->path())) rule_files.push_back(walk->path().string());
  }
  if (error) return fail(ErrorKind::kIo, "cannot read the folder: " + error.message(), {folder});
  if (rule_files.empty())
    return fail(ErrorKind::kUsage, "no rule files (*.yaml, *.yml) below this folder", {folder});
  std::sort(rule_files.begin(), rule_files.end());
  std::vector<ConformanceReport> parts(rule_files.size());
  parallel_for(rule_files.size(), options.threads, [&](size_t i) {
    parts[i] =
        FileRun(rule_files[i], names.at(fs::path(rule_files[i]).parent_path().string()), options).run();
  });
  ConformanceReport report;
  for (ConformanceReport& part : parts) merge(report, std::move(part));
  return report;
}

}  // namespace broch::scan
