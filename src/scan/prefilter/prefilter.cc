#include "scan/prefilter/prefilter.h"

#include <algorithm>
#include <map>

#include "core/vectorscan.h"
#include "scan/prefilter/regex_filter.h"

namespace broch::scan {
namespace {

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

/// `regex` answers whether an expression matches; it is asked only where words leave the question open.
template <typename Regexes>
bool holds(const Requirement& requirement, const std::vector<bool>& words, Regexes& regex) {
  const auto part_holds = [&](const Requirement& part) { return holds(part, words, regex); };
  switch (requirement.kind) {
    case Requirement::Kind::kTrue:
      return true;
    case Requirement::Kind::kNever:
      return false;
    case Requirement::Kind::kWord:
      return words[requirement.index];
    case Requirement::Kind::kRegex:
      return regex(requirement.index);
    case Requirement::Kind::kAnd:
      return std::all_of(requirement.parts.begin(), requirement.parts.end(), part_holds);
    case Requirement::Kind::kOr:
      return std::any_of(requirement.parts.begin(), requirement.parts.end(), part_holds);
  }
  return true;
}

}  // namespace

struct Prefilter::Databases {
  std::optional<Vectorscan> words;
  size_t word_count = 0;
  RegexFilter regexes;
};

Prefilter::Prefilter(std::vector<Requirement> requirements, std::unique_ptr<Databases> databases)
    : requirements_(std::move(requirements)), databases_(std::move(databases)) {}
Prefilter::Prefilter(Prefilter&&) noexcept = default;
Prefilter& Prefilter::operator=(Prefilter&&) noexcept = default;
Prefilter::~Prefilter() = default;

Prefilter Prefilter::build(std::vector<Requirement> requirements, bool ignore_case, const BlobCache& cache) {
  Atoms words, regexes;
  for (Requirement& requirement : requirements) number(requirement, words, regexes);
  auto databases = std::make_unique<Databases>(std::nullopt, words.texts().size(),
                                               RegexFilter::build(regexes.texts(), cache));
  if (auto literals = Vectorscan::literals(words.texts(), ignore_case, cache))
    databases->words = *std::move(literals);
  return Prefilter(std::move(requirements), std::move(databases));
}

std::vector<uint32_t> Prefilter::live(std::string_view text, Work& work) const {
  std::vector<bool> words;
  // When the engine cannot run, nothing may be ruled out.
  if (!databases_->words || !databases_->words->find(text, words)) {
    words.assign(databases_->word_count, true);
  }
  RegexFilter::Text regexes(databases_->regexes, text, work);
  const auto matches = [&](uint32_t expression) { return regexes.matches(expression); };
  std::vector<uint32_t> out;
  for (uint32_t rule = 0; rule < requirements_.size(); ++rule) {
    if (holds(requirements_[rule], words, matches)) out.push_back(rule);
  }
  return out;
}

size_t Prefilter::always_live() const {
  const std::vector<bool> none(databases_->word_count, false);
  const auto unfiltered = [&](uint32_t expression) { return !databases_->regexes.has_atoms(expression); };
  return static_cast<size_t>(
      std::count_if(requirements_.begin(), requirements_.end(),
                    [&](const Requirement& requirement) { return holds(requirement, none, unfiltered); }));
}

}  // namespace broch::scan
