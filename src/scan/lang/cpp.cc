// C++ for the matcher and for data flow: C and what it adds.
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_cpp();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"cpp", "c++", "cc", "cxx", "hpp", "h++"};
constexpr std::string_view kExtensions[] = {"cc",  "cpp", "cxx", "c++", "hh", "hpp",
                                            "hxx", "h++", "ipp", "tpp", "cu"};

constexpr RoleEntry kRoles[] = {
    {"attribute_specifier", Role::kSkip},
    {"attribute_declaration", Role::kSkip},
    {"field_expression", Role::kMember},
    {"namespace_identifier", Role::kName},
    {"lambda_capture_specifier", Role::kParameters},
    {"raw_string_literal", Role::kString},
    {"raw_string_content", Role::kStringContent},
    {"new_expression", Role::kNew},
    {"lambda_expression", Role::kLambda},
    {"for_range_loop", Role::kForEach},
    {"try_statement", Role::kTry},
    {"catch_clause", Role::kCatch},
    {"throw_statement", Role::kThrow},
    {"class_specifier", Role::kClass},
    {"struct_specifier", Role::kClass},
    {"field_declaration_list", Role::kClassBody},
    {"using_declaration", Role::kImport},
    {"this", Role::kThis},
};

constexpr FieldEntry kFields[] = {
    {"template_parameters", FieldRole::kOptional},
};

constexpr Wrapper kWrappers[] = {
    {"", "", true},
    {"void _() {\n", "\n}", true},
    {"void _() {\n_ = (", ");\n}", false},
    {"void _() {\n", "\n}", false},
    {"", "", false},
    {"struct _ {\n", "\n};", true},
};

}  // namespace

const LanguageSpec& cpp_spec() {
  static const LanguageSpec spec{
      .language = Language::kCpp,
      .name = "cpp",
      .grammar = tree_sitter_cpp,
      .base = &c_spec(),
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .wrappers = kWrappers,
      .lex = {.line_comment = "//", .block_comments = true},
      .semicolons = true,
      .typed = TypedStyle::kTypeFirst,
      .cases_fall_through = true,
      .scoping = {.array_declarator = "array_declarator"},
  };
  return spec;
}

}  // namespace broch::scan
