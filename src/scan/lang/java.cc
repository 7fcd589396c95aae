// Java for the matcher and for data flow.
#include "scan/lang/grammar.h"
#include "scan/tree/names.h"

extern "C" const TSLanguage* tree_sitter_java();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"java", "jsp"};
constexpr std::string_view kExtensions[] = {"java"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"modifiers", Role::kModifiers},
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
    {"type_identifier", Role::kName, "identifier"},
    {"field_access", Role::kMember},
    {"scoped_identifier", Role::kMember, "field_access"},
    {"scoped_type_identifier", Role::kMember, "field_access"},
    {"generic_type", Role::kGeneric},
    {"element_value_pair", Role::kKeywordArgument},
    {"public", Role::kModifier},
    {"protected", Role::kModifier},
    {"private", Role::kModifier},
    {"abstract", Role::kModifier},
    {"static", Role::kModifier},
    {"final", Role::kModifier},
    {"strictfp", Role::kModifier},
    {"default", Role::kModifier},
    {"synchronized", Role::kModifier},
    {"native", Role::kModifier},
    {"transient", Role::kModifier},
    {"volatile", Role::kModifier},
    {"sealed", Role::kModifier},
    {"non-sealed", Role::kModifier},
    {"method_invocation", Role::kCall},
    {"explicit_constructor_invocation", Role::kCall, "method_invocation"},  // this(x); super(x);
    {"object_creation_expression", Role::kNew},
    {"binary_expression", Role::kBinary},
    {"assignment_expression", Role::kAssignment},
    {"variable_declarator", Role::kDeclarator},
    {"local_variable_declaration", Role::kDeclaration},
    {"field_declaration", Role::kDeclaration, "local_variable_declaration"},
    {"constant_declaration", Role::kDeclaration, "local_variable_declaration"},
    {"resource", Role::kDeclaration, "local_variable_declaration"},
    {"expression_statement", Role::kExpressionStatement},
    {"return_statement", Role::kReturn},
    {"method_declaration", Role::kFunction},
    {"constructor_declaration", Role::kFunction},
    {"lambda_expression", Role::kLambda},
    {"cast_expression", Role::kCast},
    {"import_declaration", Role::kImport},
    {"marker_annotation", Role::kDecorator, "annotation"},
    {"annotation", Role::kDecorator},
    {"superclass", Role::kTransparent},
    {"super_interfaces", Role::kTransparent},
    {"extends_interfaces", Role::kTransparent},
    {"type_list", Role::kParents},
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
    {"try_with_resources_statement", Role::kTry, "try_statement"},
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
    {"permits", FieldRole::kOptional},
    {"resources", FieldRole::kOptional},
    {"type", FieldRole::kOptional},
    {"key", FieldRole::kTarget},
};

constexpr FieldRename kRenames[] = {
    {"method_invocation", "name", "function"},
    {"object_creation_expression", "type", "function"},
    {"scoped_identifier", "scope", "object"},
    {"scoped_identifier", "name", "field"},
    {"array_creation_expression", "type", "element"},
    {"explicit_constructor_invocation", "constructor", "function"},
};

constexpr Reshape kReshapes[] = {
    {"method_invocation", "object", "name", "field_access", "function", "field"},
    {"resource", "name", "value", "variable_declarator", "declarator"},
};

// There is no parameter and no member without a type, and a switch holds nothing but sections.
constexpr PlaceForm kForms[] = {
    {kHeader, '(', "% @", "% @"}, {kAnnotation, '(', "@ = %"}, {"class", '{', "% @;"},
    {"interface", '{', "% @;"},   {"record", '{', "% @;"},     {"new", '{', "% @;"},
    {"enum", '{', "@"},           {"switch", '{', "case @:"},  {"for", '(', "@;;"},
};

constexpr std::string_view kNotHeaders[] = {"if",  "while",  "for", "switch", "catch", "synchronized",
                                            "try", "return", "new", "assert", "throw", "else"};

constexpr Wrapper kWrappers[] = {
    {"", "", true},
    {"class A__ { void a__() {\n", "\n} }", true},
    {"class A__ { Object a__ = (", "); }", false},
    {"", "", false},
    {"class A__ {\n", "\n}", true},
    {"class A__ {\n", "\nvoid a__() {} }", false},
    {"class A__ {\n", " {} }", false},
    {"", " {}", false},
    {"class A__ { void a__() { try {} ", " } }", false},
    {"class A__ { void a__(", ") {} }", false},
    {"class A__ { ", " a__; }", false},
    {"class A__ { A__() {\n", "\n} }", true},
};

// import a.b.C; import a.b.*; import static a.b.C.f;
void collect_imports(const FlatTree& tree, uint32_t node, Imports& imports) {
  const uint32_t name = tree.first_child(node);
  if (name == kNoNode) return;
  const Chain chain = dotted(tree.text(name));
  if (chain.size == 0) return;
  if (tree.text(node).find('*') != std::string_view::npos) return imports.add_wildcard(chain);
  imports.bind(chain.parts[chain.size - 1], chain);
}

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
      .forms = kForms,
      .not_headers = kNotHeaders,
      .lex = {.line_comment = "//", .block_comments = true, .triple_quotes = true, .carriage_returns = true},
      .semicolons = true,
      .typed = TypedStyle::kTypeFirst,
      .cases_fall_through = true,
      .collect_imports = collect_imports,
  };
  return spec;
}

}  // namespace broch::scan
