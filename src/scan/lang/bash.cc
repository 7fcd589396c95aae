// Bash for the matcher and for data flow.
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_bash();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"bash", "sh", "shell", "zsh", "ksh", "shellscript"};
constexpr std::string_view kExtensions[] = {"sh", "bash", "ksh", "zsh"};

constexpr RoleEntry kRoles[] = {
    {"comment", Role::kSkip},
    {"program", Role::kBlock},
    {"do_group", Role::kBlock},
    {"compound_statement", Role::kBlock},
    {"subshell", Role::kBlock},
    {"string", Role::kString},
    {"raw_string", Role::kString},
    {"ansi_c_string", Role::kString},
    {"string_content", Role::kStringContent},
    {"expansion", Role::kInterpolation},
    {"command_substitution", Role::kInterpolation},
    {"number", Role::kNumber},
    {"word", Role::kName},
    {"variable_name", Role::kName},
    {"command_name", Role::kTransparent},
    {"simple_expansion", Role::kInterpolation, "expansion"},
    {"special_variable_name", Role::kName, "variable_name"},
    {"variable_assignment", Role::kAssignment},
    {"function_definition", Role::kFunction},
    {"if_statement", Role::kConditional},
    {"else_clause", Role::kElse},
    {"elif_clause", Role::kElse},
    {"while_statement", Role::kLoop},
    {"c_style_for_statement", Role::kLoop},
    {"for_statement", Role::kForEach},
    {"case_statement", Role::kSwitch},
    {"case_item", Role::kCase},
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
    {"variable", FieldRole::kTarget},
};

constexpr FieldRename kRenames[] = {
    // A command is a list of words, any of which a pattern may leave open.
    {"command", "name", ""},
    {"command", "argument", ""},
};

constexpr Wrapper kWrappers[] = {
    {"", "", false},
    {"x=", "", false},
};

}  // namespace

const LanguageSpec& bash_spec() {
  static const LanguageSpec spec{
      .language = Language::kBash,
      .name = "bash",
      .grammar = tree_sitter_bash,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .renames = kRenames,
      .wrappers = kWrappers,
      .lex = {.line_comment = "#", .interpolation = "$(", .balanced = false},
      .scoping = {.blocks = false, .assignments_declare = true},
  };
  return spec;
}

}  // namespace broch::scan
