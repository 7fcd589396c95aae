// C# for the matcher and for data flow.
#include "scan/lang/grammar.h"
#include "scan/tree/names.h"

extern "C" const TSLanguage* tree_sitter_c_sharp();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"csharp", "c#", "cs", "dotnet"};
constexpr std::string_view kExtensions[] = {"cs"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"argument", Role::kKeywordArgument},
    {"attribute_argument", Role::kKeywordArgument},
    {"variable_declaration", Role::kTransparent},
    {"attribute_list", Role::kTransparent},
    {"switch_body", Role::kTransparent},
    {"constant_pattern", Role::kTransparent},
    {"catch_declaration", Role::kTransparent},
    {"member_binding_expression", Role::kTransparent},
    {"interpolation_start", Role::kSkip},
    {"interpolation_quote", Role::kSkip},
    {"interpolation_brace", Role::kSkip},
    {"modifier", Role::kModifier},
    {"base_list", Role::kParents},
    {"generic_name", Role::kGeneric},
    {"implicit_type", Role::kAnyType},
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
    {"predefined_type", Role::kName},
    {"implicit_parameter", Role::kName},
    {"member_access_expression", Role::kMember},
    {"qualified_name", Role::kMember, "member_access_expression"},
    {"conditional_access_expression", Role::kMember, "member_access_expression"},
    {"invocation_expression", Role::kCall},
    {"object_creation_expression", Role::kNew},
    {"binary_expression", Role::kBinary},
    {"assignment_expression", Role::kAssignment},
    {"variable_declarator", Role::kDeclarator},
    {"local_declaration_statement", Role::kDeclaration},
    {"field_declaration", Role::kDeclaration, "local_declaration_statement"},
    {"expression_statement", Role::kExpressionStatement},
    {"return_statement", Role::kReturn},
    {"method_declaration", Role::kFunction},
    {"constructor_declaration", Role::kFunction},
    {"local_function_statement", Role::kFunction},
    {"lambda_expression", Role::kLambda},
    {"anonymous_method_expression", Role::kLambda},
    {"accessor_declaration", Role::kFunction},
    {"cast_expression", Role::kCast},
    {"as_expression", Role::kCast, "cast_expression"},
    {"is_pattern_expression", Role::kBinding},
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
    {"type", FieldRole::kOptional},
    {"returns", FieldRole::kOptional},
    {"initializer", FieldRole::kOptional},
    {"type_parameters", FieldRole::kOptional},
    {"property", FieldRole::kOther},
};

constexpr FieldRename kRenames[] = {
    {"variable_declarator", "", "value"},
    {"object_creation_expression", "type", "function"},
    {"member_access_expression", "name", "property"},
    {"member_access_expression", "condition", "expression"},
    {"qualified_name", "qualifier", "expression"},
    {"cast_expression", "left", "value"},
    {"cast_expression", "type", "to"},
    {"cast_expression", "right", "to"},
};

// There is no parameter and no member without a type, no statement that is only a name.
constexpr PlaceForm kForms[] = {
    {kHeader, '(', "% @", "% @"}, {"class", '{', "% @;"},     {"interface", '{', "% @;"},
    {"struct", '{', "% @;"},      {"record", '{', "% @;"},    {"new", '{', "@"},
    {"enum", '{', "@"},           {"switch", '{', "case @:"}, {"for", '(', "@;;"},
};

constexpr std::string_view kCollapsed[] = {"argument", "attribute_argument"};

constexpr std::string_view kNotHeaders[] = {"if",      "while", "for",   "switch", "catch",
                                            "foreach", "lock",  "using", "fixed",  "return",
                                            "new",     "when",  "throw", "nameof", "typeof"};

constexpr Wrapper kWrappers[] = {
    {"", "", true},
    {"class A__ { void a__() {\n", "\n} }", true},
    {"class A__ { object a__ = (", "); }", false},
    {"", "", false},
    {"class A__ {\n", "\n}", true},
    {"class A__ {\n", "\nvoid a__() {} }", false},
    {"class A__ {\n", " {} }", false},
    {"", " {}", false},
    {"", "\nclass A__ {}", false},
    {"class A__ { void a__() { try {} ", " } }", false},
    {"class A__ { void a__(", ") {} }", false},
    {"class A__ { ", " a__; }", false},
    {"class A__ { object a__ = new B__() { ", " }; }", false},
};

// using A.B; using static A.B.C; using C = A.B.C;
void collect_imports(const FlatTree& tree, uint32_t node, Imports& imports) {
  const uint32_t first = tree.first_child(node);
  if (first == kNoNode) return;
  const uint32_t second = tree.next_sibling(first);
  const Chain chain = dotted(tree.text(second == kNoNode ? first : second));
  if (second != kNoNode) return imports.bind(tree.text(first), chain);
  if (chain.size > 0) imports.add_wildcard(chain);
}

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
      .renames = kRenames,
      .wrappers = kWrappers,
      .forms = kForms,
      .statement = "@(this, this);",  // as nobody writes it: `$X();` is a call
      .not_headers = kNotHeaders,
      .collapsed = kCollapsed,
      .lex = {.line_comment = "//", .block_comments = true, .triple_quotes = true, .carriage_returns = true},
      .semicolons = true,
      .typed = TypedStyle::kTypeFirst,
      .declared_type_field = "to",
      .collect_imports = collect_imports,
  };
  return spec;
}

}  // namespace broch::scan
