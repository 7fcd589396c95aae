// C for the matcher.
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_c();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"c", "h"};
constexpr std::string_view kExtensions[] = {"c", "h"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"parenthesized_declarator", Role::kTransparent},
    {"preproc_if", Role::kTransparent},
    {"preproc_ifdef", Role::kTransparent},
    {"preproc_else", Role::kTransparent},
    {"preproc_elif", Role::kTransparent},
    {"preproc_elifdef", Role::kTransparent},
    {"linkage_specification", Role::kTransparent},
    {"declaration_list", Role::kTransparent},
    {"comment", Role::kSkip},
    {"translation_unit", Role::kBlock},
    {"compound_statement", Role::kBlock},
    {"case_statement", Role::kBlock},
    {"argument_list", Role::kArguments},
    {"parameter_list", Role::kParameters},
    {"initializer_list", Role::kList},
    {"string_literal", Role::kString},
    {"concatenated_string", Role::kConcatenatedString},
    {"string_content", Role::kStringContent},
    {"escape_sequence", Role::kStringContent},
    {"number_literal", Role::kNumber},
    {"identifier", Role::kName},
    {"field_identifier", Role::kName},
    {"type_identifier", Role::kName},
    {"field_expression", Role::kMember},
    {"call_expression", Role::kCall},
    {"binary_expression", Role::kBinary},
    {"assignment_expression", Role::kAssignment},
    {"init_declarator", Role::kDeclarator},
    {"declaration", Role::kDeclaration},
    {"expression_statement", Role::kExpressionStatement},
    {"return_statement", Role::kReturn},
    {"function_definition", Role::kFunction},
    {"storage_class_specifier", Role::kModifier},
    {"type_qualifier", Role::kModifier},
    {"primitive_type", Role::kName, "type_identifier"},
    {"cast_expression", Role::kCast},
    {"preproc_include", Role::kImport},
    {"preproc_def", Role::kConstant},
    {"enumerator", Role::kConstant},
    {"if_statement", Role::kConditional},
    {"conditional_expression", Role::kConditional},
    {"else_clause", Role::kElse},
    {"while_statement", Role::kLoop},
    {"do_statement", Role::kLoop},
    {"for_statement", Role::kLoop},
    {"switch_statement", Role::kSwitch},
    {"break_statement", Role::kBreak},
    {"continue_statement", Role::kContinue},
    {"subscript_expression", Role::kSubscript},
    {"labeled_statement", Role::kLabelled},
    {"goto_statement", Role::kGoto},
    {"pointer_expression", Role::kReference},
    {"seh_try_statement", Role::kTry},
    {"seh_except_clause", Role::kCatch},
    {"seh_finally_clause", Role::kFinally},
};

constexpr FieldEntry kFields[] = {
    {"alternative", FieldRole::kOptional},
    {"left", FieldRole::kTarget},
    {"declarator", FieldRole::kTarget},
    {"right", FieldRole::kValue},
    {"value", FieldRole::kValue},
    {"function", FieldRole::kFunction},
    {"arguments", FieldRole::kArguments},
    {"condition", FieldRole::kCondition},
    {"body", FieldRole::kBody},
};

constexpr FieldRename kRenames[] = {
    {"sizeof_expression", "type", "value"},  // sizeof(int) as sizeof(x)
};

constexpr std::string_view kPointerDeclarators[] = {"pointer_declarator"};

// A switch holds sections, and the header of a loop three parts.
constexpr PlaceForm kForms[] = {{"switch", '{', "case @:"}, {"for", '(', "@;;"}};

constexpr Wrapper kWrappers[] = {
    {"", "", true},
    {"void _(void) {\n", "\n}", true},
    {"void _(void) {\n_ = (", ");\n}", false},
    {"void _(void) {\n", "\n}", false},
    {"", "", false},
    {"struct _ {\n", "\n};", true},
};

}  // namespace

const LanguageSpec& c_spec() {
  static const LanguageSpec spec{
      .language = Language::kC,
      .name = "c",
      .grammar = tree_sitter_c,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .renames = kRenames,
      .wrappers = kWrappers,
      .forms = kForms,
      .lex = {.line_comment = "//", .block_comments = true},
      .semicolons = true,
      .typed = TypedStyle::kTypeFirst,
      .cases_fall_through = true,
      .scoping = {.array_declarator = "array_declarator", .pointer_declarators = kPointerDeclarators},
  };
  return spec;
}

}  // namespace broch::scan
