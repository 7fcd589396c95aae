// Rust for the matcher and for data flow.
#include "scan/lang/grammar.h"
#include "scan/tree/names.h"

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
    {"scoped_identifier", Role::kMember, "field_expression"},
    {"scoped_type_identifier", Role::kMember, "field_expression"},
    {"crate", Role::kName},
    {"super", Role::kName},
    {"generic_function", Role::kGeneric},
    {"generic_type", Role::kGeneric},
    {"call_expression", Role::kCall},
    // The tokens of a macro are its arguments: what commas separate is not known.
    {"macro_invocation", Role::kCall},
    {"token_tree", Role::kArguments},
    {"mutable_specifier", Role::kSkip},
    {"visibility_modifier", Role::kSkip},
    {"function_modifiers", Role::kSkip},
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

constexpr FieldRename kRenames[] = {
    {"field_expression", "value", "path"},     {"field_expression", "field", "name"},
    {"macro_invocation", "macro", "function"}, {"macro_invocation", "", "arguments"},
    {"struct_expression", "name", "struct"},
};

// use a::b; | use a::{b, c::d, self}; | use a::b as c; | use a::*; `prefix` is what stands before.
void collect_tree(const FlatTree& tree, uint32_t node, const Chain& prefix, Imports& imports, int depth) {
  constexpr int kMaxDepth = 16;
  if (depth > kMaxDepth) return;
  const std::string_view text = tree.text(node);
  const std::string_view kind = tree.grammar().kind_name(tree[node].kind);
  const auto path = [&](uint32_t part) {
    Chain whole = prefix;
    whole.append(dotted(tree.text(part), "::"));
    return whole;
  };
  if (kind == "use_as_clause") {
    const uint32_t alias = tree.last_child(node);
    if (alias != kNoNode) imports.bind(tree.text(alias), path(tree.first_child(node)));
  } else if (kind == "use_wildcard") {
    imports.add_wildcard(tree.is_leaf(node) ? prefix : path(tree.first_child(node)));
  } else if (kind == "scoped_use_list" || kind == "use_list") {
    const bool scoped = kind == "scoped_use_list";
    const uint32_t last = tree.last_child(node);
    if (last == kNoNode) return;
    const bool has_path = scoped && tree.first_child(node) != last;
    if (scoped)
      return collect_tree(tree, last, has_path ? path(tree.first_child(node)) : prefix, imports, depth + 1);
    for (uint32_t c = tree.first_child(node); c != kNoNode; c = tree.next_sibling(c)) {
      collect_tree(tree, c, prefix, imports, depth + 1);
    }
  } else if (text == "self") {
    if (prefix.size > 0) imports.bind(prefix.parts[prefix.size - 1], prefix);
  } else {
    const Chain whole = path(node);
    if (whole.size > 0) imports.bind(whole.parts[whole.size - 1], whole);
  }
}

void collect_imports(const FlatTree& tree, uint32_t node, Imports& imports) {
  const uint32_t argument = tree.last_child(node);
  if (argument != kNoNode) collect_tree(tree, argument, {}, imports, 0);
}

constexpr PlaceForm kForms[] = {
    {"fn", '(', "@: %", "@: %"},
    {"struct", '{', "@: %,"},
    {"match", '{', "@ => %,"},
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
      .renames = kRenames,
      .wrappers = kWrappers,
      .forms = kForms,
      .lex = {.line_comment = "//",
              .block_comments = true,
              .character_literals = true,
              .hash_strings = true,
              .multiline_strings = true},
      .semicolons = true,
      .last_value_returned = true,
      .collect_imports = collect_imports,
  };
  return spec;
}

}  // namespace broch::scan
