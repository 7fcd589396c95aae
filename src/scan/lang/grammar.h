// What matcher and data flow know of a language: a tree-sitter grammar whose node kinds and fields carry
// roles, the lexical rules of strings and comments, and the contexts in which a pattern may stand. A language
// is one LanguageSpec; nothing else in the library names a node kind.
#pragma once

#include <cstdint>
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
  kSkip,                ///< not part of the code: comments, quotes
  kLeaf,                ///< what lies below does not matter
  kBlock,               ///< children are statements
  kArguments,           ///< of a call
  kKeywordArgument,     ///< name = value in a call
  kParameters,          ///< of a function
  kMapping,             ///< unordered pairs: dictionary, object, set
  kList,                ///< ordered elements: list, tuple, array
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
  kClass,      ///< class, struct, trait, impl; its body in kBody
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

struct RoleEntry {
  std::string_view kind;
  Role role;
};

struct FieldEntry {
  std::string_view field;
  FieldRole role;
};

/// A context for patterns: `before` + pattern + `after`. With `terminate`, a pattern that ends in neither `;`
/// nor `}` gets a `;`, which counts as part of it.
struct Wrapper {
  std::string_view before;
  std::string_view after;
  bool terminate = false;
};

/// Strings, comments and indentation, for the pre-lexer.
struct LexRules {
  std::string_view line_comment;   ///< "#" or "//"
  bool block_comments = false;     ///< /* */
  bool triple_quotes = false;      ///< """ and '''
  bool template_strings = false;   ///< `...${...}...`
  bool regex_literals = false;     ///< /.../ where an expression may begin
  bool indentation = false;        ///< blocks by indentation
  std::string_view callback = {};  ///< what a block that is an argument begins with
};

struct LanguageSpec {
  Language language;
  std::string_view name;
  const TSLanguage* (*grammar)();
  std::span<const std::string_view> aliases;
  std::span<const std::string_view> extensions;  ///< without the dot
  std::span<const RoleEntry> roles;
  std::span<const FieldEntry> fields;
  std::span<const Wrapper> wrappers;
  LexRules lex;
  bool open_mappings = false;  ///< a mapping in a pattern allows further entries without `...`
};

inline constexpr Language kLanguages[] = {Language::kC, Language::kJavaScript, Language::kPython};
inline constexpr size_t kLanguageCount = std::size(kLanguages);
inline size_t index_of(Language language) { return static_cast<size_t>(language); }

const LanguageSpec& spec_of(Language language);
// One per language, each in a file of its own.
const LanguageSpec& c_spec();
const LanguageSpec& javascript_spec();
const LanguageSpec& python_spec();

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
  size_t kind_count() const { return roles_.size(); }
  std::string_view kind_name(uint16_t kind) const;

 private:
  const LanguageSpec& spec_;
  const TSLanguage* language_;
  std::vector<uint16_t> canonical_;
  std::vector<Role> roles_;
  std::vector<bool> named_;
  std::vector<FieldRole> fields_;
};

}  // namespace broch::scan
