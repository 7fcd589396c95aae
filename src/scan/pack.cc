#include "scan/pack.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/build_id.h"
#include "core/file.h"
#include "core/hash.h"
#include "scan/rule/icd.h"
#include "scan/rule_names.h"

namespace broch::scan {

bool is_rule_file(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  return (path.extension() == ".yaml" || path.extension() == ".yml") && !name.contains(".test.") &&
         !name.contains(".fixed.");
}

Result<std::vector<std::string>> rule_files(const std::string& path) {
  std::error_code error;
  std::vector<std::string> files;
  if (!std::filesystem::is_directory(path, error)) {
    files.push_back(path);
    return files;
  }
  std::filesystem::recursive_directory_iterator walk(path, error);
  for (; !error && walk != std::filesystem::recursive_directory_iterator(); walk.increment(error)) {
    if (walk->is_regular_file(error) && is_rule_file(walk->path())) files.push_back(walk->path().string());
  }
  if (error) return fail(ErrorKind::kIo, "cannot read the folder: " + error.message(), {path});
  if (files.empty()) {
    return fail(ErrorKind::kUsage, "no rule files (*.yaml, *.yml) below this folder", {path});
  }
  std::sort(files.begin(), files.end());
  return files;
}

RulePack::RulePack() : compiled_(std::make_unique<Compiled>()) {}
RulePack::~RulePack() = default;

const std::vector<RuleInfo>& RulePack::rules() const { return compiled_->infos(); }
const std::vector<SkippedRule>& RulePack::skipped() const { return compiled_->skipped; }
bool RulePack::covers(Language language) const { return compiled_->languages[index_of(language)].covered; }
const std::string& RulePack::digest() const { return compiled_->digest(); }
bool RulePack::reads_any_text() const { return compiled_->reads_any_text; }
bool RulePack::empty() const {
  return std::all_of(compiled_->languages.begin(), compiled_->languages.end(),
                     [](const LanguagePack& language) { return language.empty; });
}

Result<std::shared_ptr<const RulePack>> RulePack::compile(const std::vector<RuleSource>& sources,
                                                          const LoadOptions& options) {
  return Compiled::make({}, sources, {}, options);
}

const std::vector<RuleInfo>& RulePack::Compiled::infos() const {
  std::call_once(listed_, [this] {
    for (const auto& file : files) {
      for (const Rule& rule : file->rules()) infos_.push_back(rule.info);
    }
  });
  return infos_;
}

const std::string& RulePack::Compiled::digest() const {
  std::call_once(hashed_, [this] {
    std::string hashed;
    for (const auto& file : std::span(files).first(known_good_)) hashed += sha256_hex(file->text());
    digest_ = sha256_hex(hashed + read_digests_);
  });
  return digest_;
}

/// Puts a pack together.
class RulePack::Compiled::Maker {
 public:
  Maker(Compiled& all, const BlobCache& cache, const LoadOptions& options)
      : all_(all), cache_(cache), options_(options) {
    for (const Language language : kLanguages) all_.languages[index_of(language)].open(language, cache);
  }

  void add_known_good(std::span<const EmbeddedFile> files) {
    for (const EmbeddedFile& file : files) {
      auto kept =
          std::make_shared<const PackFile>(std::string(kBuiltinFolder) + std::string(file.path), file.bytes);
      std::set<Language> languages;
      if (const auto folder = folder_languages(kept->path())) {
        languages.insert(folder->covered.begin(), folder->covered.end());
        for (const Language language : languages) cover(language);
        if (folder->all) languages.insert(std::begin(kLanguages), std::end(kLanguages));
      } else {
        for (const Rule& rule : kept->rules()) {
          if (!rule.info.disabled.empty()) continue;
          note_languages(rule);
          languages.insert(rule.info.languages.begin(), rule.info.languages.end());
        }
      }
      for (const Language language : languages) {
        all_.languages[index_of(language)].empty = false;
        all_.languages[index_of(language)].add(kept);
      }
      all_.files.push_back(std::move(kept));
    }
    all_.known_good_ = files.size();
  }

  Status read(const std::vector<RuleSource>& sources) {
    if (sources.empty()) return {};
    // One that does not run leaves its name to whoever writes a better one, or runs it from a file.
    for (const auto& file : all_.files) {
      for (const Rule& rule : file->rules()) {
        if (rule.info.disabled.empty()) BROCH_CHECK(names_.reserve(rule.info));
      }
    }
    std::vector<yaml::Node> roots;
    for (const RuleSource& source : sources) {
      BROCH_TRY(yaml::Node root, yaml::parse(source.text, source.path));
      if (IcdConfig::is_config(root)) {
        BROCH_TRY(IcdConfig config, IcdConfig::read(root, source, options_.use_case));
        configs_.push_back(std::move(config));
      }
      roots.push_back(std::move(root));
    }
    for (const RuleSource& source : sources) all_.read_digests_ += sha256_hex(source.text);
    const std::string build = cache_.enabled() ? build_id() : std::string();
    const std::string key = "readings " + build + ' ' + sha256_hex(all_.read_digests_);
    if (const auto kept = build.empty() ? std::nullopt : cache_.get(key)) readings_.add(*kept);
    const size_t before = readings_.size();
    for (size_t i = 0; i < sources.size(); ++i) {
      if (!IcdConfig::is_config(roots[i])) BROCH_CHECK(add_file(roots[i], sources[i]));
    }
    if (!build.empty() && readings_.size() > before) cache_.put(key, readings_.to_bytes());
    // The use case decides which rules there are.
    if (!configs_.empty()) all_.read_digests_ += options_.use_case;
    return {};
  }

  /// A pack that names no programming language has said with its rules for every text all it can say of each.
  void finish() {
    const bool any_named = std::any_of(std::begin(kLanguages), std::end(kLanguages), [&](Language language) {
      return language != Language::kGeneric && all_.languages[index_of(language)].covered;
    });
    for (LanguagePack& language : all_.languages) {
      language.covered = language.covered || (!any_named && !language.empty);
    }
  }

 private:
  void cover(Language language) { all_.languages[index_of(language)].covered = true; }

  void note_languages(const Rule& rule) {
    for (const Language named : rule.info.languages) {
      if (!rule.any_language) cover(named);
      all_.languages[index_of(named)].empty = false;
    }
  }

  Status add_file(const yaml::Node& root, const RuleSource& source) {
    BROCH_TRY(RuleFile file, compile_rule_file(root, source, options_, nullptr, &readings_));
    for (const IcdConfig& config : configs_) {
      if (config.covers(source.path)) config.apply(file);
    }
    std::move(file.skipped.begin(), file.skipped.end(), std::back_inserter(all_.skipped));
    for (Rule& rule : file.rules) {
      BROCH_CHECK(names_.add(rule.info));
      note_languages(rule);
      if (rule.any_text) {
        all_.reads_any_text = true;
        cover(Language::kGeneric);
      }
    }
    auto kept = std::make_shared<const PackFile>(std::move(file.rules));
    for (CompiledRule& rule : file.compiled) {
      rule.head = &kept->rules()[rule.info];
      all_.languages[index_of(rule.language)].add(std::move(rule));
    }
    all_.files.push_back(std::move(kept));
    return {};
  }

  Compiled& all_;
  const BlobCache& cache_;
  const LoadOptions& options_;
  RuleNames names_;
  std::vector<IcdConfig> configs_;
  KnownReadings readings_;  ///< of the patterns of the sources
};

Result<std::shared_ptr<const RulePack>> RulePack::Compiled::make(std::span<const EmbeddedFile> known_good,
                                                                 const std::vector<RuleSource>& sources,
                                                                 const BlobCache& cache,
                                                                 const LoadOptions& options) {
  std::shared_ptr<RulePack> pack(new RulePack);
  Maker maker(*pack->compiled_, cache, options);
  maker.add_known_good(known_good);
  BROCH_CHECK(maker.read(sources));
  maker.finish();
  return pack;
}

Result<std::shared_ptr<const RulePack>> RulePack::builtin() { return load({}, false); }

Result<std::shared_ptr<const RulePack>> RulePack::load(const std::vector<std::string>& paths, bool only,
                                                       const LoadOptions& options) {
  std::vector<RuleSource> sources;
  for (const std::string& path : paths) {
    BROCH_TRY(const std::vector<std::string> files, rule_files(path));
    for (const std::string& file : files) {
      BROCH_TRY(std::string text, read_file(file, kMaxRuleFile, kLargeRuleFile));
      sources.push_back({file, std::move(text)});
    }
  }
  std::span<const EmbeddedFile> known_good;
  if (!only) known_good = builtin_rule_files();
  return Compiled::make(known_good, sources, BlobCache::of_user(), options);
}

}  // namespace broch::scan
