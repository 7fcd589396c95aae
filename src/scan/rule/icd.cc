#include "scan/rule/icd.h"

#include <algorithm>
#include <filesystem>

#include "core/text.h"
#include "scan/lang/grammar.h"
#include "scan/rule/metadata.h"

namespace broch::scan {
namespace {

/// File names and the languages that their rules run on.
struct FileLanguages {
  std::string_view stem;
  std::vector<Language> languages;
};

const std::vector<FileLanguages>& file_languages() {
  static const std::vector<FileLanguages> table = {
      {"c", {Language::kC, Language::kCpp}},
      {"cpp", {Language::kCpp}},
      {"csharp", {Language::kCSharp}},
      {"java", {Language::kJava}},
      {"javascript", {Language::kJavaScript, Language::kTypeScript, Language::kTsx}},
      {"language_agnostic", {std::begin(kLanguages), std::end(kLanguages)}},
      {"php", {Language::kPhp}},
      {"python", {Language::kPython}},
      {"ruby", {Language::kRuby}},
      {"rust", {Language::kRust}},
      {"xml", {Language::kGeneric}},
      {"hack", {}},
      {"kotlin", {}},
      {"objective_c", {}},
      {"objective_cpp", {}},
      {"swift", {}},
  };
  return table;
}

class IcdReader {
 public:
  IcdReader(const RuleSource& source, const FileLanguages& languages)
      : text_(source.path), languages_(languages) {
    out_.list_language = languages.stem;
  }

  Status read(const yaml::Node& node) {
    if (!node.is_map()) return text_.error(node, "a rule is a map with `rule`, `cwe_id` and `pattern_id`");
    BROCH_CHECK(
        text_.only_keys(node, {"cwe_id", "description", "rule", "regexes", "severity", "pattern_id"}));
    Rule rule;
    rule.info.place = node.place(text_.file());
    BROCH_TRY(const std::string id, text_.required(node, "pattern_id"));
    rule.info.id = free_id(id);
    BROCH_TRY(rule.info.message, text_.required(node, "description"));
    rule.info.message = trim(rule.info.message);
    BROCH_TRY(const std::string cwe, text_.required(node, "cwe_id"));
    const std::string cwe_id = normalise_cwe(cwe);
    if (cwe_id.empty()) return text_.error(*node.find("cwe_id"), "`" + cwe + "` is no CWE id");
    rule.info.cwe.push_back(cwe_id);
    BROCH_TRY(const std::string severity, text_.required(node, "severity"));
    if (iequals(severity, "disabled")) return skip(rule, "the rule is disabled");
    if (iequals(severity, "advice")) {
      rule.info.severity = Severity::kInfo;
    } else {
      BROCH_TRY(rule.info.severity, read_severity(*node.find("severity"), text_));
    }
    if (languages_.languages.empty()) {
      return skip(rule, "the language `" + out_.list_language + "` is not supported");
    }
    rule.info.languages = languages_.languages;
    for (const Language language : languages_.languages) {
      CompiledRule compiled;
      compiled.info = out_.rules.size();
      compiled.language = language;
      compiled.needs_tree = false;
      BROCH_TRY(compiled.formula, formula(node));
      out_.compiled.push_back(std::move(compiled));
    }
    out_.rules.push_back(std::move(rule));
    return {};
  }

  RuleFile take() { return std::move(out_); }

 private:
  Status skip(const Rule& rule, std::string why) {
    out_.skipped.push_back({rule.info.id, rule.info.place, std::move(why)});
    return {};
  }

  /// Files in use give one id to two rules.
  std::string free_id(const std::string& id) {
    const int times = ++ids_[id];
    return times == 1 ? id : id + "-" + std::to_string(times);
  }

  Result<Formula> formula(const yaml::Node& node) const {
    const yaml::Node* one = node.find("rule");
    const yaml::Node* several = node.find("regexes");
    std::vector<const yaml::Node*> expressions;
    if (one != nullptr) expressions.push_back(one);
    if (several != nullptr) {
      for (const yaml::Node& item : several->items) expressions.push_back(&item);
    }
    if (expressions.empty()) return text_.error(node, "the rule has no `rule`, its regular expression");
    Formula any;
    any.kind = Formula::Kind::kAny;
    for (const yaml::Node* expression : expressions) {
      if (!expression->is_scalar()) return text_.error(*expression, "a regular expression is text");
      auto regex = Regex::compile(expression->scalar, Regex::Mode::kWhole);
      if (!regex) return text_.at(*expression, regex.error());
      Formula child;
      child.kind = Formula::Kind::kRegex;
      child.outside_comments = true;
      child.regex = *std::move(regex);
      any.children.push_back(std::move(child));
    }
    return any;
  }

  RuleText text_;
  const FileLanguages& languages_;
  std::map<std::string, int> ids_;
  RuleFile out_;
};

}  // namespace

bool is_icd_rules(const yaml::Node& root) { return root.is_sequence(); }

Result<RuleFile> compile_icd_rules(const yaml::Node& root, const RuleSource& source) {
  const RuleText text(source.path);
  if (root.items.size() > kMaxRules) {
    return fail(ErrorKind::kInput, "more than 10,000 rules in one file", root.place(source.path),
                "split the file");
  }
  const std::string stem = std::filesystem::path(source.path).stem().string();
  const std::vector<FileLanguages>& known = file_languages();
  const auto languages =
      std::find_if(known.begin(), known.end(), [&](const FileLanguages& one) { return one.stem == stem; });
  if (languages == known.end()) {
    return text.error(root, "a list of rules says by its file's name which language it is for",
                      "call it c.yaml, python.yaml, ... or language_agnostic.yaml");
  }
  IcdReader reader(source, *languages);
  for (const yaml::Node& node : root.items) BROCH_CHECK(reader.read(node));
  return reader.take();
}

bool IcdConfig::is_config(const yaml::Node& root) { return root.find("config") != nullptr; }

Result<IcdConfig> IcdConfig::read(const yaml::Node& root, const RuleSource& source,
                                  const std::string& use_case) {
  const RuleText text(source.path);
  const yaml::Node& all = *root.find("config");
  const yaml::Node* wanted = all.find(use_case);
  if (wanted == nullptr) {
    std::vector<std::string> known;
    for (const auto& [name, value] : all.members) known.push_back(name.scalar);
    return text.error(all, "there is no use case `" + use_case + "`" + did_you_mean(use_case, known),
                      "the file has " + broch::join(known, ", "));
  }
  IcdConfig out;
  out.folder_ = std::filesystem::path(source.path).parent_path().string();
  for (const auto& [language, analyzers] : wanted->members) {
    for (const auto& [analyzer, settings] : analyzers.members) {
      const yaml::Node* rules = settings.find("rules");
      if (rules != nullptr && !rules->is_sequence() && !rules->is_null()) {
        return text.error(*rules, "`rules` is a list of rule ids");
      }
      for (const std::string& id : scalars(rules)) {
        out.allowed_[language.scalar][analyzer.scalar].insert(id);
      }
    }
  }
  return out;
}

bool IcdConfig::covers(const std::string& path) const {
  return folder_.empty() || path.starts_with(folder_ + "/");
}

bool IcdConfig::allows(const RuleFile& file, const CompiledRule& rule) const {
  const bool listed = !file.list_language.empty();
  const auto language = allowed_.find(listed ? file.list_language : name(rule.language));
  if (language == allowed_.end()) return false;
  const auto analyzer = language->second.find(listed ? "regex" : "semgrep");
  return analyzer != language->second.end() && analyzer->second.contains(file.rules[rule.info].info.id);
}

void IcdConfig::apply(RuleFile& file) const {
  std::erase_if(file.compiled, [&](const CompiledRule& rule) { return !allows(file, rule); });
  std::vector<Rule> kept;
  std::vector<size_t> index(file.rules.size());
  for (size_t i = 0; i < file.rules.size(); ++i) {
    index[i] = kept.size();
    std::vector<Language> languages;
    for (const CompiledRule& rule : file.compiled) {
      if (rule.info == i) languages.push_back(rule.language);
    }
    Rule& rule = file.rules[i];
    if (languages.empty()) {
      file.skipped.push_back({rule.info.id, rule.info.place, "the configuration does not list the rule"});
      continue;
    }
    rule.info.languages = std::move(languages);
    kept.push_back(std::move(rule));
  }
  for (CompiledRule& rule : file.compiled) rule.info = index[rule.info];
  file.rules = std::move(kept);
}

}  // namespace broch::scan
