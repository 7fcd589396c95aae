// JavaScript, with JSX, for the matcher.
#include "scan/lang/ecmascript.h"
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_javascript();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"javascript", "js",  "jsx", "node",
                                         "nodejs",     "mjs", "cjs", "ecmascript"};
constexpr std::string_view kExtensions[] = {"js", "mjs", "cjs", "jsx"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"switch_body", Role::kTransparent},
    {"comment", Role::kSkip},
    {"html_comment", Role::kSkip},
    {"optional_chain", Role::kSkip},
    {"hash_bang_line", Role::kSkip},
    {"program", Role::kBlock},
    {"statement_block", Role::kBlock},
    {"switch_case", Role::kBlock},
    {"switch_default", Role::kBlock},
    {"class_static_block", Role::kBlock},
    {"arguments", Role::kArguments},
    {"formal_parameters", Role::kParameters},
    {"object", Role::kMapping},
    {"object_pattern", Role::kMapping},
    {"pair", Role::kPair},
    {"pair_pattern", Role::kPair},
    {"array", Role::kList},
    {"array_pattern", Role::kList},
    {"class_body", Role::kClassBody},
    {"string", Role::kString},
    {"template_string", Role::kString},
    {"string_fragment", Role::kStringContent},
    {"escape_sequence", Role::kStringContent},
    {"template_substitution", Role::kInterpolation},
    {"number", Role::kNumber},
    {"identifier", Role::kName},
    {"property_identifier", Role::kName},
    {"private_property_identifier", Role::kName},
    {"shorthand_property_identifier", Role::kName},
    {"shorthand_property_identifier_pattern", Role::kName},
    {"member_expression", Role::kMember},
    {"call_expression", Role::kCall},
    {"binary_expression", Role::kBinary},
    {"assignment_expression", Role::kAssignment},
    {"variable_declarator", Role::kDeclarator},
    {"variable_declaration", Role::kDeclaration},
    {"lexical_declaration", Role::kDeclaration},
    {"expression_statement", Role::kExpressionStatement},
    {"return_statement", Role::kReturn},
    {"function_declaration", Role::kFunction},
    {"function_expression", Role::kFunction},
    {"generator_function", Role::kFunction},
    {"generator_function_declaration", Role::kFunction},
    {"arrow_function", Role::kFunction},
    {"method_definition", Role::kFunction},
    {"await_expression", Role::kUnaryWrapper},
    {"yield_expression", Role::kUnaryWrapper},
    {"spread_element", Role::kUnaryWrapper},
    {"import_statement", Role::kImport},
    {"if_statement", Role::kConditional},
    {"ternary_expression", Role::kConditional},
    {"else_clause", Role::kElse},
    {"while_statement", Role::kLoop},
    {"do_statement", Role::kLoop},
    {"for_statement", Role::kLoop},
    {"for_in_statement", Role::kForEach},
    {"switch_statement", Role::kSwitch},
    {"try_statement", Role::kTry},
    {"catch_clause", Role::kCatch},
    {"finally_clause", Role::kFinally},
    {"throw_statement", Role::kThrow},
    {"break_statement", Role::kBreak},
    {"continue_statement", Role::kContinue},
    {"augmented_assignment_expression", Role::kAugmentedAssignment},
    {"assignment_pattern", Role::kDefault},
    {"object_assignment_pattern", Role::kDefault},
    {"subscript_expression", Role::kSubscript},
    {"new_expression", Role::kNew},
    {"this", Role::kThis},
    {"jsx_element", Role::kElement},
    {"jsx_self_closing_element", Role::kElement, "jsx_element"},
    {"jsx_opening_element", Role::kTransparent},
    {"jsx_closing_element", Role::kSkip},
    {"jsx_expression", Role::kTransparent},
    {"class", Role::kClass},
    {"class_declaration", Role::kClass},
};

constexpr FieldEntry kFields[] = {
    {"kind", FieldRole::kIgnored},
    {"alternative", FieldRole::kOptional},
    {"optional_chain", FieldRole::kIgnored},
    {"decorator", FieldRole::kOptional},
    {"attribute", FieldRole::kOptional},
    {"left", FieldRole::kTarget},
    {"name", FieldRole::kTarget},
    {"key", FieldRole::kTarget},
    {"right", FieldRole::kValue},
    {"value", FieldRole::kValue},
    {"function", FieldRole::kFunction},
    {"constructor", FieldRole::kFunction},
    {"arguments", FieldRole::kArguments},
    {"condition", FieldRole::kCondition},
    {"body", FieldRole::kBody},
};

constexpr FieldRename kRenames[] = {
    {"arrow_function", "parameter", "parameters"},  // x => e
};

constexpr PlaceForm kForms[] = {{"switch", '{', "case @:"}, {"for", '(', "@;;"}};

constexpr Wrapper kWrappers[] = {
    {"", "", true},  {"async function _() {\n", "\n}", true}, {"_ = (", ");", false},
    {"", "", false}, {"class _ {\n", "\n}", false},
};

}  // namespace

const LanguageSpec& javascript_spec() {
  static const LanguageSpec spec{
      .language = Language::kJavaScript,
      .name = "javascript",
      .grammar = tree_sitter_javascript,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .renames = kRenames,
      .wrappers = kWrappers,
      .forms = kForms,
      .lex = {.line_comment = "//",
              .block_comments = true,
              .template_strings = true,
              .regex_literals = true,
              .carriage_returns = true,
              .callback = "async()=>"},
      .superset = Language::kTsx,
      .spreads = true,
      .path_imports = true,
      .semicolons = true,
      .typed = TypedStyle::kNameFirst,
      .open_mappings = true,
      .cases_fall_through = true,
      .collect_imports = ecmascript::collect_imports,
      .module_of_call = ecmascript::module_of_call,
      .scoping = {.hoisted = "variable_declaration"},
  };
  return spec;
}

}  // namespace broch::scan
