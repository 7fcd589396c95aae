// CWE 4.15, ATT&CK Enterprise 18.1, ATLAS 5.6.0 and the OWASP LLM top tens of 2025 and 2026, compiled in.
//
//   const taxonomy::Entry* e = taxonomy::find("CWE-89");          // also "cwe 89", "89" with Scheme::kCwe
//   for (const taxonomy::Entry& hit : taxonomy::search("sql injection")) ...
//
// Ids, names and relations come from MITRE (CWE, ATT&CK under MITRE's terms of use, ATLAS under Apache-2.0)
// and OWASP (CC BY-SA 4.0).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"

namespace broch::taxonomy {

enum class Scheme { kCwe, kAttack, kAtlas, kOwaspLlm };

struct Entry {
  Scheme scheme;
  std::string_view id;  ///< canonical: "CWE-89", "T1059.001", "TA0002", "AML.T0051", "LLM01:2025"
  std::string_view name;
  std::string_view kind;  ///< "Base", "Class", "tactic", "technique", "sub-technique", "mitigation", "risk"
  std::vector<std::string_view>
      parents;                   ///< CWE: ChildOf in view 1000; techniques: tactics and parent technique
  std::string_view description;  ///< may be empty
};

const char* name(Scheme scheme);
std::string_view version(Scheme scheme);
std::optional<Scheme> scheme_by_name(std::string_view name);

/// By id in any usual spelling; a bare number only with a scheme. Nothing when unknown.
const Entry* find(std::string_view id, std::optional<Scheme> scheme = {});
/// Up to `limit` ids that an unknown `id` may have meant, nearest first, within its scheme where that can be
/// told.
std::vector<std::string> suggestions(std::string_view id, std::optional<Scheme> scheme = {},
                                     size_t limit = 5);
/// Entries whose name contains every word, best first.
std::vector<const Entry*> search(std::string_view words, std::optional<Scheme> scheme = {},
                                 size_t limit = 20);
std::span<const Entry> entries(Scheme scheme);
/// True when `id` is `ancestor` or lies below it (CWE view 1000, technique and its sub-techniques).
bool is_within(std::string_view id, std::string_view ancestor);
/// Tactics of an ATT&CK technique in kill-chain order: "Execution", ...
std::vector<const Entry*> tactics_of(std::string_view technique);

std::span<const EmbeddedFile> table_files();

}  // namespace broch::taxonomy
