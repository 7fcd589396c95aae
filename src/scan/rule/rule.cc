#include "scan/rule/rule.h"

#include <algorithm>

#include "core/text.h"
#include "scan/lang/grammar.h"
#include "scan/rule/icd.h"
#include "scan/rule/languages.h"
#include "scan/rule/metadata.h"
#include "scan/rule/version.h"

namespace broch::scan {
namespace {

/// The modes in which a key may stand.
enum class KeyUse : uint8_t { kAlways, kSearch, kTaint, kNever };

struct RuleKey {
  std::string_view name;
  KeyUse use;
};

constexpr RuleKey kRuleKeys[] = {
    {"id", KeyUse::kAlways},
    {"message", KeyUse::kAlways},
    {"severity", KeyUse::kAlways},
    {"languages", KeyUse::kAlways},
    {"metadata", KeyUse::kAlways},
    {"fix", KeyUse::kAlways},
    {"paths", KeyUse::kAlways},
    {"fix-regex", KeyUse::kAlways},
    {"mode", KeyUse::kAlways},
    {"options", KeyUse::kAlways},
    {"min-version", KeyUse::kAlways},
    {"max-version", KeyUse::kAlways},
    {"pattern", KeyUse::kSearch},
    {"patterns", KeyUse::kSearch},
    {"pattern-either", KeyUse::kSearch},
    {"pattern-regex", KeyUse::kSearch},
    {"pattern-sources", KeyUse::kTaint},
    {"pattern-sinks", KeyUse::kTaint},
    {"pattern-sanitizers", KeyUse::kTaint},
    {"pattern-propagators", KeyUse::kTaint},
    {"match", KeyUse::kNever},
    {"taint", KeyUse::kNever},
    {"join", KeyUse::kNever},
    {"extract", KeyUse::kNever},
    {"steps", KeyUse::kNever},
    {"product", KeyUse::kNever},
    {"validators", KeyUse::kNever},
    {"r2c-internal-project-depends-on", KeyUse::kNever},
};

class RuleReader {
 public:
  RuleReader(const yaml::Node& node, const RuleText& text, const std::vector<Language>* languages,
             KnownReadings* known)
      : node_(node), text_(text), languages_(languages), known_(known) {}

  /// Appends the rule, or leaves `out` as it was and says why not.
  Status read(RuleFile& out) {
    if (!node_.is_map())
      return text_.error(node_, "a rule is a map with `id`, `message`, `severity` and `languages`");
    BROCH_CHECK(read_mode());
    BROCH_CHECK(check_keys());
    Rule rule;
    rule.info.place = node_.place(text_.file());
    BROCH_TRY(rule.info.id, text_.required(node_, "id"));
    BROCH_TRY(rule.info.message, text_.required(node_, "message"));
    rule.info.message = trim(rule.info.message);
    BROCH_CHECK(text_.required(node_, "severity"));
    BROCH_TRY(rule.info.severity, read_severity(*node_.find("severity"), text_));
    const yaml::Node* languages = node_.find("languages");
    BROCH_TRY(const RuleLanguages read, read_languages(languages != nullptr ? *languages : node_, text_));
    rule.info.languages = read.languages;
    rule.any_language = read.regex_only;
    rule.any_text = read.any_text;
    BROCH_CHECK(read_metadata(node_.find("metadata"), text_, rule));
    BROCH_TRY(const RuleOptions options, read_options(node_.find("options"), text_));
    BROCH_TRY(rule.paths, read_paths(node_.find("paths"), text_));
    BROCH_TRY(rule.fix, read_fix(node_, text_));
    std::vector<CompiledRule> compiled;
    for (const Language language : read.languages) {
      if (!wanted(language)) continue;
      CompiledRule one;
      one.info = out.rules.size();
      one.language = language;
      one.options = options;
      one.occurs = rule.occurs;
      const FormulaContext context{.grammar = read.regex_only ? nullptr : &Grammar::of(language),
                                   .variables = one.variables,
                                   .file = text_.file(),
                                   .known = known_};
      if (taint_ && (read.regex_only || language == Language::kGeneric)) {
        return text_.error(*languages, "mode `taint` needs a programming language");
      }
      if (taint_) {
        BROCH_TRY(one.taint, compile_taint_rule(node_, context));
      } else {
        BROCH_CHECK(compile_search(context, one));
      }
      compiled.push_back(std::move(one));
    }
    out.rules.push_back(std::move(rule));
    std::move(compiled.begin(), compiled.end(), std::back_inserter(out.compiled));
    return {};
  }

 private:
  bool wanted(Language language) const {
    return languages_ == nullptr ||
           std::find(languages_->begin(), languages_->end(), language) != languages_->end();
  }

  Status read_mode() {
    const yaml::Node* mode = node_.find("mode");
    taint_ = mode != nullptr && mode->scalar == "taint";
    if (mode == nullptr || taint_ || mode->scalar == "search") return {};
    return text_.error(*mode, "mode `" + mode->scalar + "` is not supported", "use `search` or `taint`");
  }

  Status check_keys() const {
    for (const auto& [key, value] : node_.members) {
      const auto* known = std::find_if(std::begin(kRuleKeys), std::end(kRuleKeys),
                                       [&](const RuleKey& one) { return one.name == key.scalar; });
      if (known == std::end(kRuleKeys)) {
        std::vector<std::string> names;
        for (const RuleKey& one : kRuleKeys) names.emplace_back(one.name);
        return text_.error(key, "unknown key `" + key.scalar + "`" + did_you_mean(key.scalar, names));
      }
      if (known->use == KeyUse::kNever) {
        return text_.error(key, "`" + key.scalar + "` is not supported", "docs/rules.md lists what is");
      }
      if (known->use == KeyUse::kTaint && !taint_) {
        return text_.error(key, "`" + key.scalar + "` belongs to `mode: taint`");
      }
      if (known->use == KeyUse::kSearch && taint_) {
        return text_.error(key, "`" + key.scalar + "` belongs to `mode: search`",
                           "put it into `pattern-sources` or `pattern-sinks`");
      }
    }
    return {};
  }

  Status compile_search(const FormulaContext& context, CompiledRule& rule) const {
    const std::pair<yaml::Node, yaml::Node>* formula = nullptr;
    for (const auto& member : node_.members) {
      if (!is_formula_key(member.first.scalar)) continue;
      if (formula != nullptr) {
        return text_.error(member.first,
                           "a rule has one of `pattern`, `patterns`, `pattern-either` and `pattern-regex`",
                           "put several under `patterns`");
      }
      formula = &member;
    }
    if (formula == nullptr) {
      return text_.error(node_,
                         "the rule has none of `pattern`, `patterns`, `pattern-either` and `pattern-regex`");
    }
    BROCH_TRY(rule.formula, compile_formula(formula->first.scalar, formula->second, context));
    rule.needs_tree = rule.formula.needs_tree();
    return {};
  }

  const yaml::Node& node_;
  const RuleText& text_;
  const std::vector<Language>* languages_;
  KnownReadings* known_;
  bool taint_ = false;
};

}  // namespace

Result<RuleFile> compile_rule_file(const yaml::Node& root, const RuleSource& source,
                                   const LoadOptions& options, const std::vector<Language>* languages,
                                   KnownReadings* known) {
  if (is_icd_rules(root)) return compile_icd_rules(root, source);
  const RuleText text(source.path);
  const yaml::Node* rules = root.find("rules");
  if (rules == nullptr || !rules->is_sequence()) {
    return text.error(root, "a rule file is a map with a list `rules`",
                      "begin it with `rules:` and put each rule under it as `- id: …`");
  }
  BROCH_CHECK(text.only_keys(root, {"rules"}));
  if (rules->items.size() > kMaxRules) {
    return fail(ErrorKind::kInput, "more than 10,000 rules in one file", rules->place(source.path),
                "split the file");
  }
  RuleFile out;
  for (const yaml::Node& node : rules->items) {
    const auto skip = [&](std::string why, const Place& place) {
      const yaml::Node* id = node.find("id");
      out.skipped.push_back({id != nullptr ? id->scalar : std::string(), place, std::move(why)});
    };
    BROCH_TRY(const std::optional<std::string> outside, outside_version(node, text));
    if (outside) {
      skip(*outside, node.place(source.path));
      continue;
    }
    if (auto read = RuleReader(node, text, languages, known).read(out); read) {
      out.rules.back().item = static_cast<size_t>(&node - rules->items.data());
    } else {
      if (!options.skip_unsupported) return std::unexpected(std::move(read).error());
      skip(read.error().what, read.error().where);
    }
  }
  return out;
}

Result<RuleFile> compile_rule_file(const RuleSource& source, const LoadOptions& options) {
  BROCH_TRY(const yaml::Node root, yaml::parse(source.text, source.path));
  if (!IcdConfig::is_config(root)) return compile_rule_file(root, source, options);
  BROCH_CHECK(IcdConfig::read(root, source, options.use_case));
  return RuleFile{};
}

Result<CompiledRule> compile_rule(const yaml::Node& rule, const std::string& file, Language language,
                                  KnownReadings& known) {
  const RuleText text(file);
  const std::vector<Language> wanted{language};
  RuleFile out;
  BROCH_CHECK(RuleReader(rule, text, &wanted, &known).read(out));
  if (out.compiled.empty()) {
    return text.error(rule, "the rule is not for " + std::string(name(language)));
  }
  return std::move(out.compiled.front());
}

}  // namespace broch::scan
