// C++ for the matcher and for data flow: C and what it adds.
#include "scan/lang/grammar.h"
#include "scan/tree/names.h"

extern "C" const TSLanguage* tree_sitter_cpp();

namespace broch::scan {
namespace {

constexpr std::string_view kAliases[] = {"cpp", "c++", "cc", "cxx", "hpp", "h++"};
constexpr std::string_view kExtensions[] = {"cc",  "cpp", "cxx", "c++", "hh", "hpp",
                                            "hxx", "h++", "ipp", "tpp", "cu"};

constexpr RoleEntry kRoles[] = {
    {"attribute_specifier", Role::kSkip},
    {"attribute_declaration", Role::kSkip},
    {"qualified_identifier", Role::kMember},
    {"namespace_identifier", Role::kName},
    {"destructor_name", Role::kLeaf},
    {"operator_name", Role::kLeaf},
    {"template_type", Role::kGeneric},
    {"template_function", Role::kGeneric},
    {"template_method", Role::kGeneric},
    {"template_declaration", Role::kTransparent},
    {"auto", Role::kAnyType},
    {"placeholder_type_specifier", Role::kTransparent},
    {"access_specifier", Role::kSkip},
    {"virtual", Role::kModifier},
    {"virtual_specifier", Role::kModifier},
    {"explicit_function_specifier", Role::kModifier},
    {"base_class_clause", Role::kParents},
    {"lambda_default_capture", Role::kSkip},
    {"initializer_pair", Role::kPair},
    {"condition_clause", Role::kTransparent},
    {"using_declaration", Role::kImport},
    {"delete_expression", Role::kOther},
    {"lambda_capture_specifier", Role::kParameters},
    {"raw_string_literal", Role::kString},
    {"raw_string_content", Role::kStringContent},
    {"new_expression", Role::kNew},
    {"lambda_expression", Role::kLambda},
    {"for_range_loop", Role::kForEach},
    {"try_statement", Role::kTry},
    {"catch_clause", Role::kCatch},
    {"throw_statement", Role::kThrow},
    {"class_specifier", Role::kClass},
    {"struct_specifier", Role::kClass},
    {"field_declaration_list", Role::kClassBody},
    {"this", Role::kThis},
};

constexpr FieldEntry kFields[] = {
    {"template_parameters", FieldRole::kOptional},
    {"type", FieldRole::kOptional},
    {"constructor", FieldRole::kFunction},
};

constexpr FieldRename kRenames[] = {
    {"new_expression", "type", "constructor"},
    {"cast_expression", "type", "to"},
    {"sizeof_expression", "type", "value"},
    {"reference_declarator", "", "declarator"},
    {"for_range_loop", "declarator", "left"},
    {"for_range_loop", "right", "value"},
    // What a condition_clause holds, which has no node of its own.
    {"if_statement", "value", "condition"},
    {"while_statement", "value", "condition"},
    {"switch_statement", "value", "condition"},
};

// using namespace a::b; using a::b::f;
void collect_imports(const FlatTree& tree, uint32_t node, Imports& imports) {
  const uint32_t name = tree.first_child(node);
  if (name == kNoNode || !tree.text(node).starts_with("using")) return;
  const Chain chain = dotted(tree.text(name), "::");
  if (chain.size == 0) return;
  const std::string_view before = tree.source().substr(tree[node].begin, tree[name].begin - tree[node].begin);
  if (before.find("namespace") != std::string_view::npos) return imports.add_wildcard(chain);
  imports.bind(chain.parts[chain.size - 1], chain);
}

constexpr std::string_view kPointerDeclarators[] = {"pointer_declarator", "reference_declarator"};

constexpr PlaceForm kForms[] = {{"switch", '{', "case @:"}, {"for", '(', "@;;"}};

constexpr Wrapper kWrappers[] = {
    {"", "", true},
    {"void _() {\n", "\n}", true},
    {"void _() {\n_ = (", ");\n}", false},
    {"void _() {\n", "\n}", false},
    {"", "", false},
    {"struct _ {\n", "\n};", true},
    {"void _() { try {} ", " }", false},
};

}  // namespace

const LanguageSpec& cpp_spec() {
  static const LanguageSpec spec{
      .language = Language::kCpp,
      .name = "cpp",
      .grammar = tree_sitter_cpp,
      .base = &c_spec(),
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
      .collect_imports = collect_imports,
      .scoping = {.array_declarator = "array_declarator", .pointer_declarators = kPointerDeclarators},
  };
  return spec;
}

}  // namespace broch::scan
