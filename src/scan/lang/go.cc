// Go for the matcher and for data flow.
#include <algorithm>

#include "core/text.h"
#include "scan/lang/grammar.h"
#include "scan/tree/names.h"

extern "C" const TSLanguage* tree_sitter_go();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"go", "golang"};
constexpr std::string_view kExtensions[] = {"go"};

constexpr RoleEntry kRoles[] = {
    {"parenthesized_expression", Role::kTransparent},
    {"statement_list", Role::kTransparent},
    {"literal_element", Role::kTransparent},
    {"import_declaration", Role::kGroup},
    {"import_spec_list", Role::kTransparent},
    {"var_spec_list", Role::kTransparent},
    {"comment", Role::kSkip},
    {"source_file", Role::kBlock},
    {"block", Role::kBlock},
    {"argument_list", Role::kArguments},
    {"parameter_list", Role::kParameters},
    {"literal_value", Role::kArray},
    {"field_declaration_list", Role::kClassBody},
    {"keyed_element", Role::kPair},
    {"expression_list", Role::kList},
    {"interpreted_string_literal", Role::kString},
    {"raw_string_literal", Role::kString},
    {"interpreted_string_literal_content", Role::kStringContent},
    {"raw_string_literal_content", Role::kStringContent},
    {"escape_sequence", Role::kStringContent},
    {"int_literal", Role::kNumber},
    {"float_literal", Role::kNumber},
    {"identifier", Role::kName},
    {"field_identifier", Role::kName},
    {"type_identifier", Role::kName},
    {"package_identifier", Role::kName},
    {"blank_identifier", Role::kName},
    {"label_name", Role::kName},
    {"selector_expression", Role::kMember},
    {"qualified_type", Role::kMember, "selector_expression"},
    {"call_expression", Role::kCall},
    {"binary_expression", Role::kBinary},
    {"assignment_statement", Role::kAssignment},
    {"short_var_declaration", Role::kDeclarator},
    {"var_spec", Role::kDeclarator},
    {"const_spec", Role::kDeclarator, "var_spec"},
    {"var_declaration", Role::kDeclaration},
    {"const_declaration", Role::kDeclaration, "var_declaration"},
    {"expression_statement", Role::kExpressionStatement},
    {"return_statement", Role::kReturn},
    {"function_declaration", Role::kFunction},
    {"method_declaration", Role::kFunction},
    {"func_literal", Role::kFunction},
    {"import_spec", Role::kImport},
    {"if_statement", Role::kConditional},
    {"for_statement", Role::kLoop},
    {"range_clause", Role::kForEach},
    {"expression_switch_statement", Role::kSwitch},
    {"type_switch_statement", Role::kSwitch},
    {"select_statement", Role::kSwitch},
    {"expression_case", Role::kCase},
    {"default_case", Role::kCase},
    {"type_case", Role::kCase},
    {"communication_case", Role::kCase},
    {"break_statement", Role::kBreak},
    {"continue_statement", Role::kContinue},
    {"index_expression", Role::kSubscript},
    {"slice_expression", Role::kSubscript},
    {"defer_statement", Role::kUnaryWrapper},
    {"go_statement", Role::kUnaryWrapper},
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
    {"result", FieldRole::kOptional},
    {"type_parameters", FieldRole::kOptional},
    {"type_arguments", FieldRole::kOptional},
    {"tag", FieldRole::kOptional},
    {"alias", FieldRole::kOptional},
    {"declared_type", FieldRole::kOptional},
};

constexpr FieldRename kRenames[] = {
    {"selector_expression", "package", "operand"},
    {"selector_expression", "name", "field"},
    {"import_spec", "name", "alias"},
    {"var_spec", "type", "declared_type"},
};

constexpr std::string_view kCollapsed[] = {"expression_list"};

// A parameter has a type, and perhaps a name before it.
constexpr PlaceForm kForms[] = {
    {"func", '(', "@ %", "@ %"},
    {"switch", '{', "case @:"},
    {"select", '{', "case @:"},
};

constexpr Wrapper kWrappers[] = {
    {"", "\n", false},
    {"func _() {\n", "\n}", false},
    {"func _() {\n_ = (", ")\n}", false},
    {"package _\n", "\n", false},
    {"func _() {\n_ = _{", "}\n}", false},
};

/// What a package that is imported from `path` is called where it gives no other name: the last element of
/// the path, without a version and the "go-" or "-go" of repositories.
std::string_view package_name(std::string_view path) {
  const auto last_element = [&] { return path.substr(path.rfind('/') + 1); };  // npos + 1 is 0
  std::string_view name = last_element();
  const bool version = name.size() > 1 && name[0] == 'v' &&
                       std::all_of(name.begin() + 1, name.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (version && name.size() < path.size()) {
    path.remove_suffix(name.size() + 1);
    name = last_element();
  }
  if (const size_t dot = name.rfind(".v"); dot != std::string_view::npos) name = name.substr(0, dot);
  if (name.starts_with("go-")) name.remove_prefix(3);
  if (name.ends_with("-go")) name.remove_suffix(3);
  return name;
}

// import "m/p" | import q "m/p" | import . "m/p"
void collect_imports(const FlatTree& tree, uint32_t node, Imports& imports) {
  const uint32_t path = tree.last_child(node);
  if (path == kNoNode || tree.role(path) != Role::kString) return;
  Chain package;
  package.push(package_name(string_content(tree.text(path))));
  const uint32_t alias = tree.first_child(node);
  if (alias == path) return imports.bind(package.parts[0], package);
  if (tree.text(alias) == ".") return imports.add_wildcard(package);
  if (tree.text(alias) != "_") imports.bind(tree.text(alias), package);
}

}  // namespace

const LanguageSpec& go_spec() {
  static const LanguageSpec spec{
      .language = Language::kGo,
      .name = "go",
      .grammar = tree_sitter_go,
      .aliases = kAliases,
      .extensions = kExtensions,
      .roles = kRoles,
      .fields = kFields,
      .renames = kRenames,
      .wrappers = kWrappers,
      .forms = kForms,
      .collapsed = kCollapsed,
      .lex = {.line_comment = "//", .block_comments = true, .raw_backticks = true},
      .path_imports = true,
      .typed = TypedStyle::kNameFirst,
      .declared_type_field = "declared_type",
      .collect_imports = collect_imports,
      .scoping = {.declaring_operator = ":="},
  };
  return spec;
}

}  // namespace broch::scan
