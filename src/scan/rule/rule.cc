#include "scan/rule/rule.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "scan/match/placeholder.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxRules = 10'000;

const std::vector<std::string> kRuleKeys = {
    "id",       "message",        "severity",      "languages", "metadata", "fix",         "pattern",
    "patterns", "pattern-either", "pattern-regex", "mode",      "options",  "min-version", "max-version"};
const std::vector<std::string> kUnsupportedRuleKeys = {"fix-regex",
                                                       "paths",
                                                       "pattern-sources",
                                                       "pattern-sinks",
                                                       "pattern-sanitizers",
                                                       "pattern-propagators",
                                                       "match",
                                                       "taint",
                                                       "join",
                                                       "extract",
                                                       "steps",
                                                       "product",
                                                       "validators",
                                                       "r2c-internal-project-depends-on"};
/// Languages of the rule format that are not scanned. A rule may name them beside one that is.
const std::vector<std::string> kOtherLanguages = {"ts",          "typescript",
                                                  "tsx",         "java",
                                                  "go",          "golang",
                                                  "ruby",        "rb",
                                                  "php",         "cpp",
                                                  "c++",         "csharp",
                                                  "c#",          "rust",
                                                  "bash",        "sh",
                                                  "kotlin",      "kt",
                                                  "scala",       "swift",
                                                  "generic",     "json",
                                                  "yaml",        "html",
                                                  "xml",         "terraform",
                                                  "hcl",         "dockerfile",
                                                  "docker",      "lua",
                                                  "ocaml",       "r",
                                                  "solidity",    "sol",
                                                  "vue",         "dart",
                                                  "elixir",      "ex",
                                                  "clojure",     "julia",
                                                  "jsonnet",     "apex",
                                                  "hack",        "cairo",
                                                  "move_on_sui", "move_on_aptos",
                                                  "none"};

/// "CWE-89: SQL injection" and "cwe89" are CWE-89.
std::string normalise_cwe(std::string_view text) {
  const std::string lower = to_lower(text);
  const size_t at = lower.find("cwe");
  if (at == std::string::npos) return {};
  size_t begin = at + 3;
  while (begin < lower.size() && !std::isdigit(static_cast<unsigned char>(lower[begin]))) ++begin;
  size_t end = begin;
  while (end < lower.size() && std::isdigit(static_cast<unsigned char>(lower[end]))) ++end;
  return end > begin ? "CWE-" + lower.substr(begin, end - begin) : std::string();
}

std::vector<std::string> scalars(const yaml::Node* node) {
  std::vector<std::string> out;
  if (node == nullptr) return out;
  if (node->is_scalar()) out.push_back(node->scalar);
  for (const yaml::Node& item : node->items) {
    if (item.is_scalar()) out.push_back(item.scalar);
  }
  return out;
}

class RuleReader {
 public:
  RuleReader(const yaml::Node& node, const std::string& file) : node_(node), file_(file) {}

  Status read(RuleFile& out) {
    if (!node_.is_map())
      return error(node_, "a rule is a map with `id`, `message`, `severity` and `languages`");
    BROCH_CHECK(check_keys());
    Rule rule;
    rule.info.place = node_.place(file_);
    BROCH_TRY(rule.info.id, required("id"));
    BROCH_TRY(rule.info.message, required("message"));
    rule.info.message = trim(rule.info.message);
    BROCH_CHECK(read_severity(rule.info));
    BROCH_CHECK(read_languages(rule.info));
    BROCH_CHECK(read_metadata(rule));
    if (const yaml::Node* fix = node_.find("fix")) {
      if (!fix->is_scalar()) return error(*fix, "`fix` is text");
      rule.fix = fix->scalar;
    }
    BROCH_CHECK(compile(rule, out));
    out.rules.push_back(std::move(rule));
    return {};
  }

 private:
  std::unexpected<Error> error(const yaml::Node& at, std::string what, std::string remedy = {}) const {
    return fail(ErrorKind::kInput, std::move(what), at.place(file_), std::move(remedy));
  }

  Result<std::string> required(std::string_view key) const {
    const yaml::Node* value = node_.find(key);
    if (value == nullptr) return error(node_, "the rule has no `" + std::string(key) + "`");
    if (!value->is_scalar() || trim(value->scalar).empty()) {
      return error(*value, "`" + std::string(key) + "` is a text that is not empty");
    }
    return value->scalar;
  }

  Status check_keys() const {
    for (const auto& [key, value] : node_.members) {
      if (std::find(kUnsupportedRuleKeys.begin(), kUnsupportedRuleKeys.end(), key.scalar) !=
          kUnsupportedRuleKeys.end()) {
        return error(key, "`" + key.scalar + "` is not supported", "docs/rules.md lists what is");
      }
      if (std::find(kRuleKeys.begin(), kRuleKeys.end(), key.scalar) == kRuleKeys.end()) {
        return error(key, "unknown key `" + key.scalar + "`" + did_you_mean(key.scalar, kRuleKeys));
      }
    }
    if (const yaml::Node* mode = node_.find("mode"); mode != nullptr && mode->scalar != "search") {
      return error(*mode, "mode `" + mode->scalar + "` is not supported", "only `search` is");
    }
    if (const yaml::Node* options = node_.find("options"); options != nullptr && !options->members.empty()) {
      const yaml::Node& first = options->members.front().first;
      return error(first, "the option `" + first.scalar + "` is not supported",
                   "docs/rules.md lists what is");
    }
    return {};
  }

  Status read_severity(RuleInfo& info) const {
    BROCH_TRY(const std::string text, required("severity"));
    const std::string upper = [&] {
      std::string out = text;
      for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      return out;
    }();
    if (upper == "ERROR" || upper == "HIGH" || upper == "CRITICAL") {
      info.severity = Severity::kError;
    } else if (upper == "WARNING" || upper == "MEDIUM") {
      info.severity = Severity::kWarning;
    } else if (upper == "INFO" || upper == "LOW") {
      info.severity = Severity::kInfo;
    } else {
      return error(*node_.find("severity"), "unknown severity `" + text + "`",
                   "use ERROR, WARNING or INFO (or CRITICAL, HIGH, MEDIUM, LOW)");
    }
    return {};
  }

  Status read_languages(RuleInfo& info) {
    const yaml::Node* node = node_.find("languages");
    if (node == nullptr || !node->is_sequence() || node->items.empty()) {
      return error(node ? *node : node_, "`languages` is a list such as [python]");
    }
    for (const yaml::Node& item : node->items) {
      const std::string tag = to_lower(item.scalar);
      if (tag == "regex" || tag == "none") {
        regex_only_ = true;
        info.languages.assign(std::begin(kLanguages), std::end(kLanguages));
      } else if (const auto language = language_by_name(tag)) {
        if (std::find(info.languages.begin(), info.languages.end(), *language) == info.languages.end()) {
          info.languages.push_back(*language);
        }
      } else if (std::find(kOtherLanguages.begin(), kOtherLanguages.end(), tag) == kOtherLanguages.end()) {
        return error(item, "unknown language `" + item.scalar + "`");
      }
    }
    if (info.languages.empty()) {
      return error(*node, "the language `" + node->items.front().scalar + "` is not supported",
                   "supported are c, javascript, python and regex");
    }
    return {};
  }

  Status read_metadata(Rule& rule) const {
    const yaml::Node* metadata = node_.find("metadata");
    if (metadata == nullptr) return {};
    if (!metadata->is_map()) return error(*metadata, "`metadata` is a map");
    for (const char* key : {"cwe", "cwe_id", "cwe-id"}) {
      for (const std::string& text : scalars(metadata->find(key))) {
        const std::string id = normalise_cwe(text);
        if (id.empty())
          return error(*metadata->find(key), "`" + text + "` is no CWE id", "write it as CWE-89");
        if (std::find(rule.info.cwe.begin(), rule.info.cwe.end(), id) == rule.info.cwe.end()) {
          rule.info.cwe.push_back(id);
        }
      }
    }
    if (const yaml::Node* secure = metadata->find("secure")) rule.info.secure = trim(secure->scalar);
    if (const yaml::Node* category = metadata->find("category")) rule.category = category->scalar;
    if (const yaml::Node* confidence = metadata->find("confidence")) {
      const auto parsed = parse_confidence(confidence->scalar);
      if (!parsed) {
        return error(*confidence, "unknown confidence `" + confidence->scalar + "`",
                     "use HIGH, MEDIUM or LOW");
      }
      rule.info.confidence = *parsed;
    }
    return {};
  }

  Status compile(const Rule& rule, RuleFile& out) const {
    const std::pair<yaml::Node, yaml::Node>* formula = nullptr;
    for (const auto& member : node_.members) {
      if (!is_formula_key(member.first.scalar)) continue;
      if (formula != nullptr) {
        return error(member.first,
                     "a rule has one of `pattern`, `patterns`, `pattern-either` and `pattern-regex`",
                     "put several under `patterns`");
      }
      formula = &member;
    }
    if (formula == nullptr) {
      return error(node_, "the rule has none of `pattern`, `patterns`, `pattern-either` and `pattern-regex`");
    }
    for (const Language language : rule.info.languages) {
      CompiledRule compiled;
      compiled.info = out.rules.size();
      compiled.language = language;
      const Grammar* grammar = regex_only_ ? nullptr : &Grammar::of(language);
      BROCH_TRY(compiled.formula, compile_formula(formula->first.scalar, formula->second,
                                                  FormulaContext{grammar, compiled.variables, file_}));
      compiled.needs_tree = compiled.formula.needs_tree();
      out.compiled.push_back(std::move(compiled));
    }
    return {};
  }

  const yaml::Node& node_;
  const std::string& file_;
  bool regex_only_ = false;
};

}  // namespace

Result<RuleFile> compile_rule_file(const RuleSource& source) {
  BROCH_TRY(const yaml::Node root, yaml::parse(source.text, source.path));
  const yaml::Node* rules = root.find("rules");
  if (rules == nullptr || !rules->is_sequence()) {
    return fail(ErrorKind::kInput, "a rule file is a map with a list `rules`", root.place(source.path));
  }
  for (const auto& [key, value] : root.members) {
    if (key.scalar != "rules") {
      return fail(ErrorKind::kInput, "unknown key `" + key.scalar + "`", key.place(source.path));
    }
  }
  if (rules->items.size() > kMaxRules) {
    return fail(ErrorKind::kLimit, "more than 10,000 rules in one file", rules->place(source.path));
  }
  RuleFile out;
  for (const yaml::Node& node : rules->items) BROCH_CHECK(RuleReader(node, source.path).read(out));
  return out;
}

std::string interpolate(std::string_view text, const Metavariables& variables, const Bindings& bindings,
                        size_t max_bytes) {
  std::string out;
  while (!text.empty()) {
    size_t length = metavariable_length(text);
    if (length == 0 && text[0] == '$' && text.size() > 1 &&
        std::isdigit(static_cast<unsigned char>(text[1]))) {
      length = 2;
    }
    const size_t skip = text.starts_with("$...") ? 4 : 1;
    const Binding* binding =
        length == 0 ? nullptr : find_binding(bindings, variables.find(text.substr(skip, length - skip)));
    if (binding == nullptr) {
      out += text.front();
      text.remove_prefix(1);
    } else {
      out += ellipsize(sanitize_utf8(binding->text), max_bytes);
      text.remove_prefix(length);
    }
  }
  return out;
}

}  // namespace broch::scan
