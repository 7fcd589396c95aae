#include "scan/rule/languages.h"

#include <algorithm>

#include "core/text.h"
#include "scan/lang/grammar.h"

namespace broch::scan {
namespace {

constexpr std::string_view kOtherLanguages[] = {
    "apex",        "cairo",         "clojure", "dart",     "elixir", "ex",    "hack",
    "jsonnet",     "julia",         "kotlin",  "kt",       "lua",    "ocaml", "r",
    "move_on_sui", "move_on_aptos", "sol",     "solidity", "scala",  "swift"};

void add(std::vector<Language>& languages, Language language) {
  if (std::find(languages.begin(), languages.end(), language) == languages.end()) {
    languages.push_back(language);
  }
}

}  // namespace

Result<RuleLanguages> read_languages(const yaml::Node& node, const RuleText& text) {
  if (!node.is_sequence() || node.items.empty()) {
    return text.error(node, "`languages` is a list such as [python]");
  }
  RuleLanguages out;
  for (const yaml::Node& item : node.items) {
    const std::string tag = to_lower(item.scalar);
    out.any_text = out.any_text || tag == "regex" || tag == "none" || tag == "generic";
    if (tag == "regex" || tag == "none") {
      out.regex_only = true;
      out.languages.assign(std::begin(kLanguages), std::end(kLanguages));
    } else if (const auto language = language_by_name(tag)) {
      add(out.languages, *language);
      if (*language == Language::kTypeScript) add(out.languages, Language::kTsx);
    } else if (std::find(std::begin(kOtherLanguages), std::end(kOtherLanguages), tag) ==
               std::end(kOtherLanguages)) {
      return text.error(item, "unknown language `" + item.scalar + "`");
    }
  }
  if (!out.languages.empty()) return out;
  std::vector<std::string> supported;
  for (const Language language : kLanguages) supported.emplace_back(name(language));
  return text.error(node, "the language `" + node.items.front().scalar + "` is not supported",
                    "supported are " + broch::join(supported, ", ") + " and regex");
}

}  // namespace broch::scan
