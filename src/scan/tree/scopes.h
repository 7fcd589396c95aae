// Which definition each identifier of a file refers to, and where each definition is written.
//
// Scopes are those of the language (LanguageSpec::scoping): functions, blocks, classes, comprehensions. A
// name without a definition in sight is unresolved: imported, built in, or cut off. Made in two linear
// passes: the first finds definitions, the second resolves.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scan/tree/flat_tree.h"

namespace broch::scan {

/// What gives a definition its value.
enum class WriteKind : uint8_t {
  kValue,    ///< `value` is assigned
  kAugment,  ///< x += ...
  kUnknown,  ///< something else: a parameter, a loop variable, an element of an unpacked value
  kMutate,   ///< not assigned, but perhaps changed: x.append(1) as a statement, &x
};

/// `name`: the identifier written. `done`: the node after which the write has happened. `value`: with kValue.
struct Write {
  uint32_t name = kNoNode;
  uint32_t done = kNoNode;
  uint32_t value = kNoNode;
  uint32_t definition = 0;
  WriteKind kind = WriteKind::kUnknown;
};

enum class DefinitionKind : uint8_t { kVariable, kParameter, kFunction, kClass };

/// `function`: the node of the function (or the root) that the variable belongs to. `global`: of the file's
/// outermost scope. `writes` counts those of every kind; `last_write` is the index of the last.
struct Definition {
  std::string_view name;
  uint32_t function = 0;
  DefinitionKind kind = DefinitionKind::kVariable;
  bool global = false;
  uint32_t writes = 0;
  uint32_t last_write = 0;
};

class Scopes {
 public:
  static constexpr uint32_t kUnresolved = ~uint32_t{0};

  /// The tree must outlive this.
  explicit Scopes(const FlatTree& tree);

  /// Index of the definition that an identifier refers to, or kUnresolved.
  uint32_t definition_of(uint32_t name) const {
    return name < resolved_.size() ? resolved_[name] : kUnresolved;
  }
  const Definition& definition(uint32_t index) const { return definitions_[index]; }
  uint32_t definition_count() const { return static_cast<uint32_t>(definitions_.size()); }
  /// In document order of their names.
  std::span<const Write> writes() const { return writes_; }
  std::span<const Write> writes_in(uint32_t begin, uint32_t end) const;
  /// The innermost function around an identifier, or the root.
  uint32_t function_of(uint32_t name) const { return functions_[name]; }

 private:
  friend class ScopeBuilder;

  const FlatTree& tree_;
  std::vector<uint32_t> resolved_;   // by node
  std::vector<uint32_t> functions_;  // by node
  std::vector<Definition> definitions_;
  std::vector<Write> writes_;
};

}  // namespace broch::scan
