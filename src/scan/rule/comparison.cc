#include "scan/rule/comparison.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>

#include "core/number.h"
#include "core/text.h"
#include "scan/rule/comparison_node.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxExpression = 4 << 10;
constexpr size_t kMaxString = 16 << 10;

// Every function answers opaque for operands it is not defined on.

std::optional<double> as_number(const Value& value) {
  if (const auto* integer = std::get_if<int64_t>(&value.data)) return static_cast<double>(*integer);
  if (const auto* number = std::get_if<double>(&value.data)) return *number;
  return std::nullopt;
}

/// Numbers compare by value; values of different kinds are unequal.
bool same(const Value& a, const Value& b) {
  const auto x = as_number(a), y = as_number(b);
  if (x && y) return *x == *y;
  if (a.data.index() != b.data.index()) return false;
  if (const auto* list = std::get_if<Value::List>(&a.data)) {
    const auto& other = std::get<Value::List>(b.data);
    return std::equal(list->begin(), list->end(), other.begin(), other.end(), same);
  }
  if (const auto* text = std::get_if<std::string>(&a.data)) return *text == std::get<std::string>(b.data);
  if (const auto* flag = std::get_if<bool>(&a.data)) return *flag == std::get<bool>(b.data);
  return false;
}

bool has_opaque(const Value& value) {
  const auto* list = std::get_if<Value::List>(&value.data);
  return value.opaque() || (list != nullptr && std::any_of(list->begin(), list->end(), has_opaque));
}

Value contains(const Value& item, const Value& container) {
  if (const auto* list = std::get_if<Value::List>(&container.data)) {
    return {std::any_of(list->begin(), list->end(), [&](const Value& one) { return same(one, item); })};
  }
  const auto* text = std::get_if<std::string>(&container.data);
  const auto* part = std::get_if<std::string>(&item.data);
  if (text == nullptr || part == nullptr) return {};
  return {text->find(*part) != std::string::npos};
}

Value compare(const Value& a, Comparator how, const Value& b) {
  if (has_opaque(a) || has_opaque(b)) return {};
  if (how == Comparator::kEqual) return {same(a, b)};
  if (how == Comparator::kNotEqual) return {!same(a, b)};
  if (how == Comparator::kIn || how == Comparator::kNotIn) {
    Value found = contains(a, b);
    if (bool* flag = std::get_if<bool>(&found.data)) *flag = *flag == (how == Comparator::kIn);
    return found;
  }
  int order = 0;
  const auto x = as_number(a), y = as_number(b);
  const auto* s = std::get_if<std::string>(&a.data);
  const auto* t = std::get_if<std::string>(&b.data);
  if (x && y) {
    if (std::isnan(*x) || std::isnan(*y)) return {false};
    order = *x < *y ? -1 : *x > *y;
  } else if (s != nullptr && t != nullptr) {
    order = s->compare(*t);
  } else {
    return {};
  }
  switch (how) {
    case Comparator::kLess:
      return {order < 0};
    case Comparator::kLessEqual:
      return {order <= 0};
    case Comparator::kGreater:
      return {order > 0};
    default:
      return {order >= 0};
  }
}

Value arithmetic(Operation operation, const Value& a, const Value& b) {
  const auto* s = std::get_if<std::string>(&a.data);
  const auto* t = std::get_if<std::string>(&b.data);
  if (operation == Operation::kAdd && s != nullptr && t != nullptr) {
    if (s->size() + t->size() > kMaxString) return {};
    return {*s + *t};
  }
  const auto* i = std::get_if<int64_t>(&a.data);
  const auto* j = std::get_if<int64_t>(&b.data);
  if (i != nullptr && j != nullptr) {
    int64_t out = 0;
    switch (operation) {
      case Operation::kAdd:
        return __builtin_add_overflow(*i, *j, &out) ? Value{} : Value{out};
      case Operation::kSubtract:
        return __builtin_sub_overflow(*i, *j, &out) ? Value{} : Value{out};
      case Operation::kMultiply:
        return __builtin_mul_overflow(*i, *j, &out) ? Value{} : Value{out};
      default:
        break;
    }
    if (*j == 0 || (*i == INT64_MIN && *j == -1)) return {};
    // As in Python the remainder has the sign of the divisor.
    if (operation == Operation::kRemainder) {
      const int64_t remainder = *i % *j;
      return {remainder != 0 && (remainder < 0) != (*j < 0) ? remainder + *j : remainder};
    }
    if (*i % *j == 0) return {*i / *j};
  }
  const auto x = as_number(a), y = as_number(b);
  if (!x || !y) return {};
  switch (operation) {
    case Operation::kAdd:
      return {*x + *y};
    case Operation::kSubtract:
      return {*x - *y};
    case Operation::kMultiply:
      return {*x * *y};
    default:
      break;
  }
  if (*y == 0) return {};
  return {operation == Operation::kDivide ? *x / *y : *x - *y * std::floor(*x / *y)};
}

std::optional<std::string> as_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) return *text;
  if (const auto* integer = std::get_if<int64_t>(&value.data)) return std::to_string(*integer);
  if (const auto* flag = std::get_if<bool>(&value.data)) return *flag ? "True" : "False";
  if (const auto* number = std::get_if<double>(&value.data)) {
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, *number).ptr;
    return std::string(buffer, end);
  }
  return std::nullopt;
}

Value to_integer(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) return integer_value(*text, 10);
  if (const auto* flag = std::get_if<bool>(&value.data)) return {int64_t{*flag}};
  if (const auto* number = std::get_if<double>(&value.data)) {
    if (!(std::abs(*number) < 9e18)) return {};
    return {static_cast<int64_t>(*number)};
  }
  return std::holds_alternative<int64_t>(value.data) ? value : Value{};
}

/// Days are seconds since 1970, as time stamps elsewhere.
Value day_value(std::chrono::sys_days day) {
  return {std::chrono::duration_cast<std::chrono::seconds>(day.time_since_epoch()).count()};
}

/// "2024-01-31".
Value parse_day(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '-');
  int numbers[3] = {};
  if (parts.size() != 3) return {};
  for (size_t i = 0; i < 3; ++i) {
    const std::optional<int> part = parse_number<int>(parts[i]);
    if (!part) return {};
    numbers[i] = *part;
  }
  const std::chrono::year_month_day day{std::chrono::year(numbers[0]),
                                        std::chrono::month(static_cast<unsigned>(numbers[1])),
                                        std::chrono::day(static_cast<unsigned>(numbers[2]))};
  return day.ok() ? day_value(day) : Value{};
}

Value logic(Operation operation, const Value& a, const Value& b) {
  const auto* x = std::get_if<bool>(&a.data);
  const auto* y = std::get_if<bool>(&b.data);
  if (x == nullptr || y == nullptr) return {};
  return {operation == Operation::kAnd ? *x && *y : *x || *y};
}

Value evaluate_node(const Comparison::Node& node, const std::vector<Value>& values) {
  const auto operand = [&](size_t i) -> const Value& { return values[node.operands[i]]; };
  switch (node.operation) {
    case Operation::kList: {
      Value::List list;
      for (const uint32_t item : node.operands) list.push_back(values[item]);
      return {std::move(list)};
    }
    case Operation::kAnd:
    case Operation::kOr:
      return logic(node.operation, operand(0), operand(1));
    case Operation::kNot: {
      const auto* flag = std::get_if<bool>(&operand(0).data);
      return flag == nullptr ? Value{} : Value{!*flag};
    }
    case Operation::kNegate:
      return arithmetic(Operation::kSubtract, {int64_t{0}}, operand(0));
    case Operation::kCompare: {
      Value result{true};
      for (size_t i = 0; i < node.comparators.size(); ++i) {
        result = logic(Operation::kAnd, result, compare(operand(i), node.comparators[i], operand(i + 1)));
      }
      return result;
    }
    case Operation::kInt:
      return to_integer(operand(0));
    case Operation::kStr: {
      auto text = as_text(operand(0));
      return text ? Value{*std::move(text)} : Value{};
    }
    case Operation::kLower:
    case Operation::kUpper: {
      const auto* text = std::get_if<std::string>(&operand(0).data);
      if (text == nullptr) return {};
      std::string out = to_lower(*text);
      if (node.operation == Operation::kUpper) {
        for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      }
      return {std::move(out)};
    }
    case Operation::kStrptime: {
      const auto* text = std::get_if<std::string>(&operand(0).data);
      return text == nullptr ? Value{} : parse_day(*text);
    }
    case Operation::kMatch: {
      const auto text = as_text(operand(1));
      if (!text) return {};
      RegexMatch ignored;
      Work work;
      const bool found = node.regex->search(*text, work, ignored);
      return work.search_ended ? Value{} : Value{found};
    }
    default:
      return arithmetic(node.operation, operand(0), operand(1));
  }
}

}  // namespace

Comparison::Comparison() = default;
Comparison::Comparison(Comparison&&) noexcept = default;
Comparison& Comparison::operator=(Comparison&&) noexcept = default;
Comparison::~Comparison() = default;

Result<Comparison> Comparison::compile(std::string_view expression) {
  if (expression.size() > kMaxExpression) {
    return fail(ErrorKind::kInput, "the comparison is longer than 4 KB");
  }
  Comparison out;
  BROCH_CHECK(parse_comparison(expression, out.nodes_, out.variables_));
  return out;
}

bool Comparison::holds(const Lookup& lookup, std::chrono::sys_days today) const {
  std::vector<Value> values;
  values.reserve(nodes_.size());
  for (const Node& node : nodes_) {
    switch (node.operation) {
      case Operation::kLiteral:
        values.push_back(node.literal);
        break;
      case Operation::kVariable:
        values.push_back(lookup(node.variable));
        break;
      case Operation::kToday:
        values.push_back(day_value(today));
        break;
      default:
        values.push_back(evaluate_node(node, values));
    }
  }
  const auto* result = std::get_if<bool>(&values.back().data);
  return result != nullptr && *result;
}

}  // namespace broch::scan
