// What is kept of a language's built-in rules, under "rules of LANGUAGE":
//
//   state, 32 bytes: SHA-256 of the build of the program and of the files
//   how their patterns are read (match/known_readings.h), after its size, a number (number_bytes.h)
//   how many rules there are; then, for each in order: its file, its place among the file's rules, its
//   requirement (prefilter/requirement_bytes.h)
#include "scan/language_pack.h"

#include <algorithm>

#include "core/build_id.h"
#include "core/hash.h"
#include "scan/lang/grammar.h"
#include "scan/number_bytes.h"
#include "scan/prefilter/requirement_bytes.h"

namespace broch::scan {

void LanguagePack::add(CompiledRule rule) { entries_.emplace_back().compiled = std::move(rule); }

const Result<CompiledRule>& LanguagePack::rule(uint32_t index) const {
  make();
  Entry& entry = entries_[index];
  std::call_once(entry.compiled_once, [&] {
    if (!entry.compiled) entry.compiled = entry.file->compile(entry.rule, language_, readings_);
  });
  return *entry.compiled;
}

void LanguagePack::make() const {
  std::call_once(made_, [&] {
    std::vector<Requirement> requirements;
    for (const Entry& entry : entries_) requirements.push_back(requirement(**entry.compiled));
    if (!files_.empty()) {
      const size_t own = requirements.size();
      const std::string key = std::string("rules of ") + name(language_);
      const std::string now = state();
      const std::optional<std::string> kept = now.empty() ? std::nullopt : cache_.get(key);
      const bool is_current = kept && kept->starts_with(now);
      if (!is_current || !take_kept(std::string_view(*kept).substr(now.size()), requirements)) {
        while (entries_.size() > own) entries_.pop_back();
        requirements.resize(own);
        compile_all(requirements);
        if (!now.empty() && missing_.empty())
          cache_.put(key, now + to_keep(std::span(requirements).subspan(own)));
      }
    }
    // Where the language's names do not tell case, a word must not either.
    filter_ = Prefilter::build(std::move(requirements), spec_of(language_).caseless_names, cache_);
  });
}

/// What the kept requirements must be of; empty where nothing is kept.
std::string LanguagePack::state() const {
  const std::string build = cache_.enabled() ? build_id() : std::string();
  if (build.empty()) return {};
  std::string all = build;
  for (const auto& file : files_) all += '\n' + file->path() + '\n' + sha256_hex(file->text());
  const Digest digest = sha256(all);
  return {digest.begin(), digest.end()};
}

bool LanguagePack::take_kept(std::string_view bytes, std::vector<Requirement>& requirements) const {
  uint32_t size = 0;
  if (!read_number(bytes, size) || size > bytes.size() || !readings_.add(bytes.substr(0, size))) return false;
  return take_requirements(bytes.substr(size), requirements);
}

bool LanguagePack::take_requirements(std::string_view bytes, std::vector<Requirement>& requirements) const {
  uint32_t count = 0;
  if (!read_number(bytes, count)) return false;
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t file = 0, rule = 0;
    Requirement requirement;
    if (!read_number(bytes, file) || file >= files_.size() || !read_number(bytes, rule) ||
        !read_requirement(bytes, requirement)) {
      return false;
    }
    Entry& entry = entries_.emplace_back();
    entry.file = files_[file].get();
    entry.rule = rule;
    requirements.push_back(std::move(requirement));
  }
  return bytes.empty();
}

void LanguagePack::compile_all(std::vector<Requirement>& requirements) const {
  for (const auto& file : files_) {
    Result<std::vector<CompiledRule>> rules = file->compile(language_, readings_);
    if (!rules) {
      missing_ = rules.error().to_string();
      continue;
    }
    for (CompiledRule& rule : *rules) {
      requirements.push_back(requirement(rule));
      Entry& entry = entries_.emplace_back();
      entry.file = file.get();
      entry.rule = rule.info;
      entry.compiled = std::move(rule);
    }
  }
}

std::string LanguagePack::to_keep(std::span<const Requirement> requirements) const {
  const std::string readings = readings_.to_bytes();
  std::string out;
  write_number(out, static_cast<uint32_t>(readings.size()));
  out += readings;
  write_number(out, static_cast<uint32_t>(requirements.size()));
  const size_t own = entries_.size() - requirements.size();
  for (size_t i = 0; i < requirements.size(); ++i) {
    const Entry& entry = entries_[own + i];
    const auto file =
        std::find_if(files_.begin(), files_.end(), [&](const auto& one) { return one.get() == entry.file; });
    write_number(out, static_cast<uint32_t>(file - files_.begin()));
    write_number(out, static_cast<uint32_t>(entry.rule));
    write_requirement(out, requirements[i]);
  }
  return out;
}

}  // namespace broch::scan
