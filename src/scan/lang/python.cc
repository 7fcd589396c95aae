// Python for the matcher.
#include "scan/lang/grammar.h"
#include "scan/tree/names.h"

extern "C" const TSLanguage* tree_sitter_python();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"python", "py", "python2", "python3", "py3", "ipython"};
constexpr std::string_view kExtensions[] = {"py", "pyi", "pyw"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"comment", Role::kSkip},
    {"line_continuation", Role::kSkip},
    {"string_start", Role::kSkip},
    {"string_end", Role::kSkip},
    {"module", Role::kBlock},
    {"block", Role::kBlock},
    {"argument_list", Role::kArguments},
    {"keyword_argument", Role::kKeywordArgument},
    {"parameters", Role::kParameters},
    {"lambda_parameters", Role::kParameters},
    {"dictionary", Role::kMapping},
    {"set", Role::kMapping},
    {"pair", Role::kPair},
    {"list", Role::kList},
    {"tuple", Role::kList},
    {"expression_list", Role::kList},
    {"pattern_list", Role::kList},
    {"tuple_pattern", Role::kList},
    {"list_pattern", Role::kList},
    {"string", Role::kString},
    {"concatenated_string", Role::kConcatenatedString},
    {"string_content", Role::kStringContent},
    {"interpolation", Role::kInterpolation},
    {"integer", Role::kNumber},
    {"float", Role::kNumber},
    {"identifier", Role::kName},
    {"attribute", Role::kMember},
    {"call", Role::kCall},
    {"binary_operator", Role::kBinary},
    {"boolean_operator", Role::kBinary},
    {"assignment", Role::kAssignment},
    {"expression_statement", Role::kExpressionStatement},
    {"return_statement", Role::kReturn},
    {"function_definition", Role::kFunction},
    {"decorated_definition", Role::kDecorated},
    {"decorator", Role::kDecorator},
    {"await", Role::kUnaryWrapper},
    {"yield", Role::kUnaryWrapper},
    {"list_splat", Role::kUnaryWrapper},
    {"import_statement", Role::kImport},
    {"import_from_statement", Role::kImport},
    {"if_statement", Role::kConditional},
    {"elif_clause", Role::kConditional},
    {"conditional_expression", Role::kConditional},
    {"else_clause", Role::kElse},
    {"while_statement", Role::kLoop},
    {"for_statement", Role::kForEach},
    {"for_in_clause", Role::kForEach},
    {"list_comprehension", Role::kComprehension},
    {"set_comprehension", Role::kComprehension},
    {"dictionary_comprehension", Role::kComprehension},
    {"generator_expression", Role::kComprehension},
    {"match_statement", Role::kSwitch},
    {"case_clause", Role::kCase},
    {"try_statement", Role::kTry},
    {"except_clause", Role::kCatch},
    {"finally_clause", Role::kFinally},
    {"raise_statement", Role::kThrow},
    {"break_statement", Role::kBreak},
    {"continue_statement", Role::kContinue},
    {"augmented_assignment", Role::kAugmentedAssignment},
    {"named_expression", Role::kBinding},
    {"as_pattern", Role::kBinding},
    {"as_pattern_target", Role::kTransparent},
    {"default_parameter", Role::kDefault},
    {"typed_default_parameter", Role::kDefault},
    {"subscript", Role::kSubscript},
    {"lambda", Role::kLambda},
    {"class_definition", Role::kClass},
};

constexpr FieldEntry kFields[] = {
    {"type", FieldRole::kOptional},
    {"return_type", FieldRole::kOptional},
    {"type_parameters", FieldRole::kOptional},
    {"alternative", FieldRole::kOptional},
    {"superclasses", FieldRole::kOptional},
    {"left", FieldRole::kTarget},
    {"name", FieldRole::kTarget},
    {"key", FieldRole::kTarget},
    {"right", FieldRole::kValue},
    {"value", FieldRole::kValue},
    {"function", FieldRole::kFunction},
    {"arguments", FieldRole::kArguments},
    {"condition", FieldRole::kCondition},
    {"subject", FieldRole::kCondition},
    {"body", FieldRole::kBody},
    {"alias", FieldRole::kTarget},
};

constexpr std::string_view kOuterStatements[] = {"global_statement", "nonlocal_statement"};

constexpr Wrapper kWrappers[] = {
    {"", "", false},
    {"_ = (", ")", false},
    {"try:\n  pass\n", "", false},
};

// import a.b as c | import a.b | from a.b import c as d, e | from m import *
void collect_imports(const FlatTree& tree, uint32_t node, Imports& imports) {
  const Grammar& grammar = tree.grammar();
  uint32_t c = tree.first_child(node);
  Chain module;
  if (c == kNoNode) return;
  const bool from = grammar.kind_name(tree[node].kind) == "import_from_statement";
  if (from) {
    module = dotted(tree.text(c));
    c = tree.next_sibling(c);
  }
  for (; c != kNoNode; c = tree.next_sibling(c)) {
    const std::string_view kind = grammar.kind_name(tree[c].kind);
    if (kind == "wildcard_import") {
      imports.add_wildcard(module);
      continue;
    }
    const uint32_t original = kind == "aliased_import" ? tree.first_child(c) : c;
    const uint32_t alias = kind == "aliased_import" ? tree.last_child(c) : kNoNode;
    if (original == kNoNode) continue;
    Chain canonical = module;
    if (!canonical.append(dotted(tree.text(original)))) continue;
    if (alias != kNoNode) {
      imports.bind(tree.text(alias), canonical);
    } else if (from) {
      imports.bind(tree.text(original), canonical);
    } else {
      Chain head;
      if (canonical.size > 0 && head.push(canonical.parts[0])) imports.bind_module(head, canonical);
    }
  }
}

// __import__("a.b")
bool module_of_call(const FlatTree& tree, uint32_t call, Chain& module) {
  const uint32_t callee = tree.child(call, FieldRole::kFunction);
  const uint32_t arguments = tree.child(call, FieldRole::kArguments);
  if (callee == kNoNode || arguments == kNoNode || tree.text(callee) != "__import__") return false;
  const uint32_t argument = tree.first_child(arguments);
  if (argument == kNoNode || tree.role(argument) != Role::kString) return false;
  module = {};
  return module.append(dotted(string_content(tree.text(argument))));
}

}  // namespace

const LanguageSpec& python_spec() {
  static const LanguageSpec spec{
      .language = Language::kPython,
      .name = "python",
      .grammar = tree_sitter_python,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .wrappers = kWrappers,
      .lex = {.line_comment = "#", .triple_quotes = true, .indentation = true, .carriage_returns = true},
      .mapping_splats = true,
      .collect_imports = collect_imports,
      .module_of_call = module_of_call,
      .scoping = {.blocks = false,
                  .assignments_declare = true,
                  .classes_hide = true,
                  .outer_statements = kOuterStatements},
  };
  return spec;
}

}  // namespace broch::scan
