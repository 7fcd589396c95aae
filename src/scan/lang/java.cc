// Java for the matcher and for data flow.
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_java();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"java", "jsp"};
constexpr std::string_view kExtensions[] = {"java"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"element_value_pair", Role::kTransparent},
    {"switch_block", Role::kTransparent},
    {"line_comment", Role::kSkip},
    {"block_comment", Role::kSkip},
    {"program", Role::kBlock},
    {"block", Role::kBlock},
    {"switch_block_statement_group", Role::kBlock},
    {"constructor_body", Role::kBlock},
    {"argument_list", Role::kArguments},
    {"annotation_argument_list", Role::kArguments},
    {"formal_parameters", Role::kParameters},
    {"inferred_parameters", Role::kParameters},
    {"array_initializer", Role::kList},
    {"element_value_array_initializer", Role::kList},
    {"class_body", Role::kClassBody},
    {"interface_body", Role::kClassBody},
    {"enum_body", Role::kClassBody},
    {"string_literal", Role::kString},
    {"string_fragment", Role::kStringContent},
    {"multiline_string_fragment", Role::kStringContent},
    {"escape_sequence", Role::kStringContent},
    {"string_interpolation", Role::kInterpolation},
    {"decimal_integer_literal", Role::kNumber},
    {"hex_integer_literal", Role::kNumber},
    {"octal_integer_literal", Role::kNumber},
    {"binary_integer_literal", Role::kNumber},
    {"decimal_floating_point_literal", Role::kNumber},
    {"hex_floating_point_literal", Role::kNumber},
    {"identifier", Role::kName},
    {"type_identifier", Role::kName},
    {"field_access", Role::kMember},
    {"scoped_identifier", Role::kMember, "field_access"},
    {"method_invocation", Role::kCall},
    {"object_creation_expression", Role::kNew},
    {"binary_expression", Role::kBinary},
    {"assignment_expression", Role::kAssignment},
    {"variable_declarator", Role::kDeclarator},
    {"local_variable_declaration", Role::kDeclaration},
    {"field_declaration", Role::kDeclaration, "local_variable_declaration"},
    {"constant_declaration", Role::kDeclaration, "local_variable_declaration"},
    {"expression_statement", Role::kExpressionStatement},
    {"return_statement", Role::kReturn},
    {"method_declaration", Role::kFunction},
    {"constructor_declaration", Role::kFunction},
    {"lambda_expression", Role::kLambda},
    {"cast_expression", Role::kCast},
    {"import_declaration", Role::kImport},
    {"marker_annotation", Role::kDecorator},
    {"annotation", Role::kDecorator},
    {"class_declaration", Role::kClass},
    {"interface_declaration", Role::kClass},
    {"enum_declaration", Role::kClass},
    {"record_declaration", Role::kClass},
    {"if_statement", Role::kConditional},
    {"ternary_expression", Role::kConditional},
    {"while_statement", Role::kLoop},
    {"do_statement", Role::kLoop},
    {"for_statement", Role::kLoop},
    {"enhanced_for_statement", Role::kForEach},
    {"switch_expression", Role::kSwitch},
    {"switch_rule", Role::kCase},
    {"try_statement", Role::kTry},
    {"try_with_resources_statement", Role::kTry},
    {"resource", Role::kBinding},
    {"catch_clause", Role::kCatch},
    {"finally_clause", Role::kFinally},
    {"throw_statement", Role::kThrow},
    {"break_statement", Role::kBreak},
    {"continue_statement", Role::kContinue},
    {"array_access", Role::kSubscript},
    {"this", Role::kThis},
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
    {"constructor", FieldRole::kFunction},
    {"dimensions", FieldRole::kOptional},
    {"type_parameters", FieldRole::kOptional},
    {"type_arguments", FieldRole::kOptional},
    {"interfaces", FieldRole::kOptional},
    {"superclass", FieldRole::kOptional},
};

constexpr FieldRename kRenames[] = {
    {"method_invocation", "name", "function"},
    {"object_creation_expression", "type", "function"},
};

constexpr Reshape kReshapes[] = {
    {"method_invocation", "object", "name", "field_access", "function", "field"},
};

constexpr Wrapper kWrappers[] = {
    {"", "", true},
    {"class _ { void _() {\n", "\n} }", true},
    {"class _ { Object _ = (", "); }", false},
    {"", "", false},
    {"class _ {\n", "\n}", true},
    {"class _ {\n", "\nvoid _() {} }", false},
};

}  // namespace

const LanguageSpec& java_spec() {
  static const LanguageSpec spec{
      .language = Language::kJava,
      .name = "java",
      .grammar = tree_sitter_java,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .renames = kRenames,
      .reshapes = kReshapes,
      .wrappers = kWrappers,
      .lex = {.line_comment = "//", .block_comments = true, .triple_quotes = true},
      .semicolons = true,
      .typed = TypedStyle::kTypeFirst,
      .cases_fall_through = true,
  };
  return spec;
}

}  // namespace broch::scan
