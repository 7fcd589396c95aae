// Go for the matcher and for data flow.
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_go();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"go", "golang"};
constexpr std::string_view kExtensions[] = {"go"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"statement_list", Role::kTransparent},
    {"literal_element", Role::kTransparent},
    {"comment", Role::kSkip},
    {"source_file", Role::kBlock},
    {"block", Role::kBlock},
    {"argument_list", Role::kArguments},
    {"parameter_list", Role::kParameters},
    {"literal_value", Role::kMapping},
    {"keyed_element", Role::kPair},
    {"expression_list", Role::kList},
    {"interpreted_string_literal", Role::kString},
    {"raw_string_literal", Role::kString},
    {"interpreted_string_literal_content", Role::kStringContent},
    {"raw_string_literal_content", Role::kStringContent},
    {"escape_sequence", Role::kStringContent},
    {"int_literal", Role::kNumber},
    {"float_literal", Role::kNumber},
    {"identifier", Role::kName},
    {"field_identifier", Role::kName},
    {"type_identifier", Role::kName},
    {"package_identifier", Role::kName},
    {"selector_expression", Role::kMember},
    {"qualified_type", Role::kMember, "selector_expression"},
    {"call_expression", Role::kCall},
    {"binary_expression", Role::kBinary},
    {"assignment_statement", Role::kAssignment},
    {"short_var_declaration", Role::kAssignment},
    {"var_spec", Role::kDeclarator},
    {"const_spec", Role::kDeclarator},
    {"var_declaration", Role::kDeclaration},
    {"const_declaration", Role::kDeclaration},
    {"expression_statement", Role::kExpressionStatement},
    {"return_statement", Role::kReturn},
    {"function_declaration", Role::kFunction},
    {"method_declaration", Role::kFunction},
    {"func_literal", Role::kFunction},
    {"import_spec", Role::kImport},
    {"if_statement", Role::kConditional},
    {"for_statement", Role::kLoop},
    {"range_clause", Role::kForEach},
    {"expression_switch_statement", Role::kSwitch},
    {"type_switch_statement", Role::kSwitch},
    {"select_statement", Role::kSwitch},
    {"expression_case", Role::kCase},
    {"default_case", Role::kCase},
    {"type_case", Role::kCase},
    {"communication_case", Role::kCase},
    {"break_statement", Role::kBreak},
    {"continue_statement", Role::kContinue},
    {"index_expression", Role::kSubscript},
    {"slice_expression", Role::kSubscript},
    {"defer_statement", Role::kUnaryWrapper},
    {"go_statement", Role::kUnaryWrapper},
};

constexpr FieldEntry kFields[] = {
    {"alternative", FieldRole::kOptional},
    {"left", FieldRole::kTarget},
    {"name", FieldRole::kTarget},
    {"right", FieldRole::kValue},
    {"value", FieldRole::kValue},
    {"function", FieldRole::kFunction},
    {"arguments", FieldRole::kArguments},
    {"condition", FieldRole::kCondition},
    {"body", FieldRole::kBody},
    {"result", FieldRole::kOptional},
    {"type_parameters", FieldRole::kOptional},
    {"type_arguments", FieldRole::kOptional},
};

constexpr Wrapper kWrappers[] = {
    {"", "", false},
    {"func _() {\n", "\n}", false},
    {"func _() {\n_ = (", ")\n}", false},
    {"package _\n", "", false},
};

}  // namespace

const LanguageSpec& go_spec() {
  static const LanguageSpec spec{
      .language = Language::kGo,
      .name = "go",
      .grammar = tree_sitter_go,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .wrappers = kWrappers,
      .lex = {.line_comment = "//", .block_comments = true},
      .typed = TypedStyle::kNameFirst,
      .scoping = {.declaring_operator = ":="},
  };
  return spec;
}

}  // namespace broch::scan
