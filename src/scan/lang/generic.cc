// Any text without a grammar here: regular expressions and token patterns.
#include "scan/lang/grammar.h"

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"generic", "yaml",      "yml", "json", "dockerfile",
                                         "docker",  "terraform", "hcl", "tf",   "sql",
                                         "toml",    "ini",       "xml", "html", "properties"};
constexpr std::string_view kExtensions[] = {
    "yaml", "yml", "json", "dockerfile", "tf",  "hcl", "sql", "toml", "properties", "ini",     "conf",
    "cfg",  "env", "xml",  "html",       "htm", "vue", "ejs", "erb",  "hbs",        "mustache"};
constexpr std::string_view kFileNames[] = {"Dockerfile", "Containerfile", ".env", ".npmrc", ".pypirc"};

}  // namespace

const LanguageSpec& generic_spec() {
  static const LanguageSpec spec{
      .language = Language::kGeneric,
      .name = "generic",
      .aliases = kAliases,
      .extensions = kExtensions,
      .file_names = kFileNames,
  };
  return spec;
}

}  // namespace broch::scan
