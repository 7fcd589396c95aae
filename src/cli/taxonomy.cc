// broch taxonomy: looks entries of the built-in catalogues up by id and by words.
#include "taxonomy/taxonomy.h"

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "core/text.h"

namespace broch::cli {
namespace {

using taxonomy::Entry;
using taxonomy::Scheme;

json::Value related(std::string_view id, Scheme scheme) {
  const Entry* entry = taxonomy::find(id, scheme);
  return json::Object{{"id", id}, {"name", entry ? entry->name : std::string_view()}};
}

json::Value to_json(const Entry& entry) {
  json::Array parents;
  for (std::string_view parent : entry.parents) parents.push_back(related(parent, entry.scheme));
  json::Object out{{"scheme", taxonomy::name(entry.scheme)},
                   {"version", taxonomy::version(entry.scheme)},
                   {"id", entry.id},
                   {"name", entry.name},
                   {"kind", entry.kind},
                   {"parents", std::move(parents)}};
  if (!entry.description.empty()) out.append("description", entry.description);
  return out;
}

std::string to_text(const Entry& entry) {
  std::string out = fmt::format("{}  {}\n  {}, {} {}\n", entry.id, entry.name, entry.kind,
                                taxonomy::name(entry.scheme), taxonomy::version(entry.scheme));
  if (!entry.description.empty()) out += fmt::format("  {}\n", entry.description);
  for (std::string_view parent : entry.parents) {
    const Entry* above = taxonomy::find(parent, entry.scheme);
    out += fmt::format("  in {}  {}\n", parent, above ? above->name : "");
  }
  return out;
}

/// An id, else a whole name, else words that one name alone has.
const Entry* look_up(Scheme scheme, const std::string& text, const std::vector<const Entry*>& hits) {
  if (const Entry* entry = taxonomy::find(text, scheme)) return entry;
  for (const Entry& entry : taxonomy::entries(scheme)) {
    if (iequals(entry.name, text)) return &entry;
  }
  return hits.size() == 1 ? hits.front() : nullptr;
}

Result<int> show(Scheme scheme, const std::string& id, const Common& common) {
  constexpr size_t kMostHits = 10;
  const std::vector<const Entry*> hits = taxonomy::search(id, scheme, kMostHits);
  const Entry* entry = look_up(scheme, id, hits);
  if (!entry && !hits.empty()) {
    std::vector<std::string> lines;
    for (const Entry* hit : hits) lines.push_back(fmt::format("{:<14} {}", hit->id, hit->name));
    return fail(ErrorKind::kUsage,
                fmt::format("`{}` is in more than one name of {}", id, taxonomy::name(scheme)), {},
                "give one's id:\n       " + join(lines, "\n       "));
  }
  if (!entry) {
    const std::vector<std::string> near = taxonomy::suggestions(id, scheme);
    std::string remedy = near.empty() ? "look it up by words: broch taxonomy search WORDS"
                                      : "did you mean " + join(near, ", ") + "?";
    return fail(ErrorKind::kUsage,
                fmt::format("no {} {} in version {}", taxonomy::name(scheme), id, taxonomy::version(scheme)),
                {}, std::move(remedy));
  }
  BROCH_CHECK(print(common.json ? json::dump(to_json(*entry)) + "\n" : to_text(*entry)));
  return kOk;
}

Result<int> print_list(const std::vector<const Entry*>& found, const Common& common) {
  std::string out;
  if (common.json) {
    json::Array results;
    for (const Entry* entry : found) results.push_back(to_json(*entry));
    out = json::dump(json::Object{{"results", std::move(results)}}) + "\n";
  } else {
    for (const Entry* entry : found) out += fmt::format("{:<14} {}\n", entry->id, entry->name);
  }
  BROCH_CHECK(print(out));
  return kOk;
}

/// The options of `broch taxonomy`, alive as long as the command line is.
struct TaxonomyArguments {
  std::string id;
  std::vector<std::string> words;
  std::string scheme;
  size_t limit = 20;
};

Result<int> search(const TaxonomyArguments& arguments, const Common& common) {
  std::optional<Scheme> scheme;
  if (!arguments.scheme.empty()) {
    scheme = taxonomy::scheme_by_name(arguments.scheme);
    if (!scheme) {
      return fail(ErrorKind::kUsage, "unknown catalogue `" + arguments.scheme + "`", {},
                  "one of cwe, attack, atlas, owasp");
    }
  }
  const auto found = taxonomy::search(join(arguments.words, " "), scheme, arguments.limit);
  if (found.empty() && !common.json) {
    return fail(ErrorKind::kUsage,
                "nothing has all of these words in its name: " + join(arguments.words, " "), {},
                "try fewer words");
  }
  return print_list(found, common);
}

}  // namespace

void add_taxonomy(Subcommand app) {
  Subcommand command = app.add_group("taxonomy", "Look up CWE, ATT&CK, ATLAS and OWASP LLM entries");
  auto arguments = std::make_shared<TaxonomyArguments>();

  const std::pair<Scheme, const char*> schemes[] = {
      {Scheme::kCwe, "A weakness: 89, CWE-89"},
      {Scheme::kAttack, "A tactic or technique: T1059.001, TA0002"},
      {Scheme::kAtlas, "A tactic, technique or mitigation: AML.T0051"},
      {Scheme::kOwaspLlm, "A risk with its year: LLM01:2025"}};
  for (const auto& [scheme, help] : schemes) {
    Subcommand one = command.add(taxonomy::name(scheme), help);
    one.option("ID", arguments->id, "Its id, or its name or words of it; without one, everything is listed");
    one.action([arguments, scheme](const Common& common) -> Result<int> {
      if (!arguments->id.empty()) return show(scheme, arguments->id, common);
      std::vector<const Entry*> all;
      for (const Entry& entry : taxonomy::entries(scheme)) all.push_back(&entry);
      return print_list(all, common);
    });
  }

  Subcommand find = command.add("search", "Entries whose name has all of the words");
  find.option("WORDS", arguments->words, "Words of the name").required();
  find.option("--in", arguments->scheme, "Only one catalogue: cwe, attack, atlas, owasp");
  find.option("--limit", arguments->limit, "At most so many").within(1, 10000);
  find.action([arguments](const Common& common) { return search(*arguments, common); });
}

}  // namespace broch::cli
