#include "scan/pack_file.h"

#include <algorithm>

#include "scan/lang/grammar.h"

namespace broch::scan {

void PackFile::read() const {
  std::call_once(read_, [this] {
    const RuleSource source{path_, {}};
    auto root = yaml::parse(text_, path_);
    if (!root) {
      broken_ = root.error().to_string();
      return;
    }
    root_ = *std::move(root);
    const std::vector<Language> heads_alone;
    auto file = compile_rule_file(root_, source, {}, &heads_alone);
    if (!file) {
      broken_ = file.error().to_string();
      return;
    }
    rules_ = std::move(file->rules);
  });
}

Result<CompiledRule> PackFile::compile(size_t rule, Language language, KnownReadings& known) const {
  if (!broken().empty() || rule >= rules_.size()) {
    return fail(ErrorKind::kInternal, "the rule is not there", {path_});
  }
  const yaml::Node& node = root_.find("rules")->items[rules_[rule].item];
  BROCH_TRY(CompiledRule compiled, compile_rule(node, path_, language, known));
  compiled.info = rule;
  compiled.head = &rules_[rule];
  return compiled;
}

Result<std::vector<CompiledRule>> PackFile::compile(Language language, KnownReadings& known) const {
  if (!broken().empty()) return fail(ErrorKind::kInternal, broken_);
  std::vector<CompiledRule> out;
  for (size_t i = 0; i < rules_.size(); ++i) {
    const RuleInfo& info = rules_[i].info;
    const bool is_for =
        std::find(info.languages.begin(), info.languages.end(), language) != info.languages.end();
    if (!is_for || !info.disabled.empty()) continue;
    BROCH_TRY(CompiledRule rule, compile(i, language, known));
    out.push_back(std::move(rule));
  }
  return out;
}

std::optional<FolderLanguages> folder_languages(std::string_view path) {
  const size_t end = path.find('/', kBuiltinFolder.size());
  if (!path.starts_with(kBuiltinFolder) || end == std::string_view::npos) return std::nullopt;
  const std::optional<Language> language =
      language_by_name(path.substr(kBuiltinFolder.size(), end - kBuiltinFolder.size()));
  if (!language) return std::nullopt;
  switch (*language) {
    case Language::kGeneric:
      return FolderLanguages{.covered = {Language::kGeneric}, .all = true};
    case Language::kC:
      return FolderLanguages{.covered = {Language::kC, Language::kCpp}};
    case Language::kJavaScript:
      return FolderLanguages{.covered = {Language::kJavaScript, Language::kTsx, Language::kTypeScript}};
    default:
      return FolderLanguages{.covered = {*language}};
  }
}

}  // namespace broch::scan
