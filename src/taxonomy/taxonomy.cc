#include "taxonomy/taxonomy.h"

#include <algorithm>
#include <set>

#include "core/text.h"
#include "taxonomy/id.h"
#include "taxonomy/table.h"

namespace broch::taxonomy {
namespace {

std::vector<Scheme> schemes(std::optional<Scheme> only) {
  if (only) return {*only};
  return {kSchemes.begin(), kSchemes.end()};
}

const Entry* find_canonical(std::string_view id) {
  for (Scheme scheme : kSchemes) {
    if (const Entry* entry = table(scheme).find(id)) return entry;
  }
  return nullptr;
}

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// 0: `word` is not in `name`; 1: inside a word; 2: at the start of one; 3: a whole one. Both lower-case.
int match_quality(std::string_view name, std::string_view word) {
  int best = 0;
  for (size_t at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
    const bool starts = at == 0 || !is_word_byte(name[at - 1]);
    const size_t end = at + word.size();
    const bool ends = end == name.size() || !is_word_byte(name[end]);
    best = std::max(best, 1 + (starts ? 1 : 0) + (starts && ends ? 1 : 0));
  }
  return best;
}

/// The entry that is called just this, by its name or by the usual one that CWE adds: "... ('SQL
/// Injection')".
bool is_called(std::string_view lower_name, const std::string& phrase) {
  return lower_name == phrase || lower_name.find("('" + phrase + "')") != std::string_view::npos;
}

}  // namespace

const char* name(Scheme scheme) {
  switch (scheme) {
    case Scheme::kCwe:
      return "cwe";
    case Scheme::kAttack:
      return "attack";
    case Scheme::kAtlas:
      return "atlas";
    case Scheme::kOwaspLlm:
      return "owasp";
  }
  return "";
}

std::string_view version(Scheme scheme) { return table(scheme).version; }

std::optional<Scheme> scheme_by_name(std::string_view text) {
  for (Scheme scheme : kSchemes) {
    if (iequals(text, name(scheme))) return scheme;
  }
  if (iequals(text, "owasp-llm")) return Scheme::kOwaspLlm;
  if (iequals(text, "att&ck")) return Scheme::kAttack;
  return std::nullopt;
}

std::span<const Entry> entries(Scheme scheme) { return table(scheme).entries; }

const Entry* find(std::string_view id, std::optional<Scheme> scheme) {
  for (Scheme s : schemes(scheme)) {
    const std::optional<std::string> canonical = canonical_id(id, s, scheme.has_value());
    if (!canonical) continue;
    if (const Entry* entry = table(s).find(*canonical)) return entry;
  }
  return nullptr;
}

std::vector<std::string> suggestions(std::string_view id, std::optional<Scheme> scheme, size_t limit) {
  std::vector<std::pair<size_t, std::string_view>> candidates;
  for (Scheme s : schemes(scheme)) {
    const std::optional<std::string> canonical = canonical_id(id, s, scheme.has_value());
    const std::string wanted = canonical ? to_lower(*canonical) : to_lower(trim(id));
    for (const Entry& entry : entries(s)) {
      const std::string candidate = to_lower(entry.id);
      // What continues the given id ("LLM01", "T1059.") is nearer than what differs from it.
      const bool continues = candidate.starts_with(wanted) && !wanted.empty();
      const size_t distance = continues ? 0 : edit_distance(wanted, candidate);
      if (distance <= 2) candidates.emplace_back(distance, entry.id);
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> result;
  for (size_t i = 0; i < candidates.size() && i < limit; ++i) result.emplace_back(candidates[i].second);
  return result;
}

std::vector<const Entry*> search(std::string_view words, std::optional<Scheme> scheme, size_t limit) {
  std::vector<std::string> wanted;
  const std::string lower = to_lower(words);
  for (std::string_view word : split(lower, ' ')) {
    if (!trim(word).empty()) wanted.emplace_back(trim(word));
  }
  if (wanted.empty()) return {};

  const std::string phrase = join(wanted, " ");
  struct Hit {
    bool called;
    int quality;
    const Entry* entry;
  };
  std::vector<Hit> hits;
  for (Scheme s : schemes(scheme)) {
    for (const Entry& entry : entries(s)) {
      const std::string text = to_lower(entry.name);
      int quality = 0;
      const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
        const int one = match_quality(text, word);
        quality += one;
        return one > 0;
      });
      if (all) hits.push_back({is_called(text, phrase), quality, &entry});
    }
  }
  // What is called just this first, then whole words before parts of words, then the name that says least
  // beside the words asked for.
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    if (a.called != b.called) return a.called;
    if (a.quality != b.quality) return a.quality > b.quality;
    return a.entry->name.size() < b.entry->name.size();
  });
  std::vector<const Entry*> result;
  for (size_t i = 0; i < hits.size() && i < limit; ++i) result.push_back(hits[i].entry);
  return result;
}

bool is_within(std::string_view id, std::string_view ancestor) {
  const Entry* start = find(id);
  const Entry* goal = find(ancestor);
  if (!start || !goal) return false;
  std::set<std::string_view> seen;
  std::vector<const Entry*> open{start};
  while (!open.empty()) {
    const Entry* entry = open.back();
    open.pop_back();
    if (entry == goal) return true;
    for (std::string_view parent : entry->parents) {
      if (!seen.insert(parent).second) continue;
      if (const Entry* next = find_canonical(parent)) open.push_back(next);
    }
  }
  return false;
}

std::vector<const Entry*> tactics_of(std::string_view technique) {
  std::vector<const Entry*> result;
  const Entry* entry = find(technique);
  if (!entry || entry->scheme != Scheme::kAttack) return result;
  for (std::string_view parent : entry->parents) {
    const Entry* tactic = find_canonical(parent);
    if (tactic && tactic->kind == "tactic") result.push_back(tactic);
  }
  return result;
}

}  // namespace broch::taxonomy
