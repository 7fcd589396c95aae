// TypeScript for the matcher and for data flow: JavaScript and what it adds. With JSX it is another grammar.
#include "scan/lang/ecmascript.h"
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_typescript();
extern "C" const TSLanguage* tree_sitter_tsx();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"typescript", "ts", "mts", "cts"};
constexpr std::string_view kExtensions[] = {"ts", "mts", "cts"};
constexpr std::string_view kTsxAliases[] = {"tsx"};
constexpr std::string_view kTsxExtensions[] = {"tsx"};

constexpr RoleEntry kRoles[] = {
    {"required_parameter", Role::kDefault},
    {"optional_parameter", Role::kDefault},
    {"accessibility_modifier", Role::kSkip},
    {"as_expression", Role::kCast},
    {"satisfies_expression", Role::kCast},
    {"type_assertion", Role::kCast},
    {"non_null_expression", Role::kTransparent},
    {"abstract_class_declaration", Role::kClass, "class_declaration"},
};

constexpr FieldEntry kFields[] = {
    {"type", FieldRole::kOptional},
    {"return_type", FieldRole::kOptional},
    {"type_parameters", FieldRole::kOptional},
    {"type_arguments", FieldRole::kOptional},
    {"pattern", FieldRole::kTarget},
};

LanguageSpec spec_for(Language language, std::string_view name, const TSLanguage* (*grammar)(),
                      std::span<const std::string_view> aliases,
                      std::span<const std::string_view> extensions) {
  LanguageSpec spec = javascript_spec();
  spec.language = language;
  spec.name = name;
  spec.grammar = grammar;
  spec.base = &javascript_spec();
  spec.aliases = aliases;
  spec.extensions = extensions;
  spec.roles = kRoles;
  spec.fields = kFields;
  if (language == Language::kTsx) spec.superset.reset();
  return spec;
}

}  // namespace

const LanguageSpec& typescript_spec() {
  static const LanguageSpec spec =
      spec_for(Language::kTypeScript, "typescript", tree_sitter_typescript, kAliases, kExtensions);
  return spec;
}

const LanguageSpec& tsx_spec() {
  static const LanguageSpec spec =
      spec_for(Language::kTsx, "tsx", tree_sitter_tsx, kTsxAliases, kTsxExtensions);
  return spec;
}

}  // namespace broch::scan
