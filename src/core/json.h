// JSON values: read strictly with the place of every value, built and written compactly.
//
//   BROCH_TRY(json::Value root, json::parse(bytes, {.file = path}));
//   std::optional<std::string_view> model = root.get_string("model");
//   std::string out = json::dump(json::Object{{"run", id}, {"status", "complete"}});
//
// Reading refuses duplicate keys, trailing bytes, ill-formed UTF-8 and nesting beyond `max_depth`. Lone
// surrogates in \u escapes survive a read and a write.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/error.h"
#include "core/finding.h"

namespace broch::json {

class Value;
struct Member;
using Array = std::vector<Value>;

/// Members in file order. Lookup is linear: objects from outside are small, and order is part of the bytes.
class Object {
 public:
  Object();
  Object(std::initializer_list<Member> members);
  Object(const Object& other);
  Object(Object&& other) noexcept;
  Object& operator=(const Object& other);
  Object& operator=(Object&& other) noexcept;
  ~Object();

  const Value* find(std::string_view key) const;
  Value* find(std::string_view key);
  /// Replaces the value of an existing key or appends.
  void set(std::string key, Value value);
  void append(std::string key, Value value);
  void erase(std::string_view key);

  size_t size() const;
  bool empty() const;
  // Pointers to members, in order.
  const Member* begin() const;
  const Member* end() const;
  Member* begin();
  Member* end();

 private:
  std::vector<Member> members_;
};

class Value {
 public:
  Value() = default;  // null
  Value(std::nullptr_t) {}
  Value(bool value) : data_(value) {}
  Value(int value) : data_(static_cast<int64_t>(value)) {}
  Value(int64_t value) : data_(value) {}
  Value(uint64_t value);
  Value(double value) : data_(value) {}
  Value(const char* value) : data_(std::string(value)) {}
  Value(std::string_view value) : data_(std::string(value)) {}
  Value(std::string value) : data_(std::move(value)) {}
  Value(Array value) : data_(std::move(value)) {}
  Value(Object value) : data_(std::move(value)) {}
  /// Null when there is none.
  template <typename T>
  Value(const std::optional<T>& value) {
    if (value) *this = Value(*value);
  }
  static Value strings(const std::vector<std::string>& values);
  static Value string_map(const std::map<std::string, std::string>& members);

  bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
  bool is_bool() const { return std::holds_alternative<bool>(data_); }
  bool is_integer() const { return std::holds_alternative<int64_t>(data_); }
  bool is_number() const { return is_integer() || std::holds_alternative<double>(data_); }
  bool is_string() const { return std::holds_alternative<std::string>(data_); }
  bool is_array() const { return std::holds_alternative<Array>(data_); }
  bool is_object() const { return std::holds_alternative<Object>(data_); }

  // Preconditions: the value has that type.
  bool as_bool() const { return std::get<bool>(data_); }
  int64_t as_integer() const { return std::get<int64_t>(data_); }
  double as_double() const;
  const std::string& as_string() const { return std::get<std::string>(data_); }
  std::string& as_string() { return std::get<std::string>(data_); }
  const Array& as_array() const { return std::get<Array>(data_); }
  Array& as_array() { return std::get<Array>(data_); }
  const Object& as_object() const { return std::get<Object>(data_); }
  Object& as_object() { return std::get<Object>(data_); }

  /// The member of an object; nothing when this is no object or has no such key.
  const Value* find(std::string_view key) const;
  /// RFC 6901, e.g. "/choices/0/message/content"; nothing when a step does not exist.
  const Value* at_pointer(std::string_view pointer) const;
  // A member of the wanted type, or nothing.
  std::optional<std::string_view> get_string(std::string_view key) const;
  std::optional<int64_t> get_integer(std::string_view key) const;
  std::optional<double> get_double(std::string_view key) const;
  std::optional<bool> get_bool(std::string_view key) const;
  const Array* get_array(std::string_view key) const;

  /// "string", "number", "object", ...
  const char* type_name() const;
  /// The bytes of this value in the parsed text, for byte-preserving edits; {0,0} for a built value.
  Span span() const { return span_; }
  void set_span(Span span) { span_ = span; }

  friend bool operator==(const Value& a, const Value& b);

 private:
  std::variant<std::monostate, bool, int64_t, double, std::string, Array, Object> data_;
  Span span_;
};

struct Member {
  std::string key;
  Value value;
};

// Defined where Member is complete: clang instantiates a vector's members eagerly.
inline Object::Object() = default;
inline Object::Object(const Object& other) = default;
inline Object::Object(Object&& other) noexcept = default;
inline Object& Object::operator=(const Object& other) = default;
inline Object& Object::operator=(Object&& other) noexcept = default;
inline Object::~Object() = default;
inline size_t Object::size() const { return members_.size(); }
inline bool Object::empty() const { return members_.empty(); }
inline const Member* Object::begin() const { return members_.data(); }
inline const Member* Object::end() const { return members_.data() + members_.size(); }
inline Member* Object::begin() { return members_.data(); }
inline Member* Object::end() { return members_.data() + members_.size(); }

struct ParseOptions {
  std::string file = {};  ///< named in errors
  int first_line = 1;     ///< line number of the first byte, for a line of a JSON-lines file
  int max_depth = 128;
  bool allow_nan = false;  ///< read bare NaN, Infinity, -Infinity (foreign logs) as numbers
};

Result<Value> parse(std::string_view text, const ParseOptions& options = {});

/// Compact when `indent` is 0. Non-finite numbers are written as null. Output is valid UTF-8; bytes that are
/// not, and lone surrogates, are escaped as \ud8xx.
std::string dump(const Value& value, int indent = 0);
/// The quoted form of a string.
std::string quote(std::string_view text);
/// Members sorted by key, no white space: the same value gives the same bytes. For hashing.
std::string canonical(const Value& value);

}  // namespace broch::json
