#include "guard/checks/signature.h"

#include "core/config.h"
#include "core/text.h"

namespace broch::guard {
namespace {

using Words = std::vector<std::pair<std::string, std::string>>;

// "{verb} {ref} rules" with the word lists in place and each space matching what may stand between two words.
Result<std::string> expand(std::string pattern, const Words& words, const yaml::Node& at,
                           const std::string& file) {
  for (const auto& [name, alternatives] : words)
    pattern = replace_all(pattern, "{" + name + "}", alternatives);
  for (size_t open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open + 1)) {
    if (open + 1 < pattern.size() && std::isalpha(static_cast<unsigned char>(pattern[open + 1])) != 0) {
      return fail(ErrorKind::kInput,
                  "unknown word list `" + pattern.substr(open, pattern.find('}', open) - open + 1) + "`",
                  at.place(file));
    }
  }
  pattern = replace_all(pattern, "'", "(?:'|\u2019)");
  return replace_all(pattern, " ", R"((?:[\s*_"'~-]{1,6}))");
}

Result<Signature> read_signature(const yaml::Node& node, const Words& words,
                                 const std::vector<std::string>& default_taxonomy, const std::string& file) {
  config::Map map(node, file);
  const std::string id = map.required_string("id");
  const std::string title = map.required_string("title");
  const std::string raw = map.required_string("pattern");
  std::vector<std::string> any = map.strings("any");
  const double score = map.number("score", 0, 0, 1);
  std::vector<std::string> taxonomy = map.strings("taxonomy");
  if (any.empty()) map.error(node, "a signature lists in `any` what must occur");
  BROCH_CHECK(map.finish());
  BROCH_TRY(const std::string source, expand(raw, words, node, file));
  Result<Pattern> pattern = Pattern::compile(source, true);
  if (!pattern)
    return fail(ErrorKind::kInput, "signature `" + id + "`: " + pattern.error().what, node.place(file));
  return Signature{
      id, title, std::move(any), *std::move(pattern), score, taxonomy.empty() ? default_taxonomy : taxonomy};
}

}  // namespace

Result<Signatures> Signatures::parse(std::string_view text, const std::string& file) {
  BROCH_TRY(yaml::Node root, yaml::parse(text, file));
  config::Map map(root, file);
  Signatures out;
  out.disguise_bonus = map.number("disguise_bonus", 0, 0, 1);
  out.combined_cap = map.number("combined_cap", 0, 0, 1);
  const std::vector<std::string> taxonomy = map.strings("taxonomy");
  const yaml::Node* lists = map.required_node("words");
  const yaml::Node* signatures = map.required_node("signatures");
  BROCH_CHECK(map.finish());
  Words words;
  for (const auto& [name, value] : lists->members) {
    std::vector<std::string> alternatives;
    for (const yaml::Node& item : value.items) alternatives.push_back(item.scalar);
    words.emplace_back(name.scalar, "(?:" + join(alternatives, "|") + ")");
  }
  for (const yaml::Node& node : signatures->items) {
    BROCH_TRY(Signature signature, read_signature(node, words, taxonomy, file));
    out.list.push_back(std::move(signature));
  }
  return out;
}

}  // namespace broch::guard
