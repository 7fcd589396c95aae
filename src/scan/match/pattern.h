// A pattern compiled for one language.
//
// Stock grammars know no metavariables: `$X`, `$...X`, `...` and `<... e ...>` become identifiers that no
// program uses, and the text is parsed in every context the language offers (file, function body, expression,
// member). Error-free is not yet meant as written, so every distinct reading that parses is kept and matched.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "scan/flow/constants.h"
#include "scan/match/known_readings.h"
#include "scan/match/regex.h"
#include "scan/match/typed.h"
#include "scan/tree/flat_tree.h"

namespace broch::scan {

/// The metavariables of one rule, numbered in order of appearance.
class Metavariables {
 public:
  /// `name` without the "$". Adds it when it is new.
  uint16_t id(std::string_view name);
  /// kNone when no pattern of the rule binds it.
  uint16_t find(std::string_view name) const;
  const std::string& name(uint16_t id) const { return names_[id]; }
  size_t size() const { return names_.size(); }

  static constexpr uint16_t kAnonymous = 0xfffe;  ///< `$_`: matches anything, equal to nothing
  static constexpr uint16_t kNone = 0xffff;

 private:
  std::vector<std::string> names_;
};

/// What a node of a pattern stands for.
enum class Op : uint8_t {
  kNode,              ///< itself
  kMetavariable,      ///< $X
  kEllipsis,          ///< ...
  kEllipsisVariable,  ///< $...X
  kDeep,              ///< <... e ...>
  kAnyString,         ///< "..."
  kAnyTemplate,       ///< $"...": any string, also one with expressions in it
  kStringVariable,    ///< "$X"
  kStringRegex,       ///< "=~/re/"
};

/// Beside each node of a pattern's tree. `inner`: the expression of kDeep. `regex`: index into regexes.
/// `literal`: what a literal, also -1, is the notation of. `typed`: of a metavariable, its type's place in
/// Reading::types, from 1. `is_async`: a statement that begins with `async`, which the tree does not show.
/// `is_format`: a string whose prefix makes it a format, f"...". `of_kind`: a metavariable that stands for
/// nodes of its own kind alone, as `:$X` does for symbols. `pointed`: what is declared of any type, `$T $X`
/// or `$T *$F(...)`, and so stands for what is behind all stars.
struct Note {
  Op op = Op::kNode;
  uint16_t variable = Metavariables::kNone;
  uint32_t inner = kNoNode;
  uint32_t regex = 0;
  Constant literal = {};
  uint16_t typed = 0;
  bool is_async = false;
  bool is_format = false;
  bool of_kind = false;
  bool pointed = false;
};

/// The type that a metavariable must have. `binds`: a metavariable that the type is bound to.
struct WantedType {
  Type type;
  uint16_t binds = Metavariables::kNone;
};

/// How a reading is looked for.
enum class Shape : uint8_t {
  kNode,       ///< one node, wherever it occurs
  kStatement,  ///< an expression statement, which also looks inside statements that contain the expression
  kSequence,   ///< neighbouring statements of a block
};

/// One way in which the text parses.
struct Reading {
  std::unique_ptr<std::string> text;  ///< the tree's source
  FlatTree tree;
  std::vector<Note> notes;
  std::vector<Regex> regexes;
  std::vector<WantedType> types;
  std::vector<uint32_t> roots;
  Shape shape = Shape::kNode;
  /// Kinds of code node at which a match may begin; empty means any named one.
  std::vector<uint16_t> root_kinds;
};

struct Pattern {
  /// The pattern is code of a larger dialect: nothing here can match it, and there are no readings.
  bool impossible = false;
  std::vector<Reading> readings;
  /// Identifiers that occur in any text this matches, and their word_hashes().
  std::vector<std::string> words;
  std::vector<uint32_t> hashes;
  /// The pattern is `$X` alone.
  uint16_t bare_variable = Metavariables::kNone;
};

/// `text` as in the rule file. The error says why, without a place. `known`: where the ways that gave the
/// readings are looked up, and noted.
Result<Pattern> compile_pattern(std::string_view text, const Grammar& grammar, Metavariables& variables,
                                KnownReadings* known = nullptr);

}  // namespace broch::scan
