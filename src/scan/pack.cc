#include "scan/pack.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

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

void LanguagePack::make() const {
  std::call_once(made_, [&] {
    const std::vector<Language> wanted{language_};
    for (const auto& late : late_) {
      Result<RuleFile> file = compile_rule_file(late->root, late->source, {}, &wanted);
      if (!file) {
        missing_ = file.error().to_string();
        continue;
      }
      for (CompiledRule& rule : file->compiled) {
        if (!file->rules[rule.info].info.disabled.empty()) continue;
        rule.info += late->offset;
        rules_.push_back(std::move(rule));
      }
    }
    late_.clear();
    std::vector<Requirement> requirements;
    for (const CompiledRule& rule : rules_) requirements.push_back(requirement(rule));
    // Where the language's names do not tell case, a word must not either.
    filter_ = Prefilter::build(std::move(requirements), spec_of(language_).caseless_names, cache_);
  });
}

RulePack::RulePack() : compiled_(std::make_unique<Compiled>()) {}
RulePack::~RulePack() = default;

const std::vector<RuleInfo>& RulePack::rules() const { return compiled_->infos; }
const std::vector<SkippedRule>& RulePack::skipped() const { return compiled_->skipped; }
bool RulePack::covers(Language language) const { return compiled_->languages[index_of(language)].covered; }
const std::string& RulePack::digest() const { return compiled_->digest; }

Result<std::shared_ptr<const RulePack>> RulePack::compile(const std::vector<RuleSource>& sources,
                                                          const LoadOptions& options) {
  return Compiled::make(sources, 0, {}, options);
}

Result<std::shared_ptr<const RulePack>> RulePack::Compiled::make(const std::vector<RuleSource>& sources,
                                                                 size_t known_good, const BlobCache& cache,
                                                                 const LoadOptions& options) {
  std::shared_ptr<RulePack> pack(new RulePack);
  Compiled& all = *pack->compiled_;
  for (const Language language : kLanguages) all.languages[index_of(language)].open(language, cache);
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
    const bool late = i < known_good && !is_icd_rules(roots[i]);
    const std::vector<Language> none;
    BROCH_TRY(RuleFile file, compile_rule_file(roots[i], source, options, late ? &none : nullptr));
    for (const IcdConfig& config : configs) {
      if (!late && config.covers(source.path)) config.apply(file);
    }
    std::move(file.skipped.begin(), file.skipped.end(), std::back_inserter(all.skipped));
    const size_t offset = all.rules.size();
    std::set<Language> languages;
    for (Rule& rule : file.rules) {
      // One that does not run leaves its name to whoever writes a better one, or runs it from a file.
      if (rule.info.disabled.empty() || !late) {
        const auto [entry, is_new] = known.try_emplace(rule.info.id, rule.info.place);
        if (!is_new) {
          return fail(ErrorKind::kInput, "the rule id `" + rule.info.id + "` is used twice", rule.info.place,
                      "it is defined first at " + entry->second.to_string());
        }
        for (const Language named : rule.info.languages) {
          LanguagePack& language = all.languages[index_of(named)];
          language.covered = language.covered || !rule.any_language;
          language.empty = false;
          languages.insert(named);
        }
      }
      all.infos.push_back(rule.info);
      all.rules.push_back(std::move(rule));
    }
    for (CompiledRule& rule : file.compiled) {
      rule.info += offset;
      all.languages[index_of(rule.language)].add(std::move(rule));
    }
    if (!late) continue;
    const auto kept =
        std::make_shared<const LateFile>(RuleSource{source.path, {}}, std::move(roots[i]), offset);
    for (const Language language : languages) all.languages[index_of(language)].add(kept);
  }
  // A pack that names no programming language has said with its rules for every text all it can say of each.
  const bool any_named = std::any_of(std::begin(kLanguages), std::end(kLanguages), [&](Language language) {
    return language != Language::kGeneric && all.languages[index_of(language)].covered;
  });
  for (LanguagePack& language : all.languages) {
    language.covered = language.covered || (!any_named && !language.empty);
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
  size_t known_good = 0;
  if (!only) {
    for (const EmbeddedFile& file : builtin_rule_files()) {
      sources.push_back({"rules/" + std::string(file.path), std::string(file.bytes)});
    }
    known_good = sources.size();
  }
  for (const std::string& path : paths) {
    BROCH_TRY(const std::vector<std::string> files, rule_files(path));
    for (const std::string& file : files) {
      BROCH_TRY(std::string text, read_file(file, kMaxRuleFile));
      sources.push_back({file, std::move(text)});
    }
  }
  return Compiled::make(sources, known_good, BlobCache::of_user(), options);
}

}  // namespace broch::scan
