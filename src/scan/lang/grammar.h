// What matcher and data flow know of a language: a tree-sitter grammar whose node kinds and fields carry
// roles, the lexical rules of strings and comments, and the contexts in which a pattern may stand. A language
// is one LanguageSpec; nothing else in the library names a node kind.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scan/scan.h"

struct TSLanguage;

namespace broch::scan {

/// What a node is to the matcher and to data flow, whatever its grammar calls it.
enum class Role : uint8_t {
  kOther,
  kTransparent,         ///< its children count as children of its parent: ERROR, parentheses, #if
  kGroup,               ///< transparent, and what lies in it begins where it begins: import ( ... )
  kSkip,                ///< not part of the code: comments, quotes
  kLeaf,                ///< what lies below does not matter
  kBlock,               ///< children are statements
  kArguments,           ///< of a call
  kKeywordArgument,     ///< name = value in a call
  kParameters,          ///< of a function
  kMapping,             ///< unordered pairs: dictionary, object, set
  kList,                ///< ordered elements: list, tuple, array
  kArray,               ///< elements with or without keys: ordered, unless all in the pattern have a key
  kClassBody,           ///< unordered members
  kString,              ///< literal, perhaps with interpolations
  kConcatenatedString,  ///< "a" "b"
  kStringContent,       ///< literal part of a string
  kInterpolation,       ///< expression part of a string
  kNumber,
  kName,    ///< identifier of any sort
  kMember,  ///< object . name
  kCall,
  kBinary,
  kAssignment,
  kDeclarator,   ///< one variable of a declaration, perhaps with its value
  kDeclaration,  ///< statement of declarators
  kExpressionStatement,
  kReturn,
  kFunction,   ///< definition, with or without a name
  kDecorated,  ///< decorators and a definition
  kDecorator,
  kCast,
  kUnaryWrapper,  ///< await, yield, spread: the operand shows through an expression statement
  kPair,          ///< key and value of a mapping
  kImport,
  kModifiers,  ///< transparent, and so that the words in it count: `public static`
  kModifier,   ///< public, static: met in any order beside others, like kDecorator
  kParents,    ///< what a class extends and implements: met in any order beside others
  kGeneric,    ///< a type, then its arguments: without them in the pattern the type alone counts
  kAnyType,    ///< `var`: a type left to the compiler, in a pattern any

  // What follows says how values and control flow; to the matcher these kinds are like kOther.

  /// if, elif, unless, and the conditional expression: kCondition, then what runs when it holds; children in
  /// a kOptional field run otherwise, whether they stand in a kElse, are a kConditional of their own (elif)
  /// or neither. Without such fields three children are value, condition, other value (Python).
  kConditional,
  kElse,     ///< what runs otherwise: a wrapper of an if's, loop's or try's last part
  kLoop,     ///< while, do, for with a header: every child runs in order, any number of times
  kForEach,  ///< for x in y, or that header alone (range clause, for clause of a comprehension): kValue's
             ///< elements go to kTarget, other children are the body. Without fields: value, target, body
  kComprehension,  ///< kForEach clauses and conditions, and in kBody the value of each element
  kSwitch,         ///< switch, match, case: a value, then sections, as children or in one block
  kCase,           ///< section of a kSwitch: its patterns, then its statements. A kBlock there is one too
  kTry,            ///< try, begin: statements or a block, then kCatch, kElse, kFinally
  kCatch,          ///< catch, except, rescue; the exception's name is kTarget or the first child
  kFinally,
  kThrow,                ///< throw, raise: the path ends
  kBreak,                ///< the path leaves the loop or switch
  kContinue,             ///< the path goes on with the loop
  kAugmentedAssignment,  ///< a += b, of a kind of its own; a kAssignment with an operator field but = is one
                         ///< too
  kBinding,    ///< kValue (or the first child) gets a name, kTarget (or the last), and is the value:
               ///< (n := f()), f() as n, `if let`, a resource of try
  kDefault,    ///< a = b in parameters and patterns: kTarget, and the kValue it has when nothing is given
  kSubscript,  ///< a[i]: the first child is the container, the others index it
  kReference,  ///< *p, &x: flow does not tell it from its operand
  kNew,        ///< new T(x), with kFunction and kArguments
  kLambda,     ///< an anonymous function of a kind that is not matched as kFunction
  kThis,       ///< this, self: a variable
  kLabelled,   ///< a statement that jumps lead to
  kGoto,       ///< a jump to a kLabelled
  kClass,      ///< class, struct, trait, impl; its body in kBody
  kConstant,   ///< a name for a value that never changes: `#define N 1`, an enumerator
  kElement,    ///< of JSX: its name, attributes in a kOptional field, then what it holds
};

/// What a field is to the matcher and to data flow.
enum class FieldRole : uint8_t {
  kOther,
  kIgnored,   ///< tokens in it say nothing: let against const
  kOptional,  ///< absent in the pattern matches anything: types, else, decorators
  kTarget,    ///< what is assigned to, or the name of a keyword argument or key
  kValue,     ///< the right-hand side
  kFunction,  ///< the callee
  kArguments,
  kCondition,  ///< of if, loops and conditional expressions, the value of a switch: decides, gives no value
  kBody,       ///< of a function, loop, class, comprehension
};

/// `as`: nodes of this kind count as nodes of that one, a kind of the grammar or a new one.
struct RoleEntry {
  std::string_view kind;
  Role role;
  std::string_view as = {};
};

struct FieldEntry {
  std::string_view field;
  FieldRole role;
};

/// Under nodes of one kind a field goes by another name, one of the grammar's or a new one: the `name` of a
/// Java call is its `function`.
struct FieldRename {
  std::string_view kind;
  std::string_view field;
  std::string_view as;
};

/// Under nodes of one kind the children from field `first` to field `last` become children of a new node.
///
///   {"method_invocation", "object", "name", "field_access", "function", "field"}
///
/// makes `o.f(x)`, which Java's grammar has flat, a call whose `function` is the member `o.f`; there the last
/// child goes by `last_as`. Nothing happens where `first` is absent. `alone`: a node that holds nothing else
/// is that new node itself, as Ruby's `o.f` without arguments is a member and no call.
struct Reshape {
  std::string_view kind;
  std::string_view first;
  std::string_view last;
  std::string_view as;
  std::string_view field;
  std::string_view last_as = {};
  bool alone = false;
};

/// A context for patterns: `before` + pattern + `after`. With `terminate`, a pattern that ends in neither `;`
/// nor `}` gets a `;`, which counts as part of it.
struct Wrapper {
  std::string_view before;
  std::string_view after;
  bool terminate = false;
};

/// How a pattern is written where an identifier alone would not parse: inside the bracket that opens after
/// the word `keyword`, `...` becomes `ellipsis` and a metavariable that stands alone `variable`. There `@` is
/// the identifier itself and `%` one that matches anything. Empty means the identifier alone.
///
///   {"func", '(', "@ %", "@ %"}    func f(..., $X): Go has no parameter without a type
///   {"switch", '{', "case @:"}     switch x { ... case 1: ... }
struct PlaceForm {
  std::string_view keyword;
  char bracket;
  std::string_view ellipsis;
  std::string_view variable = {};
};

/// As `keyword` of a PlaceForm: the parameters of a definition that no keyword announces, `T f(...) {`.
inline constexpr std::string_view kHeader = "()";

/// As `keyword` of a PlaceForm: the arguments of an annotation, `@Name(...)`.
inline constexpr std::string_view kAnnotation = "@()";

/// Where variables begin with a character of their own, so do metavariables that stand for expressions;
/// `names_after`: words that a plain name follows.
struct Sigil {
  std::string_view text = {};
  std::span<const std::string_view> names_after = {};
  std::span<const std::string_view> literal = {};  ///< variables that look like metavariables but are none
};

/// Strings, comments and indentation, for the pre-lexer.
struct LexRules {
  std::string_view line_comment;        ///< "#" or "//"
  bool block_comments = false;          ///< /* */
  bool triple_quotes = false;           ///< """ and '''
  bool template_strings = false;        ///< `...${...}...`
  bool regex_literals = false;          ///< /.../ where an expression may begin
  bool indentation = false;             ///< blocks by indentation
  bool raw_backticks = false;           ///< `...` without escapes, over several lines
  bool character_literals = false;      ///< 'x' is a character, other ' are no quotes: lifetimes
  bool hash_strings = false;            ///< r"..." and r#"..."#
  bool multiline_strings = false;       ///< strings may hold line ends
  bool hash_comments = false;           ///< # begins a line comment too, but not #[
  bool carriage_returns = false;        ///< one without a line feed ends a line
  std::string_view callback = {};       ///< what a block that is an argument begins with
  std::string_view interpolation = {};  ///< begins code in "...": "$(" or "#{"
  bool balanced = true;                 ///< brackets come in pairs; not so in Bash, where `case` has `x)`
};

/// How patterns write a metavariable with its type: `(T $X)` or `($X : T)`.
enum class TypedStyle : uint8_t { kNone, kTypeFirst, kNameFirst };

class FlatTree;
class Imports;
struct Chain;

/// Which nodes are scopes, and what declares a name. Functions, classes and comprehensions always are scopes.
struct Scoping {
  bool blocks = true;                        ///< a block or loop is one too
  bool assignments_declare = false;          ///< x = 1 makes x a variable of the function around it
  bool classes_hide = false;                 ///< functions in a class do not see its names
  std::string_view hoisted = {};             ///< a declaration of this kind belongs to the function: var
  std::string_view declaring_operator = {};  ///< := where = only assigns
  std::string_view array_declarator = {};
  std::span<const std::string_view> pointer_declarators = {};  ///< what makes of a name a pointer: *p, &r
  std::span<const std::string_view> outer_statements = {};  ///< kinds that give names to outer scopes: global
};

/// `grammar` is null for Language::kGeneric, which has regular expressions and token patterns alone.
struct LanguageSpec {
  Language language;
  std::string_view name;
  const TSLanguage* (*grammar)() = nullptr;
  /// A language whose roles and fields hold here too, where the grammar has them, and are overridden below.
  const LanguageSpec* base = nullptr;
  std::span<const std::string_view> aliases;
  std::span<const std::string_view> extensions;       ///< without the dot
  std::span<const std::string_view> file_names = {};  ///< whole names, such as Dockerfile
  std::span<const RoleEntry> roles = {};
  std::span<const FieldEntry> fields = {};
  std::span<const FieldRename> renames = {};
  std::span<const Reshape> reshapes = {};
  std::span<const Wrapper> wrappers = {};
  std::span<const PlaceForm> forms = {};
  std::string_view statement = "@;";  ///< how a placeholder is written where a statement stands
  /// Words before a parenthesis that make it no list of parameters though a body follows: if, while.
  std::span<const std::string_view> not_headers = {};
  Sigil sigil = {};
  /// Kinds that are left out where they have a single child: lists of expressions around one expression.
  std::span<const std::string_view> collapsed = {};
  /// Kinds whose first character, where it is no letter, only marks them: the colon of a symbol, the
  /// backslash before a name from the outermost namespace.
  std::span<const std::string_view> marked = {};
  LexRules lex = {};
  /// A language in which all of this one is valid too. A pattern that parses only there can match nothing
  /// here.
  std::optional<Language> superset = {};
  bool spreads = false;           ///< `...x` is an expression of the language
  bool mapping_splats = false;    ///< `**x` stands for entries of a mapping
  bool bare_expressions = false;  ///< an expression is a statement without a node around it
  bool capital_names = false;     ///< some names must begin with a capital letter, also a placeholder's
  bool path_imports = false;      ///< an import names a path of packages: "a/b" also imports "a/b/c"
  bool caseless_names = false;    ///< names of functions, methods and classes; not variables and fields
  bool semicolons = false;        ///< statements end with `;`
  TypedStyle typed = TypedStyle::kNone;
  std::string_view type_field = "type";       ///< the field in which declarations and casts have their type
  std::string_view declared_type_field = {};  ///< another one, which a FieldRename made of it
  bool open_mappings = false;                 ///< a mapping in a pattern allows further entries without `...`

  // For data flow.
  bool cases_fall_through = false;   ///< a section of a switch goes on with the next unless it breaks
  bool last_value_returned = false;  ///< what a function's body evaluates to last is its result

  /// Reads a node of Role::kImport.
  void (*collect_imports)(const FlatTree& tree, uint32_t node, Imports& imports) = nullptr;
  /// The module that a call loads, as `require("m")` does; false for other calls.
  bool (*module_of_call)(const FlatTree& tree, uint32_t call, Chain& module) = nullptr;
  Scoping scoping = {};
};

inline constexpr Language kLanguages[] = {
    Language::kBash, Language::kC,    Language::kCpp,        Language::kCSharp,    Language::kGeneric,
    Language::kGo,   Language::kJava, Language::kJavaScript, Language::kPhp,       Language::kPython,
    Language::kRuby, Language::kRust, Language::kTsx,        Language::kTypeScript};
inline constexpr size_t kLanguageCount = std::size(kLanguages);
inline size_t index_of(Language language) { return static_cast<size_t>(language); }

const LanguageSpec& spec_of(Language language);
// One per language, each in a file of its own.
const LanguageSpec& bash_spec();
const LanguageSpec& c_spec();
const LanguageSpec& cpp_spec();
const LanguageSpec& csharp_spec();
const LanguageSpec& generic_spec();
const LanguageSpec& go_spec();
const LanguageSpec& java_spec();
const LanguageSpec& javascript_spec();
const LanguageSpec& php_spec();
const LanguageSpec& python_spec();
const LanguageSpec& ruby_spec();
const LanguageSpec& rust_spec();
const LanguageSpec& tsx_spec();
const LanguageSpec& typescript_spec();

/// A spec resolved against its grammar: constant-time lookups by kind and field id.
class Grammar {
 public:
  static const Grammar& of(Language language);
  explicit Grammar(const LanguageSpec& spec);

  const LanguageSpec& spec() const { return spec_; }
  const TSLanguage* language() const { return language_; }
  /// Grammars have several symbols of one name (aliases); they count as one kind.
  uint16_t canonical(uint16_t symbol) const {
    return symbol < canonical_.size() ? canonical_[symbol] : symbol;
  }
  Role role(uint16_t kind) const { return kind < roles_.size() ? roles_[kind] : Role::kTransparent; }
  bool named(uint16_t kind) const { return kind < named_.size() ? named_[kind] : true; }
  FieldRole field_role(uint16_t field) const { return fields_[field]; }
  /// LanguageSpec::type_field, or 0 when the grammar has no such field.
  uint16_t type_field() const { return type_field_; }
  /// Whether what stands in the field is the type of a declaration or cast.
  bool is_type_field(uint16_t field) const {
    return field != 0 && (field == type_field_ || field == declared_type_field_);
  }
  /// What `field` is called under a node of `parent`.
  uint16_t renamed(uint16_t parent, uint16_t field) const;

  /// A Reshape in the grammar's numbers.
  struct Wrap {
    uint16_t parent, first, last, kind, field, last_as;
    bool alone;
  };
  /// Whether nodes of this kind are left out when they hold one child.
  bool collapsed(uint16_t kind) const { return kind < collapsed_.size() && collapsed_[kind]; }
  /// Null when children of `parent` from `field` on stay where they are.
  const Wrap* wrap(uint16_t parent, uint16_t field) const;
  /// The wrap that a node of `kind` may be itself, or null.
  const Wrap* wrap_alone(uint16_t kind) const;
  /// Whether the first character of a node only marks it; `symbol` is tree-sitter's, not canonical.
  bool marked(uint16_t symbol) const { return symbol < marked_.size() && marked_[symbol]; }
  uint16_t kind_count() const { return static_cast<uint16_t>(roles_.size()); }
  /// Kinds below this are the grammar's own, the others were made by roles and reshapes.
  size_t symbol_count() const { return symbol_count_; }
  std::string_view kind_name(uint16_t kind) const;

 private:
  void add_symbols();
  void add_roles(std::span<const RoleEntry> roles, bool only_known);
  void add_fields();
  bool is_named_kind(std::string_view kind) const;
  uint16_t kind_named(std::string_view kind);
  uint16_t field_named(std::string_view field);

  struct Rename {
    uint16_t parent, field, as;
  };

  const LanguageSpec& spec_;
  const TSLanguage* language_;
  size_t symbol_count_ = 0;
  std::vector<std::string_view> kind_names_;
  std::vector<std::string_view> field_names_;
  std::vector<Rename> renames_;
  std::vector<Wrap> wraps_;
  std::vector<bool> reshaped_;  ///< by kind: has renames or wraps
  std::vector<bool> collapsed_;
  std::vector<bool> marked_;
  std::vector<uint16_t> canonical_;
  std::vector<Role> roles_;
  std::vector<bool> named_;
  std::vector<FieldRole> fields_;
  uint16_t type_field_ = 0;
  uint16_t declared_type_field_ = 0;
};

}  // namespace broch::scan
