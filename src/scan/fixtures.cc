#include "scan/fixtures.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/file.h"
#include "core/text.h"
#include "scan/annotations.h"
#include "scan/fix.h"
#include "scan/pack.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxFixture = 4 << 20;

/// The marks of a fixture; one that names no rule of the file is an error.
Result<Marks> marks_of(const std::string& path, const LineIndex& lines, const std::set<std::string>& rules) {
  Marks marks = read_marks(lines);
  for (const auto& [key, entry] : marks.entries) {
    if (rules.contains(key.second)) continue;
    return fail(ErrorKind::kInput,
                "the annotation names `" + key.second + "`, which the rule file does not define",
                {path, entry.written, 1});
  }
  return marks;
}

class Tester {
 public:
  Result<FixtureReport> run(const std::vector<std::string>& files) {
    for (const std::string& file : files) BROCH_CHECK(test(file));
    return std::move(report_);
  }

 private:
  using Kind = FixtureMismatch::Kind;

  Status test(const std::string& rule_file) {
    BROCH_TRY(const auto pack, RulePack::load({rule_file}, true));
    std::set<std::string> rules, with_hit, with_ok;
    for (const RuleInfo& info : pack->rules()) rules.insert(info.id);
    const std::filesystem::path path(rule_file);
    std::vector<std::string> fixtures;
    std::error_code error;
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
      const bool beside = entry.path().stem() == path.stem() && entry.path().filename() != path.filename();
      if (beside && language_by_path(entry.path().string())) {
        fixtures.push_back(entry.path().string());
      }
    }
    std::sort(fixtures.begin(), fixtures.end());
    for (const std::string& fixture : fixtures) BROCH_CHECK(compare(fixture, pack, rules, with_hit, with_ok));
    for (const std::string& rule : rules) {
      if (!with_hit.contains(rule) || !with_ok.contains(rule)) report_.untested.push_back(rule);
    }
    return {};
  }

  Status compare(const std::string& fixture, const std::shared_ptr<const RulePack>& pack,
                 const std::set<std::string>& rules, std::set<std::string>& with_hit,
                 std::set<std::string>& with_ok) {
    BROCH_TRY(const std::string text, read_file(fixture, kMaxFixture));
    const LineIndex lines(text);
    BROCH_TRY(const Marks marks, marks_of(fixture, lines, rules));
    ++report_.files;
    std::set<std::pair<int, std::string>> found;
    ScanOptions options;
    options.suppressions = true;
    const std::vector<Finding> findings =
        Scanner(pack).scan(text, *language_by_path(fixture), options).findings;
    for (const Finding& finding : findings) {
      found.insert({lines.at(finding.span.begin).line, finding.rule});
    }
    for (const auto& [key, entry] : marks.entries) {
      const Mark mark = entry.mark;
      if (mark == Mark::kTodo) ++report_.todo;
      if (mark == Mark::kClean) ++report_.clean;
      if (mark == Mark::kExpected) ++report_.expected;
      if (mark == Mark::kExpected) with_hit.insert(key.second);
      if (mark == Mark::kClean) with_ok.insert(key.second);
      if (mark == Mark::kExpected && !found.contains(key)) {
        report_.mismatches.push_back({{fixture, key.first, 1}, key.second, Kind::kMissed});
      }
    }
    for (const auto& key : found) {
      const auto entry = marks.entries.find(key);
      if (entry == marks.entries.end() || entry->second.mark == Mark::kClean) {
        report_.mismatches.push_back({{fixture, key.first, 1}, key.second, Kind::kUnexpected});
      }
    }
    return compare_fixed(fixture, text, findings);
  }

  Status compare_fixed(const std::string& fixture, const std::string& text,
                       const std::vector<Finding>& findings) {
    std::filesystem::path fixed(fixture);
    fixed.replace_filename(fixed.stem().string() + ".fixed" + fixed.extension().string());
    std::error_code error;
    if (!std::filesystem::exists(fixed, error)) return {};
    BROCH_TRY(const std::string wanted, read_file(fixed.string(), kMaxFixture));
    BROCH_TRY(const FixedText got, apply_fixes(text, findings, *language_by_path(fixture)));
    if (got.text == wanted) return {};
    const auto [in_wanted, in_got] = std::ranges::mismatch(wanted, got.text);
    const auto same_lines = static_cast<int>(std::count(wanted.begin(), in_wanted, '\n'));
    report_.mismatches.push_back({{fixed.string(), same_lines + 1, 1}, "", Kind::kFixed});
    return {};
  }

  FixtureReport report_;
};

}  // namespace

const char* name(FixtureMismatch::Kind kind) {
  switch (kind) {
    case FixtureMismatch::Kind::kMissed:
      return "missed";
    case FixtureMismatch::Kind::kUnexpected:
      return "unexpected";
    case FixtureMismatch::Kind::kFixed:
      return "fixed otherwise";
  }
  return "";
}

Result<FixtureReport> test_rules(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path, error)) {
      const auto extension = entry.path().extension();
      if (entry.is_regular_file(error) && (extension == ".yaml" || extension == ".yml")) {
        files.push_back(entry.path().string());
      }
    }
  }
  if (files.empty())
    return fail(ErrorKind::kUsage, "no rule files to test", {}, "name a *.yaml file or a folder");
  std::sort(files.begin(), files.end());
  return Tester().run(files);
}

}  // namespace broch::scan
