// YAML as configuration: a small tree in which every node knows its line and column. Refused with an error:
// duplicate keys, aliases that form cycles or expand beyond 100,000 nodes, ill-formed UTF-8, nesting beyond
// 100, several documents, keys that are not scalars. JSON is read too (it is a subset in practice).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/json.h"

namespace broch::yaml {

class Node {
 public:
  enum class Kind { kNull, kScalar, kSequence, kMap };

  Kind kind = Kind::kNull;
  int line = 0;    ///< from 1
  int column = 0;  ///< from 1
  std::string scalar;
  bool quoted = false;  ///< a quoted or block scalar is always a string: "true" is not true
  std::vector<Node> items;
  std::vector<std::pair<Node, Node>> members;

  Node();
  Node(const Node& other);
  Node(Node&& other) noexcept;
  Node& operator=(const Node& other);
  Node& operator=(Node&& other) noexcept;
  ~Node();

  bool is_null() const { return kind == Kind::kNull; }
  bool is_scalar() const { return kind == Kind::kScalar; }
  bool is_sequence() const { return kind == Kind::kSequence; }
  bool is_map() const { return kind == Kind::kMap; }

  /// The value of a key; nothing when this is no map or has no such key.
  const Node* find(std::string_view key) const;
  Place place(const std::string& file) const { return {file, line, column}; }
  const char* kind_name() const;

  // Core-schema readings of a plain scalar; nothing when it is not of that type.
  std::optional<bool> as_bool() const;
  std::optional<int64_t> as_integer() const;
  std::optional<double> as_double() const;
  /// Null, booleans and numbers by the core schema, everything else a string.
  json::Value to_json() const;
};

// Defined where Node is complete: a pair of Nodes asks clang for these before that.
inline Node::Node() = default;
inline Node::Node(const Node& other) = default;
inline Node::Node(Node&& other) noexcept = default;
inline Node& Node::operator=(const Node& other) = default;
inline Node& Node::operator=(Node&& other) noexcept = default;
inline Node::~Node() = default;

Result<Node> parse(std::string_view text, const std::string& file);
/// Reads and parses a file of at most `max_bytes`.
Result<Node> load(const std::string& path, size_t max_bytes = 16 << 20);

}  // namespace broch::yaml
