#include "scan/prefilter/prefilter.h"

#include <hs/hs.h>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>

namespace broch::scan {
namespace {

struct Deleter {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
  void operator()(hs_compile_error_t* error) const { hs_free_compile_error(error); }
};
using Database = std::unique_ptr<hs_database_t, Deleter>;
using Scratch = std::unique_ptr<hs_scratch_t, Deleter>;
using CompileError = std::unique_ptr<hs_compile_error_t, Deleter>;

int on_hit(unsigned id, unsigned long long, unsigned long long, unsigned, void* context) {
  (*static_cast<std::vector<bool>*>(context))[id] = true;
  return 0;
}

/// Numbers atoms of one kind.
class Atoms {
 public:
  uint32_t add(const std::string& text) {
    const auto [entry, is_new] = index_.try_emplace(text, static_cast<uint32_t>(texts_.size()));
    if (is_new) texts_.push_back(text);
    return entry->second;
  }
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::map<std::string, uint32_t> index_;
  std::vector<std::string> texts_;
};

void number(Requirement& requirement, Atoms& words, Atoms& regexes) {
  if (requirement.kind == Requirement::Kind::kWord) requirement.index = words.add(requirement.atom);
  if (requirement.kind == Requirement::Kind::kRegex) requirement.index = regexes.add(requirement.atom);
  for (Requirement& part : requirement.parts) number(part, words, regexes);
}

bool holds(const Requirement& requirement, const std::vector<bool>& words, const std::vector<bool>& regexes) {
  const auto part_holds = [&](const Requirement& part) { return holds(part, words, regexes); };
  switch (requirement.kind) {
    case Requirement::Kind::kTrue:
      return true;
    case Requirement::Kind::kWord:
      return words[requirement.index];
    case Requirement::Kind::kRegex:
      return regexes[requirement.index];
    case Requirement::Kind::kAnd:
      return std::all_of(requirement.parts.begin(), requirement.parts.end(), part_holds);
    case Requirement::Kind::kOr:
      return std::any_of(requirement.parts.begin(), requirement.parts.end(), part_holds);
  }
  return true;
}

Result<Database> compile_words(const std::vector<std::string>& words) {
  if (words.empty()) return Database();
  std::vector<const char*> texts;
  std::vector<size_t> lengths;
  std::vector<unsigned> flags(words.size(), HS_FLAG_SINGLEMATCH), ids;
  for (const std::string& word : words) {
    ids.push_back(static_cast<unsigned>(texts.size()));
    texts.push_back(word.data());
    lengths.push_back(word.size());
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), lengths.data(),
                           static_cast<unsigned>(words.size()), HS_MODE_BLOCK, nullptr, &database,
                           &error) != HS_SUCCESS) {
    CompileError owned(error);
    return fail(ErrorKind::kInternal, "cannot build the literal filter: " + std::string(owned->message));
  }
  return Database(database);
}

/// `always[i]` is set for expressions that Vectorscan cannot handle.
Database compile_regexes(const std::vector<std::string>& expressions, std::vector<bool>& always) {
  constexpr unsigned kFlags =
      HS_FLAG_SINGLEMATCH | HS_FLAG_PREFILTER | HS_FLAG_MULTILINE | HS_FLAG_ALLOWEMPTY;
  while (true) {
    std::vector<const char*> texts;
    std::vector<unsigned> flags, ids;
    for (unsigned i = 0; i < expressions.size(); ++i) {
      if (always[i]) continue;
      texts.push_back(expressions[i].c_str());
      flags.push_back(kFlags);
      ids.push_back(i);
    }
    if (texts.empty()) return nullptr;
    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    if (hs_compile_multi(texts.data(), flags.data(), ids.data(), static_cast<unsigned>(texts.size()),
                         HS_MODE_BLOCK, nullptr, &database, &error) == HS_SUCCESS) {
      return Database(database);
    }
    CompileError owned(error);
    if (owned->expression >= 0) {
      always[ids[static_cast<size_t>(owned->expression)]] = true;
    } else {
      always.assign(always.size(), true);
    }
  }
}

}  // namespace

struct Prefilter::Databases {
  Database words;
  Database regexes;
  size_t word_count = 0;
  std::vector<bool> always;  ///< by regular expression

  /// Scratch space is needed per concurrent scan; spare ones are kept.
  std::mutex mutex;
  std::vector<Scratch> spare;

  Scratch take() {
    {
      const std::lock_guard lock(mutex);
      if (!spare.empty()) {
        Scratch scratch = std::move(spare.back());
        spare.pop_back();
        return scratch;
      }
    }
    hs_scratch_t* scratch = nullptr;
    if (words) hs_alloc_scratch(words.get(), &scratch);
    if (regexes) hs_alloc_scratch(regexes.get(), &scratch);
    return Scratch(scratch);
  }
  void give(Scratch scratch) {
    const std::lock_guard lock(mutex);
    spare.push_back(std::move(scratch));
  }
};

Prefilter::Prefilter() : databases_(std::make_unique<Databases>()) {}
Prefilter::Prefilter(Prefilter&&) noexcept = default;
Prefilter& Prefilter::operator=(Prefilter&&) noexcept = default;
Prefilter::~Prefilter() = default;

Result<Prefilter> Prefilter::build(std::vector<Requirement> requirements) {
  Prefilter filter;
  filter.requirements_ = std::move(requirements);
  Atoms words, regexes;
  for (Requirement& requirement : filter.requirements_) number(requirement, words, regexes);
  BROCH_TRY(filter.databases_->words, compile_words(words.texts()));
  filter.databases_->word_count = words.texts().size();
  filter.databases_->always.assign(regexes.texts().size(), false);
  filter.databases_->regexes = compile_regexes(regexes.texts(), filter.databases_->always);
  return filter;
}

std::vector<uint32_t> Prefilter::live(std::string_view text) const {
  std::vector<bool> words(databases_->word_count, false);
  std::vector<bool> regexes = databases_->always;
  if (databases_->words || databases_->regexes) {
    Scratch scratch = databases_->take();
    const auto run = [&](const Database& database, std::vector<bool>& hits) {
      if (!database) return;
      const auto size = static_cast<unsigned>(text.size());
      // When the engine cannot run, nothing may be ruled out.
      if (!scratch ||
          hs_scan(database.get(), text.data(), size, 0, scratch.get(), on_hit, &hits) != HS_SUCCESS) {
        hits.assign(hits.size(), true);
      }
    };
    run(databases_->words, words);
    run(databases_->regexes, regexes);
    if (scratch) databases_->give(std::move(scratch));
  }
  std::vector<uint32_t> out;
  for (uint32_t rule = 0; rule < requirements_.size(); ++rule) {
    if (holds(requirements_[rule], words, regexes)) out.push_back(rule);
  }
  return out;
}

size_t Prefilter::always_live() const {
  const std::vector<bool> nothing(databases_->word_count, false);
  return static_cast<size_t>(
      std::count_if(requirements_.begin(), requirements_.end(),
                    [&](const Requirement& r) { return holds(r, nothing, databases_->always); }));
}

}  // namespace broch::scan
