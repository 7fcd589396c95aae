#include "scan/pack.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/file.h"
#include "core/hash.h"
#include "scan/rule/icd.h"

namespace broch::scan {
namespace {

bool is_yaml(const std::filesystem::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

}  // namespace

Result<std::vector<std::string>> rule_files(const std::string& path) {
  std::error_code error;
  std::vector<std::string> files;
  if (!std::filesystem::is_directory(path, error)) {
    files.push_back(path);
    return files;
  }
  std::filesystem::recursive_directory_iterator walk(path, error);
  for (; !error && walk != std::filesystem::recursive_directory_iterator(); walk.increment(error)) {
    if (walk->is_regular_file(error) && is_yaml(walk->path())) files.push_back(walk->path().string());
  }
  if (error) return fail(ErrorKind::kIo, "cannot read the folder: " + error.message(), {path});
  if (files.empty()) {
    return fail(ErrorKind::kUsage, "no rule files (*.yaml, *.yml) below this folder", {path});
  }
  std::sort(files.begin(), files.end());
  return files;
}

const Prefilter& LanguagePack::filter() const {
  std::call_once(built_, [&] { filter_ = Prefilter::build(requirements_, ignore_case_); });
  return *filter_;
}

RulePack::RulePack() : compiled_(std::make_unique<Compiled>()) {}
RulePack::~RulePack() = default;

const std::vector<RuleInfo>& RulePack::rules() const { return compiled_->infos; }
const std::vector<SkippedRule>& RulePack::skipped() const { return compiled_->skipped; }
bool RulePack::covers(Language language) const { return compiled_->languages[index_of(language)].covered; }
const std::string& RulePack::digest() const { return compiled_->digest; }

Result<std::shared_ptr<const RulePack>> RulePack::compile(const std::vector<RuleSource>& sources,
                                                          const LoadOptions& options) {
  std::shared_ptr<RulePack> pack(new RulePack);
  Compiled& all = *pack->compiled_;
  std::map<std::string, Place> known;
  std::string hashed;
  std::vector<yaml::Node> roots;
  std::vector<IcdConfig> configs;
  for (const RuleSource& source : sources) {
    BROCH_TRY(yaml::Node root, yaml::parse(source.text, source.path));
    if (IcdConfig::is_config(root)) {
      BROCH_TRY(IcdConfig config, IcdConfig::read(root, source, options.use_case));
      configs.push_back(std::move(config));
    }
    roots.push_back(std::move(root));
  }
  for (size_t i = 0; i < sources.size(); ++i) {
    const RuleSource& source = sources[i];
    hashed += sha256_hex(source.text);
    if (IcdConfig::is_config(roots[i])) continue;
    BROCH_TRY(RuleFile file, compile_rule_file(roots[i], source, options));
    roots[i] = {};
    for (const IcdConfig& config : configs) {
      if (config.covers(source.path)) config.apply(file);
    }
    std::move(file.skipped.begin(), file.skipped.end(), std::back_inserter(all.skipped));
    const size_t offset = all.rules.size();
    for (Rule& rule : file.rules) {
      const auto [entry, is_new] = known.try_emplace(rule.info.id, rule.info.place);
      if (!is_new) {
        return fail(ErrorKind::kInput, "the rule id `" + rule.info.id + "` is used twice", rule.info.place,
                    "it is defined first at " + entry->second.to_string());
      }
      all.infos.push_back(rule.info);
      all.rules.push_back(std::move(rule));
    }
    for (CompiledRule& rule : file.compiled) {
      rule.info += offset;
      LanguagePack& language = all.languages[index_of(rule.language)];
      language.rules.push_back(static_cast<uint32_t>(all.compiled.size()));
      language.require(requirement(rule), spec_of(rule.language).caseless_names);
      language.covered = language.covered || !rule.any_language;
      all.compiled.push_back(std::move(rule));
    }
  }
  // A pack of nothing but rules for every text has said all it can say of each.
  const bool any_named = std::any_of(all.languages.begin(), all.languages.end(),
                                     [](const LanguagePack& language) { return language.covered; });
  for (LanguagePack& language : all.languages) {
    language.covered = language.covered || (!any_named && !language.rules.empty());
  }
  // The use case decides which rules there are.
  if (!configs.empty()) hashed += options.use_case;
  all.digest = sha256_hex(hashed);
  return pack;
}

Result<std::shared_ptr<const RulePack>> RulePack::builtin() { return load({}, false); }

Result<std::shared_ptr<const RulePack>> RulePack::load(const std::vector<std::string>& paths, bool only,
                                                       const LoadOptions& options) {
  std::vector<RuleSource> sources;
  if (!only) {
    for (const EmbeddedFile& file : builtin_rule_files()) {
      sources.push_back({"rules/" + std::string(file.path), std::string(file.bytes)});
    }
  }
  for (const std::string& path : paths) {
    BROCH_TRY(const std::vector<std::string> files, rule_files(path));
    for (const std::string& file : files) {
      BROCH_TRY(std::string text, read_file(file, kMaxRuleFile));
      sources.push_back({file, std::move(text)});
    }
  }
  return compile(sources, options);
}

}  // namespace broch::scan
