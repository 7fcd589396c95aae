#include "scan/prefilter/prefilter.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/vectorscan.h"
#include "scan/prefilter/regex_filter.h"

namespace broch::scan {
namespace {

using Kind = Requirement::Kind;

/// Numbers words and literals, and apart from them regular expressions.
class Numbering {
 public:
  explicit Numbering(bool ignore_case) : ignore_case_(ignore_case) {}

  void number(Requirement& requirement) {
    const bool is_word = requirement.kind == Kind::kWord;
    if (is_word || requirement.kind == Kind::kLiteral) {
      requirement.index = atom({requirement.atom, !is_word || ignore_case_, is_word});
    }
    if (requirement.kind == Kind::kRegex) requirement.index = regex(requirement.atom);
    for (Requirement& part : requirement.parts) number(part);
  }

  std::vector<Vectorscan::Literal> atoms;
  std::vector<std::string> regexes;

 private:
  uint32_t atom(Vectorscan::Literal literal) {
    const auto [entry, is_new] =
        atom_numbers_.try_emplace({literal.text, literal.whole_word}, static_cast<uint32_t>(atoms.size()));
    if (is_new) atoms.push_back(std::move(literal));
    return entry->second;
  }
  uint32_t regex(const std::string& text) {
    const auto [entry, is_new] = regex_numbers_.try_emplace(text, static_cast<uint32_t>(regexes.size()));
    if (is_new) regexes.push_back(text);
    return entry->second;
  }

  bool ignore_case_;
  std::map<std::pair<std::string, bool>, uint32_t> atom_numbers_;
  std::map<std::string, uint32_t> regex_numbers_;
};

/// `regex` answers whether an expression matches; it is asked only where atoms leave the question open.
template <typename Regexes>
bool holds(const Requirement& requirement, const std::vector<bool>& atoms, Regexes& regex) {
  const auto part_holds = [&](const Requirement& part) { return holds(part, atoms, regex); };
  switch (requirement.kind) {
    case Kind::kTrue:
      return true;
    case Kind::kNever:
      return false;
    case Kind::kWord:
    case Kind::kLiteral:
      return atoms[requirement.index];
    case Kind::kRegex:
      return regex(requirement.index);
    case Kind::kAnd:
      return std::all_of(requirement.parts.begin(), requirement.parts.end(), part_holds);
    case Kind::kOr:
      return std::any_of(requirement.parts.begin(), requirement.parts.end(), part_holds);
  }
  return true;
}

/// What is dear to ask comes last.
void sort_parts(Requirement& requirement) {
  for (Requirement& part : requirement.parts) sort_parts(part);
  std::stable_partition(requirement.parts.begin(), requirement.parts.end(), [](const Requirement& part) {
    return part.parts.empty() && part.kind != Kind::kRegex;
  });
}

/// Atoms of which one at least is in every text that meets a requirement. `cost`: how often one occurs in any
/// text, by a rule of thumb.
struct Signs {
  std::vector<uint32_t> atoms;
  double cost = 0;
};

/// The rarest; nothing for what a text without any atom can meet.
std::optional<Signs> signs_of(const Requirement& requirement) {
  switch (requirement.kind) {
    case Kind::kTrue:
    case Kind::kRegex:
      return std::nullopt;
    case Kind::kNever:
      return Signs{};
    case Kind::kWord:
    case Kind::kLiteral:
      // Short words are frequent.
      return Signs{{requirement.index}, std::exp2(-static_cast<double>(requirement.atom.size()))};
    case Kind::kAnd: {
      std::optional<Signs> rarest;
      for (const Requirement& part : requirement.parts) {
        std::optional<Signs> signs = signs_of(part);
        if (signs && (!rarest || signs->cost < rarest->cost)) rarest = std::move(signs);
      }
      return rarest;
    }
    case Kind::kOr: {
      Signs all;
      for (const Requirement& part : requirement.parts) {
        const std::optional<Signs> signs = signs_of(part);
        if (!signs) return std::nullopt;
        all.atoms.insert(all.atoms.end(), signs->atoms.begin(), signs->atoms.end());
        all.cost += signs->cost;
      }
      return all;
    }
  }
  return std::nullopt;
}

}  // namespace

struct Prefilter::Atoms {
  std::optional<Vectorscan> set;
  RegexFilter regexes;
};

Prefilter::Prefilter(std::vector<Requirement> requirements, std::unique_ptr<Atoms> atoms)
    : requirements_(std::move(requirements)), atoms_(std::move(atoms)) {}
Prefilter::Prefilter(Prefilter&&) noexcept = default;
Prefilter& Prefilter::operator=(Prefilter&&) noexcept = default;
Prefilter::~Prefilter() = default;

Prefilter Prefilter::build(std::vector<Requirement> requirements, bool ignore_case, const BlobCache& cache) {
  Numbering numbering(ignore_case);
  for (Requirement& requirement : requirements) {
    sort_parts(requirement);
    numbering.number(requirement);
  }
  auto atoms = std::make_unique<Atoms>(std::nullopt, RegexFilter(numbering.regexes));
  if (auto set = Vectorscan::literals(numbering.atoms, cache)) atoms->set = *std::move(set);
  Prefilter out(std::move(requirements), std::move(atoms));
  out.rules_of_.resize(numbering.atoms.size());
  for (uint32_t rule = 0; rule < out.requirements_.size(); ++rule) {
    const std::optional<Signs> signs = signs_of(out.requirements_[rule]);
    if (!signs) out.unfiltered_.push_back(rule);
    for (const uint32_t atom : signs ? signs->atoms : std::vector<uint32_t>())
      out.rules_of_[atom].push_back(rule);
  }
  return out;
}

std::vector<uint32_t> Prefilter::live(std::string_view text, Work& work) const {
  // Only a rule of whose signs one occurs can be live, but for those that need nothing.
  std::vector<uint32_t> out = unfiltered_;
  Vectorscan::Occurrences atoms;
  if (atoms_->set && atoms_->set->find(text, atoms)) {
    for (const uint32_t atom : atoms.found) {
      out.insert(out.end(), rules_of_[atom].begin(), rules_of_[atom].end());
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
  } else {
    // When the engine cannot run, nothing may be ruled out.
    atoms.has.assign(rules_of_.size(), true);
    out.resize(requirements_.size());
    std::iota(out.begin(), out.end(), 0);
  }
  RegexFilter::Text regexes(atoms_->regexes, text, work);
  const auto matches = [&](uint32_t expression) { return regexes.matches(expression); };
  std::erase_if(out, [&](uint32_t rule) { return !holds(requirements_[rule], atoms.has, matches); });
  return out;
}

}  // namespace broch::scan
