// The types that a file itself says expressions have: by declarations of variables, parameters and fields, by
// literals, casts and `new T()`. Nothing is inferred beyond that, and nothing outside of the file is known.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scan/tree/flat_tree.h"

namespace broch::scan {

class Names;

/// A type as it is written, taken apart. `name`: without qualifiers of storage and mutability, pointers and
/// type arguments: "java.util.List", "unsigned int", "String[]". `arguments`: between < and >, without
/// blanks. `pointers`: how many `*`; an array of C counts as one. `node`: where it is written, or kNoNode.
struct Type {
  enum class Kind : uint8_t { kUnknown, kNamed, kString, kInteger, kFloat, kBoolean, kNull };
  Kind kind = Kind::kUnknown;
  std::string name;
  std::string arguments;
  int pointers = 0;
  uint32_t node = kNoNode;

  bool known() const { return kind != Kind::kUnknown; }
};

/// Reads a type; kUnknown for text that is none.
Type parse_type(std::string_view text);
/// Whether an expression of type `found` is one of type `wanted`. What one of them leaves out is not
/// compared: a name without its package is every type of that name, one without arguments has any. Literals
/// are of the types that languages give them, and null is any pointer.
bool is_of_type(const Type& wanted, const Type& found);
/// A word that a file must hold for an expression in it to be of the type; empty where there need be none, as
/// where literals are of it.
std::string required_word(const Type& wanted);

class Types {
 public:
  /// Both must outlive this.
  Types(const FlatTree& tree, const Names& names);

  Type of(uint32_t node) const { return of(node, 0); }
  /// Whether an identifier is where a variable, parameter or field is declared, rather than a use of it.
  bool declares(uint32_t node) const { return declared_here_.contains(node); }

 private:
  /// `value`: what the declaration gives the variable, for types that it leaves open (`var`, `auto`, or none
  /// at all). With neither it says nothing.
  struct Declaration {
    uint32_t type = kNoNode;
    int pointers = 0;
    uint32_t value = kNoNode;
  };

  void collect();
  void collect_typed(uint32_t type);
  void collect_untyped(uint32_t owner);
  /// `owner`: the node that declares, of which `declarator` is a part.
  void declare(uint32_t owner, uint32_t declarator, Declaration declaration);
  void declare_field(uint32_t owner, uint32_t name, const Declaration& declaration);
  /// Adds to what is known by name. Once two differ the name alone says nothing, whatever a third one is.
  template <typename Map, typename Key>
  void note(Map& map, Key key, const Declaration& declaration) const;
  bool same_type(const Declaration& a, const Declaration& b) const;
  bool is_field(uint32_t owner) const;
  std::string_view class_around(uint32_t node) const;
  /// Fields are reached through an object alone: `this.x`, never `x`.
  bool fields_need_object() const;
  Type of(uint32_t node, int depth) const;
  Type declared(const Declaration& declaration, int depth) const;
  Type literal(uint32_t node) const;
  Type member(uint32_t node, int depth) const;
  Type cast(uint32_t node, int depth) const;
  Type written_at(uint32_t type) const;
  const Declaration* declaration_of(uint32_t name) const;
  uint32_t type_child(uint32_t node) const;

  const FlatTree& tree_;
  const Names& names_;
  std::unordered_map<uint32_t, Declaration> by_definition_;
  /// What is declared outside of every scope, and fields; a name declared twice with different types is not
  /// known.
  std::unordered_map<std::string_view, Declaration> by_name_;
  /// Fields, in languages where a name alone is none.
  std::unordered_map<std::string_view, Declaration> fields_;
  /// Fields by "Class.field".
  std::unordered_map<std::string, Declaration> by_class_;
  std::unordered_map<uint32_t, bool> declared_here_;
};

}  // namespace broch::scan
