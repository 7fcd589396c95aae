// Ruby for the matcher and for data flow.
#include "scan/lang/grammar.h"

extern "C" const TSLanguage* tree_sitter_ruby();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"ruby", "rb"};
constexpr std::string_view kExtensions[] = {"rb", "rake", "gemspec"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_statements", Role::kTransparent},
    {"then", Role::kBlock},
    {"comment", Role::kSkip},
    {"program", Role::kBlock},
    {"body_statement", Role::kBlock},
    {"block_body", Role::kBlock},
    {"do", Role::kBlock},
    {"argument_list", Role::kArguments},
    {"method_parameters", Role::kParameters},
    {"block_parameters", Role::kParameters},
    {"lambda_parameters", Role::kParameters},
    {"hash", Role::kMapping},
    {"pair", Role::kKeywordArgument},
    {"simple_symbol", Role::kLeaf, "symbol"},
    {"hash_key_symbol", Role::kLeaf, "symbol"},
    {"scope_resolution", Role::kMember, "member"},
    {"do_block", Role::kLambda, "block"},
    {"block", Role::kLambda},
    {"array", Role::kList},
    {"left_assignment_list", Role::kList},
    {"right_assignment_list", Role::kList},
    {"string", Role::kString},
    {"heredoc_body", Role::kString},
    {"subshell", Role::kString},
    {"string_content", Role::kStringContent},
    {"escape_sequence", Role::kStringContent},
    {"heredoc_content", Role::kStringContent},
    {"interpolation", Role::kInterpolation},
    {"integer", Role::kNumber},
    {"float", Role::kNumber},
    {"identifier", Role::kName},
    {"constant", Role::kName},
    {"instance_variable", Role::kName},
    {"class_variable", Role::kName},
    {"global_variable", Role::kName},
    {"call", Role::kCall},
    {"binary", Role::kBinary},
    {"assignment", Role::kAssignment},
    {"operator_assignment", Role::kAugmentedAssignment},
    {"return", Role::kReturn},
    {"method", Role::kFunction},
    {"singleton_method", Role::kFunction},
    {"lambda", Role::kLambda},
    {"class", Role::kClass},
    {"module", Role::kClass},
    {"if", Role::kConditional},
    {"unless", Role::kConditional},
    {"elsif", Role::kConditional},
    {"conditional", Role::kConditional},
    {"if_modifier", Role::kConditional},
    {"unless_modifier", Role::kConditional},
    {"else", Role::kElse},
    {"while", Role::kLoop},
    {"until", Role::kLoop},
    {"while_modifier", Role::kLoop},
    {"until_modifier", Role::kLoop},
    {"for", Role::kForEach},
    {"case", Role::kSwitch},
    {"when", Role::kCase},
    {"begin", Role::kTry},
    {"rescue", Role::kCatch},
    {"ensure", Role::kFinally},
    {"break", Role::kBreak},
    {"next", Role::kContinue},
    {"element_reference", Role::kSubscript},
    {"self", Role::kThis},
    {"member", Role::kMember},
    {"symbol", Role::kLeaf},
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
    {"call_operator", FieldRole::kIgnored},
    {"block", FieldRole::kOptional},
    {"superclass", FieldRole::kOptional},
};

constexpr FieldRename kRenames[] = {
    {"call", "method", "function"},
    {"call", "operator", "call_operator"},
    {"member", "operator", "call_operator"},
    {"member", "scope", "receiver"},
    {"member", "name", "method"},
    {"for", "pattern", "left"},
};

constexpr Reshape kReshapes[] = {
    {"call", "receiver", "method", "member", "function", "", true},
};

constexpr std::string_view kMarked[] = {"simple_symbol"};

constexpr Wrapper kWrappers[] = {
    {"", "", false},       {"_ = (", ")", false}, {"def _\n", "\nend", false}, {"class X\n", "\nend", false},
    {"_ = {", "}", false},
};

}  // namespace

const LanguageSpec& ruby_spec() {
  static const LanguageSpec spec{
      .language = Language::kRuby,
      .name = "ruby",
      .grammar = tree_sitter_ruby,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .renames = kRenames,
      .reshapes = kReshapes,
      .wrappers = kWrappers,
      .marked = kMarked,
      .lex = {.line_comment = "#", .interpolation = "#{"},
      .mapping_splats = true,
      .bare_expressions = true,
      .capital_names = true,
      .last_value_returned = true,
      .scoping = {.blocks = false, .assignments_declare = true},
  };
  return spec;
}

}  // namespace broch::scan
