#include "sim/texts.h"

#include <fmt/format.h>

#include <stdexcept>

#include "core/config.h"
#include "core/yaml.h"

namespace broch::sim {
namespace {

const char* const kLists[] = {"refusals",    "refusals_elsewhere", "helpful", "help_elsewhere", "unhelpful",
                              "compliance",  "redirects",          "obey",    "resist",         "code_intros",
                              "code_outros", "code_redirects",     "no_code"};

Status read_phrases(const EmbeddedFile& file, Texts& into) {
  const std::string path(file.path);
  BROCH_TRY(const yaml::Node root, yaml::parse(file.bytes, path));
  config::Map map(root, path);
  for (const char* list : kLists) {
    std::vector<std::string> phrases = map.strings(list);
    if (phrases.empty()) map.error(root, fmt::format("no phrases under `{}`", list));
    into.phrases.emplace(list, std::move(phrases));
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
  const std::string language = map.required_string("language");
  const yaml::Node* snippets = map.required_node("snippets");
  BROCH_CHECK(map.finish());
  for (const yaml::Node& node : snippets->items) {
    BROCH_TRY(Snippet snippet, read_snippet(node, path));
    into.code[language].push_back(std::move(snippet));
  }
  return {};
}

}  // namespace

const std::string& Texts::pick(std::string_view list, Random& random) const {
  const auto at = phrases.find(list);
  if (at == phrases.end()) throw std::logic_error("no list of phrases " + std::string(list));
  return at->second[random.below(at->second.size())];
}

const Snippet& Texts::snippet(std::string_view cwe, std::string& language, Random& random) const {
  auto of_language = code.find(language);
  if (of_language == code.end()) {
    language = language == "cpp" || language == "c++" ? "c" : "python";
    of_language = code.find(language);
  }
  std::vector<const Snippet*> candidates;
  for (const Snippet& snippet : of_language->second) {
    if (snippet.cwe == cwe) candidates.push_back(&snippet);
  }
  if (!candidates.empty()) return *candidates[random.below(candidates.size())];
  return of_language->second[random.below(of_language->second.size())];
}

Result<Texts> read_texts(std::span<const EmbeddedFile> files) {
  Texts texts;
  for (const EmbeddedFile& file : files) {
    if (file.path == "phrases.yaml") BROCH_CHECK(read_phrases(file, texts));
    if (file.path.starts_with("code/")) BROCH_CHECK(read_code(file, texts));
  }
  if (texts.phrases.empty() || !texts.code.contains("python") || !texts.code.contains("c")) {
    return fail(ErrorKind::kInternal, "the simulator's texts are incomplete");
  }
  return texts;
}

}  // namespace broch::sim
