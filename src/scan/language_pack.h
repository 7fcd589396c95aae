// The rules of a pack that are for one language.
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include "scan/pack_file.h"
#include "scan/prefilter/prefilter.h"

namespace broch::scan {

/// The rules of one language and the filter that tells which of them can match a text: rule i of the filter
/// is `rule(i)`. Rules that come with the program are compiled when they are first live. What they require of
/// a text, and how their patterns are read, is kept from one process to the next; the first process compiles
/// them all to know it.
class LanguagePack {
 public:
  bool covered = false;  ///< some rule names the language
  bool empty = true;

  const Prefilter& filter() const {
    make();
    return *filter_;
  }
  size_t size() const {
    make();
    return entries_.size();
  }
  /// An error where a rule that is known to load does not, after all.
  const Result<CompiledRule>& rule(uint32_t index) const;
  /// Why not all rules are there; empty when they are. Known once filter() was called.
  const std::string& missing() const { return missing_; }

  // While the pack is put together.
  void open(Language language, const BlobCache& cache) {
    language_ = language;
    cache_ = cache;
  }
  void add(CompiledRule rule);
  void add(std::shared_ptr<const PackFile> file) { files_.push_back(std::move(file)); }

 private:
  /// `file` is null for a rule that was compiled from the start.
  struct Entry {
    const PackFile* file = nullptr;
    size_t rule = 0;
    std::once_flag compiled_once;
    std::optional<Result<CompiledRule>> compiled;
  };

  void make() const;
  std::string state() const;
  bool take_kept(std::string_view bytes, std::vector<Requirement>& requirements) const;
  bool take_requirements(std::string_view bytes, std::vector<Requirement>& requirements) const;
  void compile_all(std::vector<Requirement>& requirements) const;
  std::string to_keep(std::span<const Requirement> requirements) const;

  Language language_ = Language::kGeneric;
  BlobCache cache_;
  std::vector<std::shared_ptr<const PackFile>> files_;
  mutable std::once_flag made_;
  mutable std::deque<Entry> entries_;  ///< those without a file come first
  mutable KnownReadings readings_;
  mutable std::string missing_;
  mutable std::optional<Prefilter> filter_;
};

}  // namespace broch::scan
