#include "scan/inspect.h"

#include <algorithm>
#include <iterator>

#include "core/file.h"
#include "core/text.h"
#include "core/yaml.h"
#include "scan/pack.h"
#include "scan/rule/version.h"
#include "scan/rule_names.h"

namespace broch::scan {
namespace {

Result<std::string> text_of(const std::string& path, bool builtin) {
  if (builtin && path.starts_with(kBuiltinFolder)) {
    for (const EmbeddedFile& file : builtin_rule_files()) {
      if (file.path == std::string_view(path).substr(kBuiltinFolder.size())) return std::string(file.bytes);
    }
  }
  return read_file(path, kMaxRuleFile, kLargeRuleFile);
}

/// Lines `first` up to but not including `end` (from 1), less the indentation they share and blank or comment
/// lines at their end: those belong to the next rule.
std::string lines_of(std::string_view text, int first, int end) {
  const LineIndex index(text);
  std::vector<std::string_view> lines;
  for (int line = first; line < end && line <= index.line_count(); ++line) lines.push_back(index.line(line));
  const auto is_remark = [](std::string_view line) {
    return trim(line).empty() || trim(line).starts_with('#');
  };
  while (!lines.empty() && is_remark(lines.back())) lines.pop_back();
  size_t indent = std::string_view::npos;
  for (const std::string_view line : lines) {
    if (!trim(line).empty()) indent = std::min(indent, line.find_first_not_of(' '));
  }
  std::string out;
  for (const std::string_view line : lines) {
    out += line.substr(std::min(indent, line.size()));
    out += '\n';
  }
  return out;
}

RuleDescription description(const yaml::Node& rule, std::string_view text, int end) {
  RuleDescription out;
  if (const yaml::Node* mode = rule.find("mode")) {
    out.mode = mode->scalar;
  } else if (rule.find("taint") != nullptr) {
    out.mode = "taint";
  }
  if (const yaml::Node* fix = rule.find("fix")) out.fix = fix->scalar;
  out.yaml = lines_of(text, rule.line, end);
  return out;
}

std::string id_of(const yaml::Node& rule) {
  const yaml::Node* id = rule.find("id");
  return id != nullptr ? id->scalar : std::string();
}

/// The rule of `file` that `place` lies in.
std::string id_at(const yaml::Node& rules, int line) {
  std::string out;
  for (const yaml::Node& rule : rules.items) {
    if (rule.line <= line) out = id_of(rule);
  }
  return out;
}

class Validator {
 public:
  Status add(const std::string& path) {
    BROCH_TRY(const std::string text, read_file(path, kMaxRuleFile, kLargeRuleFile));
    const RuleSource source{path, text};
    Result<RuleFile> file = compile_rule_file(source, {.skip_unsupported = true});
    if (!file) {
      out_.broken.push_back({{}, std::move(file).error()});
      return {};
    }
    out_.rules += file->rules.size();
    for (Rule& rule : file->rules) {
      if (Status added = names_.add(rule.info); !added) out_.broken.push_back({rule.info.id, added.error()});
    }
    if (!file->skipped.empty()) BROCH_CHECK(sort_skipped(source, *file));
    return {};
  }

  Validation take() { return std::move(out_); }

 private:
  /// A skipped rule does not load, unless it is for another version of the format.
  Status sort_skipped(const RuleSource& source, RuleFile& file) {
    BROCH_TRY(const yaml::Node root, yaml::parse(source.text, source.path));
    const RuleText text(source.path);
    const yaml::Node* rules = root.find("rules");
    if (rules == nullptr) {
      // An ICD file says itself what is off.
      std::move(file.skipped.begin(), file.skipped.end(), std::back_inserter(out_.outside));
      return {};
    }
    std::vector<Place> outside;
    for (const yaml::Node& rule : rules->items) {
      const auto why = outside_version(rule, text);
      if (why && *why) outside.push_back(rule.place(source.path));
    }
    for (SkippedRule& rule : file.skipped) {
      const bool is_outside = std::any_of(outside.begin(), outside.end(), [&](const Place& place) {
        return place.line == rule.place.line && place.column == rule.place.column;
      });
      if (is_outside) {
        out_.outside.push_back(std::move(rule));
        continue;
      }
      std::string id = rule.id.empty() ? id_at(*rules, rule.place.line) : rule.id;
      out_.broken.push_back({std::move(id), Error{ErrorKind::kInput, rule.why, rule.place, {}}});
    }
    return {};
  }

  Validation out_;
  RuleNames names_;
};

}  // namespace

Result<std::map<std::string, RuleDescription>> describe(const RulePack& pack, bool builtin) {
  std::map<std::string, RuleDescription> out;
  std::string done;
  for (const RuleInfo& info : pack.rules()) {
    // Rules of one file stand together.
    if (info.place.file == done) continue;
    done = info.place.file;
    BROCH_TRY(const std::string text, text_of(done, builtin));
    BROCH_TRY(const yaml::Node root, yaml::parse(text, done));
    const yaml::Node* rules = root.find("rules");
    if (rules == nullptr) continue;
    for (size_t i = 0; i < rules->items.size(); ++i) {
      const yaml::Node& rule = rules->items[i];
      const int end =
          i + 1 < rules->items.size() ? rules->items[i + 1].line : LineIndex(text).line_count() + 1;
      out.insert_or_assign(id_of(rule), description(rule, text, end));
    }
  }
  return out;
}

Result<Validation> validate_rules(const std::vector<std::string>& paths) {
  Validator validator;
  for (const std::string& path : paths) {
    BROCH_TRY(const std::vector<std::string> files, rule_files(path));
    for (const std::string& file : files) BROCH_CHECK(validator.add(file));
  }
  return validator.take();
}

}  // namespace broch::scan
