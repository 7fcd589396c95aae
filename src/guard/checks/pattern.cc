#include "guard/checks/pattern.h"

#include <algorithm>
#include <map>

#include "core/text.h"

namespace broch::guard {

Result<LiteralIndex> LiteralIndex::compile(const std::vector<std::vector<std::string>>& literals) {
  std::map<std::string, std::vector<size_t>> rules_of;
  for (size_t rule = 0; rule < literals.size(); ++rule) {
    for (const std::string& literal : literals[rule]) rules_of[to_lower(literal)].push_back(rule);
  }
  std::vector<std::string> texts;
  std::vector<std::vector<size_t>> owners;
  for (auto& [literal, rules] : rules_of) {
    texts.push_back(literal);
    owners.push_back(std::move(rules));
  }
  BROCH_TRY(Vectorscan set, Vectorscan::literals(texts, true));
  return LiteralIndex(std::move(set), std::move(owners), literals.size());
}

Status LiteralIndex::find(std::string_view text, std::vector<bool>& seen) const {
  seen.assign(rules_, false);
  Vectorscan::Occurrences occurrences;
  BROCH_CHECK(set_.find(text, occurrences));
  for (const uint32_t literal : occurrences.found) {
    for (const size_t rule : owners_[literal]) seen[rule] = true;
  }
  return {};
}

Result<Pattern> Pattern::compile(const std::string& pattern, bool ignore_case) {
  // More steps than a rule from outside gets: the patterns are ours and long, and a text that is given up is
  // a check that failed.
  BROCH_TRY(
      Pcre pcre,
      Pcre::compile(pattern,
                    {.caseless = ignore_case, .dot_all = true, .partial = true, .match_limit = 10'000'000}));
  return Pattern(std::move(pcre));
}

Result<std::optional<Pattern::Match>> Pattern::find(std::string_view text, size_t start) const {
  std::vector<Span> groups;
  BROCH_TRY(const Pcre::Outcome outcome, pcre_.find(text, start, groups));
  if (outcome == Pcre::Outcome::kNone) return std::nullopt;
  Match match{groups[0], groups[0]};
  if (groups.size() > 1 && groups[1].begin != std::string_view::npos) match.group = groups[1];
  return match;
}

Result<std::optional<size_t>> Pattern::live(std::string_view text, size_t start,
                                            std::vector<Span>& complete) const {
  std::vector<Span> groups;
  while (start < text.size()) {
    BROCH_TRY(const Pcre::Outcome outcome, pcre_.find_partial(text, start, groups));
    if (outcome == Pcre::Outcome::kNone) return std::nullopt;
    if (outcome == Pcre::Outcome::kPartial) return groups[0].begin;
    complete.push_back(groups[0]);
    start = std::max(groups[0].end, groups[0].begin + 1);
  }
  return std::nullopt;
}

}  // namespace broch::guard
