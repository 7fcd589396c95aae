// Rust for the matcher and for data flow.
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_rust();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"rust", "rs"};
constexpr std::string_view kExtensions[] = {"rs"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"line_comment", Role::kSkip},
    {"block_comment", Role::kSkip},
    {"source_file", Role::kBlock},
    {"block", Role::kBlock},
    {"arguments", Role::kArguments},
    {"parameters", Role::kParameters},
    {"closure_parameters", Role::kParameters},
    {"array_expression", Role::kList},
    {"tuple_expression", Role::kList},
    {"declaration_list", Role::kClassBody},
    {"field_declaration_list", Role::kClassBody},
    {"field_initializer_list", Role::kMapping},
    {"field_initializer", Role::kPair},
    {"string_literal", Role::kString},
    {"raw_string_literal", Role::kString},
    {"string_content", Role::kStringContent},
    {"escape_sequence", Role::kStringContent},
    {"integer_literal", Role::kNumber},
    {"float_literal", Role::kNumber},
    {"identifier", Role::kName},
    {"field_identifier", Role::kName},
    {"type_identifier", Role::kName},
    {"shorthand_field_identifier", Role::kName},
    {"field_expression", Role::kMember},
    {"scoped_identifier", Role::kMember},
    {"call_expression", Role::kCall},
    {"binary_expression", Role::kBinary},
    {"assignment_expression", Role::kAssignment},
    {"compound_assignment_expr", Role::kAugmentedAssignment},
    {"let_declaration", Role::kDeclarator},
    {"const_item", Role::kDeclarator},
    {"static_item", Role::kDeclarator},
    {"expression_statement", Role::kExpressionStatement},
    {"return_expression", Role::kReturn},
    {"function_item", Role::kFunction},
    {"closure_expression", Role::kLambda},
    {"type_cast_expression", Role::kCast},
    {"await_expression", Role::kUnaryWrapper},
    {"try_expression", Role::kUnaryWrapper},
    {"use_declaration", Role::kImport},
    {"attribute_item", Role::kDecorator},
    {"struct_item", Role::kClass},
    {"enum_item", Role::kClass},
    {"impl_item", Role::kClass},
    {"trait_item", Role::kClass},
    {"if_expression", Role::kConditional},
    {"let_condition", Role::kBinding},
    {"else_clause", Role::kElse},
    {"while_expression", Role::kLoop},
    {"loop_expression", Role::kLoop},
    {"for_expression", Role::kForEach},
    {"match_expression", Role::kSwitch},
    {"match_arm", Role::kCase},
    {"break_expression", Role::kBreak},
    {"continue_expression", Role::kContinue},
    {"index_expression", Role::kSubscript},
    {"reference_expression", Role::kReference},
    {"self", Role::kThis},
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
    {"pattern", FieldRole::kTarget},
    {"type", FieldRole::kOptional},
    {"return_type", FieldRole::kOptional},
    {"type_parameters", FieldRole::kOptional},
};

constexpr Wrapper kWrappers[] = {
    {"", "", true},
    {"fn _() {\n", "\n}", true},
    {"fn _() {\nlet _ = (", ");\n}", false},
    {"fn _() {\n", "\n}", false},
    {"", "", false},
    {"impl _ {\n", "\n}", false},
};

}  // namespace

const LanguageSpec& rust_spec() {
  static const LanguageSpec spec{
      .language = Language::kRust,
      .name = "rust",
      .grammar = tree_sitter_rust,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .wrappers = kWrappers,
      .lex = {.line_comment = "//", .block_comments = true},
      .semicolons = true,
      .last_value_returned = true,
  };
  return spec;
}

}  // namespace broch::scan
