// C# for the matcher and for data flow.
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_c_sharp();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"csharp", "c#", "cs", "dotnet"};
constexpr std::string_view kExtensions[] = {"cs"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"argument", Role::kTransparent},
    {"arrow_expression_clause", Role::kTransparent},
    {"global_statement", Role::kTransparent},
    {"comment", Role::kSkip},
    {"compilation_unit", Role::kBlock},
    {"block", Role::kBlock},
    {"switch_section", Role::kBlock},
    {"argument_list", Role::kArguments},
    {"bracketed_argument_list", Role::kArguments},
    {"attribute_argument_list", Role::kArguments},
    {"parameter_list", Role::kParameters},
    {"initializer_expression", Role::kList},
    {"declaration_list", Role::kClassBody},
    {"string_literal", Role::kString},
    {"verbatim_string_literal", Role::kString},
    {"raw_string_literal", Role::kString},
    {"interpolated_string_expression", Role::kString},
    {"string_literal_content", Role::kStringContent},
    {"string_content", Role::kStringContent},
    {"raw_string_content", Role::kStringContent},
    {"escape_sequence", Role::kStringContent},
    {"interpolation", Role::kInterpolation},
    {"integer_literal", Role::kNumber},
    {"real_literal", Role::kNumber},
    {"identifier", Role::kName},
    {"member_access_expression", Role::kMember},
    {"qualified_name", Role::kMember, "member_access_expression"},
    {"invocation_expression", Role::kCall},
    {"object_creation_expression", Role::kNew},
    {"binary_expression", Role::kBinary},
    {"assignment_expression", Role::kAssignment},
    {"variable_declarator", Role::kDeclarator},
    {"local_declaration_statement", Role::kDeclaration},
    {"field_declaration", Role::kDeclaration},
    {"expression_statement", Role::kExpressionStatement},
    {"return_statement", Role::kReturn},
    {"method_declaration", Role::kFunction},
    {"constructor_declaration", Role::kFunction},
    {"local_function_statement", Role::kFunction},
    {"lambda_expression", Role::kLambda},
    {"anonymous_method_expression", Role::kLambda},
    {"cast_expression", Role::kCast},
    {"await_expression", Role::kUnaryWrapper},
    {"using_directive", Role::kImport},
    {"attribute", Role::kDecorator},
    {"class_declaration", Role::kClass},
    {"interface_declaration", Role::kClass},
    {"struct_declaration", Role::kClass},
    {"record_declaration", Role::kClass},
    {"if_statement", Role::kConditional},
    {"conditional_expression", Role::kConditional},
    {"while_statement", Role::kLoop},
    {"do_statement", Role::kLoop},
    {"for_statement", Role::kLoop},
    {"foreach_statement", Role::kForEach},
    {"switch_statement", Role::kSwitch},
    {"switch_expression", Role::kSwitch},
    {"switch_expression_arm", Role::kCase},
    {"try_statement", Role::kTry},
    {"catch_clause", Role::kCatch},
    {"finally_clause", Role::kFinally},
    {"throw_statement", Role::kThrow},
    {"break_statement", Role::kBreak},
    {"continue_statement", Role::kContinue},
    {"element_access_expression", Role::kSubscript},
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
};

constexpr Wrapper kWrappers[] = {
    {"", "", true},
    {"class _ { void _() {\n", "\n} }", true},
    {"class _ { object _ = (", "); }", false},
    {"", "", false},
    {"class _ {\n", "\n}", true},
};

}  // namespace

const LanguageSpec& csharp_spec() {
  static const LanguageSpec spec{
      .language = Language::kCSharp,
      .name = "csharp",
      .grammar = tree_sitter_c_sharp,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .wrappers = kWrappers,
      .lex = {.line_comment = "//", .block_comments = true, .triple_quotes = true},
      .semicolons = true,
      .typed = TypedStyle::kTypeFirst,
  };
  return spec;
}

}  // namespace broch::scan
