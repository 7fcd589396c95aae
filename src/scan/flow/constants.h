// Values that a file's own text settles before it runs.
//
//   const c = "ls"; run(c + " -l")      of(c + " -l") is the string "ls -l"
//   if (a) c = "x"; else c = "y"; f(c)  of(c) is some string
//
// Two analyses, each made when first asked for. Without regard to order, a variable that is written once has
// that value everywhere. In order, each function (and the file's outermost code) is run over values that MUST
// hold: where paths join, equal literals stay, different ones of a type become "some constant of that type",
// and what one path leaves open is unknown. Calls change no variables, except that of a method called as a
// statement. Work is linear in the file; what nests deeper than kMaxNesting is taken as unknown.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scan/tree/scopes.h"

namespace broch::scan {

/// A value. Strings are as written, escapes and all. kSome...: some constant of that type.
struct Constant {
  enum class Kind : uint8_t {
    kUnknown,
    kString,
    kInteger,
    kFloat,
    kBoolean,
    kSomeString,
    kSomeNumber,
    kSomeBoolean,
  };
  Kind kind = Kind::kUnknown;
  std::string_view text = {};  ///< of kString
  int64_t integer = 0;         ///< of kInteger and, 0 or 1, of kBoolean
  double real = 0;             ///< of kFloat

  bool known() const { return kind != Kind::kUnknown; }
  bool is_string() const { return kind == Kind::kString || kind == Kind::kSomeString; }
  bool is_number() const {
    return kind == Kind::kInteger || kind == Kind::kFloat || kind == Kind::kSomeNumber;
  }
  /// Equal literals; "some" values equal nothing.
  bool same_literal(const Constant& other) const;
};

class Constants {
 public:
  /// Both must outlive this.
  Constants(const FlatTree& tree, const Scopes& scopes);
  ~Constants();

  /// The value of an expression.
  Constant of(uint32_t node) const;
  /// The expression that was last assigned to the variable at this place, on every path: `e` after x = e. Or
  /// kNoNode.
  uint32_t assigned(uint32_t name) const;

  static constexpr int kMaxNesting = 200;

 private:
  friend class FlowAnalysis;
  struct Value;
  struct State;

  Constant evaluate(uint32_t node, int depth) const;
  Constant unary(uint32_t node, int depth) const;
  Constant binary(uint32_t node, int depth) const;
  Constant operate(std::string_view op, const Constant& a, uint32_t right, int depth) const;
  Constant combined(std::string_view op, const Constant& a, const Constant& b) const;
  Constant interpolated(uint32_t node, int depth) const;
  Constant formatted(uint32_t call, int depth) const;
  Constant filled(const Constant& format, std::string_view mark, const std::vector<uint32_t>& arguments,
                  int depth) const;
  Constant of_name(uint32_t node, int depth) const;
  Constant of_field(uint32_t node, int depth) const;
  Constant of_defined(uint32_t name, int depth) const;
  Constant of_value(uint32_t node, int depth) const;
  Constant concatenate(const Constant& a, const Constant& b) const;
  std::string_view keep(std::string text) const;
  /// What the flow analysis says of a variable where it is used; null when that is another function's.
  const Value* flow_value(uint32_t name) const;
  void analyse(uint32_t function) const;
  void prepare() const;
  void collect_fields() const;
  void collect_defined() const;

  const FlatTree& tree_;
  const Scopes& scopes_;
  std::unique_ptr<State> state_;
};

/// The constant that a literal of the code is, without looking at anything else.
Constant literal_constant(const FlatTree& tree, uint32_t node);
/// What a variable holds that has one value or the other.
Constant join(const Constant& a, const Constant& b);

}  // namespace broch::scan
