// PHP for the matcher and for data flow, without the need of an opening tag.
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_php_only();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"php", "php3", "php4", "php5", "php7", "php8"};
constexpr std::string_view kExtensions[] = {"php", "php3", "php4", "php5", "phtml", "inc"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"argument", Role::kTransparent},
    {"comment", Role::kSkip},
    {"php_tag", Role::kSkip},
    {"php_end_tag", Role::kSkip},
    {"program", Role::kBlock},
    {"compound_statement", Role::kBlock},
    {"switch_block", Role::kTransparent},
    {"case_statement", Role::kBlock},
    {"default_statement", Role::kBlock},
    {"colon_block", Role::kBlock},
    {"arguments", Role::kArguments},
    {"formal_parameters", Role::kParameters},
    {"array_creation_expression", Role::kArray},
    {"array_element_initializer", Role::kPair},
    {"list_literal", Role::kList},
    {"declaration_list", Role::kClassBody},
    {"string", Role::kString},
    {"encapsed_string", Role::kString},
    {"heredoc", Role::kString},
    {"heredoc_body", Role::kTransparent},
    {"heredoc_start", Role::kSkip},
    {"heredoc_end", Role::kSkip},
    {"nowdoc", Role::kString},
    {"string_content", Role::kStringContent},
    {"escape_sequence", Role::kStringContent},
    {"nowdoc_string", Role::kStringContent},
    {"integer", Role::kNumber},
    {"float", Role::kNumber},
    {"const_element", Role::kConstant},
    {"name", Role::kName},
    {"variable_name", Role::kName},
    {"qualified_name", Role::kName},
    {"visibility_modifier", Role::kSkip},
    {"final_modifier", Role::kSkip},
    {"abstract_modifier", Role::kSkip},
    {"member_access_expression", Role::kMember},
    {"nullsafe_member_access_expression", Role::kMember, "member_access_expression"},
    {"scoped_property_access_expression", Role::kMember},
    {"class_constant_access_expression", Role::kMember},
    {"function_call_expression", Role::kCall},
    {"member_call_expression", Role::kCall},
    {"nullsafe_member_call_expression", Role::kCall, "member_call_expression"},
    {"scoped_call_expression", Role::kCall},
    {"object_creation_expression", Role::kNew},
    {"binary_expression", Role::kBinary},
    {"assignment_expression", Role::kAssignment},
    {"reference_assignment_expression", Role::kAssignment, "assignment_expression"},
    {"augmented_assignment_expression", Role::kAugmentedAssignment},
    {"expression_statement", Role::kExpressionStatement},
    {"return_statement", Role::kReturn},
    {"function_definition", Role::kFunction},
    {"method_declaration", Role::kFunction},
    {"anonymous_function", Role::kFunction},
    {"arrow_function", Role::kFunction},
    {"cast_expression", Role::kCast},
    {"namespace_use_declaration", Role::kImport},
    {"attribute", Role::kDecorator},
    {"class_declaration", Role::kClass},
    {"interface_declaration", Role::kClass},
    {"trait_declaration", Role::kClass},
    {"if_statement", Role::kConditional},
    {"conditional_expression", Role::kConditional},
    {"else_if_clause", Role::kConditional},
    {"else_clause", Role::kElse},
    {"while_statement", Role::kLoop},
    {"do_statement", Role::kLoop},
    {"for_statement", Role::kLoop},
    {"foreach_statement", Role::kForEach},
    {"switch_statement", Role::kSwitch},
    {"match_expression", Role::kSwitch},
    {"match_conditional_expression", Role::kCase},
    {"match_default_expression", Role::kCase},
    {"try_statement", Role::kTry},
    {"catch_clause", Role::kCatch},
    {"finally_clause", Role::kFinally},
    {"throw_expression", Role::kThrow},
    {"break_statement", Role::kBreak},
    {"continue_statement", Role::kContinue},
    {"subscript_expression", Role::kSubscript},
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
    {"return_type", FieldRole::kOptional},
    {"default_value", FieldRole::kOptional},
    {"attributes", FieldRole::kOptional},
};

constexpr FieldRename kRenames[] = {
    {"cast_expression", "type", "cast"},
    {"catch_clause", "type", "exception"},
};

constexpr std::string_view kMarked[] = {"qualified_name"};
// Words after which a class or function is named.
constexpr std::string_view kNamesAfter[] = {"function",   "class", "interface", "trait",     "extends",
                                            "implements", "use",   "namespace", "instanceof"};
constexpr std::string_view kSuperglobals[] = {"$_SERVER", "$_GET",     "$_POST",    "$_FILES",
                                              "$_COOKIE", "$_SESSION", "$_REQUEST", "$_ENV"};

constexpr PlaceForm kForms[] = {
    {"function", '(', "$@"},    {"fn", '(', "$@"},         {"class", '{', "use @;"}, {"trait", '{', "use @;"},
    {"switch", '{', "case @:"}, {"match", '{', "@ => @,"}, {"for", '(', "$@;;"},
};

constexpr Reshape kReshapes[] = {
    {"member_call_expression", "object", "name", "member_access_expression", "function"},
    {"scoped_call_expression", "scope", "name", "scoped_property_access_expression", "function"},
};

constexpr std::string_view kOuterStatements[] = {"global_declaration"};

constexpr Wrapper kWrappers[] = {
    {"", "", true},  {"function _() {\n", "\n}", true}, {"$_ = (", ");", false},
    {"", "", false}, {"class _ {\n", "\n}", true},
};

}  // namespace

const LanguageSpec& php_spec() {
  static const LanguageSpec spec{
      .language = Language::kPhp,
      .name = "php",
      .grammar = tree_sitter_php_only,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .renames = kRenames,
      .reshapes = kReshapes,
      .wrappers = kWrappers,
      .forms = kForms,
      .sigil = {.text = "$", .names_after = kNamesAfter, .literal = kSuperglobals},
      .marked = kMarked,
      .lex = {.line_comment = "//",
              .block_comments = true,
              .multiline_strings = true,
              .hash_comments = true,
              .carriage_returns = true},
      .spreads = true,
      .caseless_names = true,
      .semicolons = true,
      .cases_fall_through = true,
      .scoping = {.blocks = false, .assignments_declare = true, .outer_statements = kOuterStatements},
  };
  return spec;
}

}  // namespace broch::scan
