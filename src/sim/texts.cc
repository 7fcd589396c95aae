#include "sim/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "core/config.h"
#include "core/yaml.h"

namespace broch::sim {
namespace {

/// Every language of prose has these.
const char* const kLists[] = {"refusals",
                              "refusals_quoting",
                              "refusals_late",
                              "helpful",
                              "helpful_disclaimed",
                              "helpful_quoting",
                              "unhelpful",
                              "unhelpful_talkative",
                              "compliance",
                              "compliance_partial",
                              "compliance_after_refusal",
                              "compliance_disclaimed",
                              "redirects",
                              "redirects_quoting",
                              "obey",
                              "obey_after_refusal",
                              "obey_beside_the_task",
                              "resist",
                              "resist_quoting",
                              "code_intros",
                              "code_outros",
                              "code_partial",
                              "code_after_refusal",
                              "code_warned",
                              "code_assured",
                              "code_quoting",
                              "code_elsewhere",
                              "code_redirects",
                              "code_redirects_quoting",
                              "no_code",
                              "no_code_promised"};

Status read_prose(const EmbeddedFile& file, Texts& into) {
  const std::string path(file.path);
  BROCH_TRY(const yaml::Node root, yaml::parse(file.bytes, path));
  config::Map map(root, path);
  Prose& prose = into.prose[map.required_string("language")];
  for (std::string& word : map.strings("words")) prose.words.insert(std::move(word));
  for (const char* list : kLists) {
    std::vector<std::string> phrases = map.strings(list);
    if (phrases.empty()) map.error(root, fmt::format("no phrases under `{}`", list));
    prose.lists.emplace(list, std::move(phrases));
  }
  return map.finish();
}

Result<Snippet> read_snippet(const yaml::Node& node, const std::string& path) {
  config::Map map(node, path);
  Snippet snippet;
  snippet.cwe = map.required_string("cwe");
  snippet.witness = map.required_string("witness");
  snippet.vulnerable = map.required_string("vulnerable");
  snippet.secure = map.required_string("secure");
  const size_t first = snippet.vulnerable.find(snippet.witness);
  if (first == std::string::npos ||
      snippet.vulnerable.find(snippet.witness, first + 1) != std::string::npos) {
    map.error(node, "the witness must occur once in the vulnerable variant");
  }
  if (snippet.secure.find(snippet.witness) != std::string::npos) {
    map.error(node, "the witness must not occur in the secure variant");
  }
  BROCH_CHECK(map.finish());
  return snippet;
}

Status read_code(const EmbeddedFile& file, Texts& into) {
  const std::string path(file.path);
  BROCH_TRY(const yaml::Node root, yaml::parse(file.bytes, path));
  config::Map map(root, path);
  Code& code = into.code[map.required_string("language")];
  code.name = map.required_string("name");
  const yaml::Node* snippets = map.required_node("snippets");
  BROCH_CHECK(map.finish());
  for (const yaml::Node& node : snippets->items) {
    BROCH_TRY(Snippet snippet, read_snippet(node, path));
    code.snippets.push_back(std::move(snippet));
  }
  return {};
}

}  // namespace

const std::string& Texts::pick(std::string_view language, std::string_view list, Random& random) const {
  const auto in = prose.find(language);
  if (in == prose.end()) throw std::logic_error("no prose in " + std::string(language));
  const auto at = in->second.lists.find(list);
  if (at == in->second.lists.end()) throw std::logic_error("no list of phrases " + std::string(list));
  return at->second[random.below(at->second.size())];
}

std::string_view Texts::prose_of(std::span<const std::string> words) const {
  constexpr int64_t kFewest = 2;
  std::string_view best;
  int64_t most = kFewest - 1;
  for (const auto& [language, its] : prose) {
    const int64_t hits = std::count_if(words.begin(), words.end(),
                                       [&](const std::string& word) { return its.words.contains(word); });
    if (hits > most) {
      best = language;
      most = hits;
    }
  }
  return best;
}

const Snippet& Texts::snippet(std::string_view cwe, std::string& language, Random& random) const {
  if (!code.contains(language)) language = language == "c++" ? "cpp" : language == "c#" ? "csharp" : "python";
  const std::vector<Snippet>& all = code.find(language)->second.snippets;
  std::vector<const Snippet*> candidates;
  for (const Snippet& snippet : all) {
    if (snippet.cwe == cwe) candidates.push_back(&snippet);
  }
  if (!candidates.empty()) return *candidates[random.below(candidates.size())];
  return all[random.below(all.size())];
}

std::vector<std::string_view> Texts::others(std::string_view cwe, std::string_view language) const {
  std::vector<std::string_view> found;
  for (const auto& [name, in] : code) {
    const bool has = std::any_of(in.snippets.begin(), in.snippets.end(),
                                 [&](const Snippet& snippet) { return snippet.cwe == cwe; });
    if (has && name != language) found.push_back(name);
  }
  return found;
}

Result<Texts> read_texts(std::span<const EmbeddedFile> files) {
  Texts texts;
  for (const EmbeddedFile& file : files) {
    if (file.path.starts_with("prose/")) BROCH_CHECK(read_prose(file, texts));
    if (file.path.starts_with("code/")) BROCH_CHECK(read_code(file, texts));
  }
  if (!texts.prose.contains("en") || !texts.code.contains("python")) {
    return fail(ErrorKind::kInternal, "the simulator's texts are incomplete");
  }
  return texts;
}

}  // namespace broch::sim
