// Reading: simdjson finds the tokens and checks UTF-8 and structure; strings and numbers are decoded here,
// because lone surrogates have to survive and integers beyond 64 bits have to be read.
#include <fmt/core.h>
#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <set>

#include "core/json.h"
#include "core/json_quotes.h"
#include "core/text.h"

namespace broch::json {
namespace {

namespace ondemand = simdjson::ondemand;

/// Where and why reading stopped.
struct Problem {
  size_t offset;
  std::string what;
  std::string remedy;
};

constexpr const char* kCheck =
    "look for a comma, bracket or quote that is missing or too many, here or before";
constexpr const char* kOneValue =
    "take out what follows, or put several values into one list `[…]`; in JSON Lines each has its own line";
constexpr const char* kWords =
    "a text stands in double quotes, true, false and null in small letters; write null for NaN or None";
constexpr const char* kNumbers = "write a number as 12, -0.5 or 2e10, and null for NaN or Infinity";
constexpr const char* kEscapes = R"(escapes are \" \ \/ \b \f \n \r \t and \u with four hex digits)";

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

class Builder {
 public:
  Builder(std::string_view text, const ParseOptions& options) : text_(text), options_(options) {}

  std::expected<Value, Problem> document(ondemand::document& doc) {
    ondemand::json_type type;
    if (auto code = doc.type().get(type)) return std::unexpected(problem(code, doc));
    std::expected<Value, Problem> value;
    if (type == ondemand::json_type::object || type == ondemand::json_type::array) {
      ondemand::value root;
      if (auto code = doc.get_value().get(root)) return std::unexpected(problem(code, doc));
      value = container_or_scalar(root, doc, 1);
    } else {
      value = scalar(trimmed_root());
    }
    return value;
  }

 private:
  std::string_view trimmed_root() const { return trim(text_); }

  size_t offset_of(const char* pointer) const {
    // Tokens lie in simdjson's padded copy of the text.
    return static_cast<size_t>(pointer - base_);
  }

 public:
  void set_base(const char* base) { base_ = base; }

 private:
  Problem problem(simdjson::error_code code, ondemand::document& doc) {
    const char* location = nullptr;
    size_t offset = text_.size();
    if (!doc.current_location().get(location) && location != nullptr)
      offset = std::min(offset_of(location), text_.size());
    if (code == simdjson::DEPTH_ERROR) return too_deep(offset);
    return {offset, simdjson::error_message(code), kCheck};
  }

  Problem too_deep(size_t offset) const {
    return {offset, fmt::format("nested deeper than {} levels", options_.max_depth), "flatten the value"};
  }

  /// The end of the container that has just been read: the token before the one the reader stands on.
  size_t container_end(ondemand::document& doc) {
    const char* location = nullptr;
    size_t end = text_.size();
    if (!doc.current_location().get(location) && location != nullptr)
      end = std::min(offset_of(location), text_.size());
    while (end > 0 && is_space(text_[end - 1])) --end;
    return end;
  }

  std::expected<Value, Problem> container_or_scalar(ondemand::value value, ondemand::document& doc,
                                                    int depth) {
    ondemand::json_type type;
    if (auto code = value.type().get(type)) {
      // A bare NaN or Infinity has no type.
      if (code == simdjson::INCORRECT_TYPE || code == simdjson::TAPE_ERROR)
        return scalar_token(value.raw_json_token());
      return std::unexpected(problem(code, doc));
    }
    switch (type) {
      case ondemand::json_type::object:
        return object(value, doc, depth);
      case ondemand::json_type::array:
        return array(value, doc, depth);
      default:
        return scalar_token(value.raw_json_token());
    }
  }

  /// The iterator steps over a scalar that was looked at but not read.
  std::expected<Value, Problem> scalar_token(std::string_view token) {
    return scalar(text_.substr(offset_of(token.data()), trim(token).size()));
  }

  std::expected<Value, Problem> object(ondemand::value value, ondemand::document& doc, int depth) {
    const size_t begin = offset_of(value.raw_json_token().data());
    if (depth > options_.max_depth) return std::unexpected(too_deep(begin));
    ondemand::object fields;
    if (auto code = value.get_object().get(fields)) return std::unexpected(problem(code, doc));
    Object result;
    std::set<std::string, std::less<>> large_keys;  // linear search is quadratic on hostile objects
    for (auto&& field_result : fields) {
      ondemand::field field;
      if (auto code = std::move(field_result).get(field)) return std::unexpected(problem(code, doc));
      const size_t key_at = offset_of(field.key().raw()) - 1;
      auto key = decode_string(key_at);
      if (!key) return std::unexpected(key.error());
      if (!large_keys.insert(key->as_string()).second) {
        return std::unexpected(Problem{key_at,
                                       fmt::format("duplicate key `{}`", ellipsize(key->as_string(), 60)),
                                       "keep one of the two"});
      }
      auto member = container_or_scalar(field.value(), doc, depth + 1);
      if (!member) return member;
      result.append(key->as_string(), *std::move(member));
    }
    Value out(std::move(result));
    out.set_span({begin, container_end(doc)});
    return out;
  }

  std::expected<Value, Problem> array(ondemand::value value, ondemand::document& doc, int depth) {
    const size_t begin = offset_of(value.raw_json_token().data());
    if (depth > options_.max_depth) return std::unexpected(too_deep(begin));
    ondemand::array items;
    if (auto code = value.get_array().get(items)) return std::unexpected(problem(code, doc));
    Array result;
    for (auto&& item_result : items) {
      ondemand::value item;
      if (auto code = std::move(item_result).get(item)) return std::unexpected(problem(code, doc));
      auto element = container_or_scalar(item, doc, depth + 1);
      if (!element) return element;
      result.push_back(*std::move(element));
    }
    Value out(std::move(result));
    out.set_span({begin, container_end(doc)});
    return out;
  }

  std::expected<Value, Problem> scalar(std::string_view token) {
    const size_t begin = static_cast<size_t>(token.data() - text_.data());
    if (token.empty()) return std::unexpected(Problem{begin, "expected a value", kCheck});
    if (token.front() == '"') {
      auto value = decode_string(begin);
      if (value && value->span().end != begin + token.size()) {
        return std::unexpected(Problem{value->span().end, "unexpected bytes after a string", kCheck});
      }
      return value;
    }
    std::expected<Value, Problem> value = number_or_word(token, begin);
    if (value) value->set_span({begin, begin + token.size()});
    return value;
  }

  std::expected<Value, Problem> number_or_word(std::string_view token, size_t begin) const {
    if (token == "true") return Value(true);
    if (token == "false") return Value(false);
    if (token == "null") return Value();
    if (options_.allow_nan) {
      if (token == "NaN") return Value(std::numeric_limits<double>::quiet_NaN());
      if (token == "Infinity") return Value(std::numeric_limits<double>::infinity());
      if (token == "-Infinity") return Value(-std::numeric_limits<double>::infinity());
    }
    bool integral = false;
    if (!is_number(token, integral)) {
      const bool numeric = std::string_view("+-.0123456789").contains(token.front());
      return std::unexpected(
          Problem{begin, fmt::format("`{}` is no JSON value", ellipsize(sanitize_utf8(token), 40)),
                  numeric ? kNumbers : kWords});
    }
    const char* end = token.data() + token.size();
    int64_t whole = 0;
    if (integral && std::from_chars(token.data(), end, whole).ec == std::errc{}) return Value(whole);
    double real = 0;
    const auto [last, error] = std::from_chars(token.data(), end, real);
    if (error == std::errc::result_out_of_range) {
      // 1e-999 reads as 0; 1e999 has no value.
      const bool tiny = token.find("e-") != std::string_view::npos ||
                        token.find("E-") != std::string_view::npos ||
                        token.find_first_of("eE") == std::string_view::npos;
      if (tiny && integral == false) return Value(0.0);
      return std::unexpected(
          Problem{begin, "number out of range", "write it as a string, or smaller than 1e308"});
    }
    return Value(real);
  }

  static bool is_number(std::string_view t, bool& integral) {
    size_t i = 0;
    const auto digits = [&] {
      const size_t start = i;
      while (i < t.size() && t[i] >= '0' && t[i] <= '9') ++i;
      return i - start;
    };
    if (i < t.size() && t[i] == '-') ++i;
    const bool zero = i < t.size() && t[i] == '0';
    const size_t whole = digits();
    if (whole == 0 || (zero && whole > 1)) return false;
    integral = true;
    if (i < t.size() && t[i] == '.') {
      integral = false;
      ++i;
      if (digits() == 0) return false;
    }
    if (i < t.size() && (t[i] == 'e' || t[i] == 'E')) {
      integral = false;
      ++i;
      if (i < t.size() && (t[i] == '+' || t[i] == '-')) ++i;
      if (digits() == 0) return false;
    }
    return i == t.size();
  }

  static int hex4(std::string_view digits) {
    unsigned value = 0;
    const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return digits.size() == 4 && error == std::errc{} && last == digits.data() + 4 ? static_cast<int>(value)
                                                                                   : -1;
  }

  /// The string whose opening quote is at `begin`. simdjson has checked UTF-8 and control characters.
  std::expected<Value, Problem> decode_string(size_t begin) const {
    std::string out;
    size_t i = begin + 1;
    for (;;) {
      const size_t plain = std::min(text_.find_first_of("\"\\", i), text_.size());
      out.append(text_, i, plain - i);
      i = plain;
      if (i >= text_.size()) return std::unexpected(Problem{begin, "unclosed string", kCheck});
      if (text_[i] == '"') break;
      const auto bad = [&] { return std::unexpected(Problem{i, "invalid escape in a string", kEscapes}); };
      if (i + 1 >= text_.size()) return bad();
      switch (text_[i + 1]) {
        case '"':
          out += '"';
          break;
        case '\\':
          out += '\\';
          break;
        case '/':
          out += '/';
          break;
        case 'b':
          out += '\b';
          break;
        case 'f':
          out += '\f';
          break;
        case 'n':
          out += '\n';
          break;
        case 'r':
          out += '\r';
          break;
        case 't':
          out += '\t';
          break;
        case 'u': {
          int unit = hex4(text_.substr(i + 2, 4));
          if (unit < 0) return bad();
          char32_t code_point = static_cast<char32_t>(unit);
          if (unit >= 0xD800 && unit <= 0xDBFF && text_.substr(i + 6, 2) == "\\u") {
            const int low = hex4(text_.substr(i + 8, 4));
            if (low >= 0xDC00 && low <= 0xDFFF) {
              code_point = 0x10000 + ((static_cast<char32_t>(unit) - 0xD800) << 10) +
                           (static_cast<char32_t>(low) - 0xDC00);
              i += 6;
            }
          }
          append_utf8(out, code_point);
          i += 4;
          break;
        }
        default:
          return bad();
      }
      i += 2;
    }
    Value value(std::move(out));
    value.set_span({begin, i + 1});
    return value;
  }

  std::string_view text_;
  const ParseOptions& options_;
  const char* base_ = nullptr;
};

Error error_at(std::string_view text, const ParseOptions& options, const Problem& problem) {
  const LineColumn at = LineIndex(text).at(problem.offset);
  return {ErrorKind::kInput,
          problem.what,
          {options.file, at.line + options.first_line - 1, at.column},
          problem.remedy};
}

}  // namespace

Result<Value> parse(std::string_view text, const ParseOptions& options) {
  const auto failed = [&](size_t offset, std::string what, std::string remedy = {}) {
    return std::unexpected(error_at(text, options, {offset, std::move(what), std::move(remedy)}));
  };
  if (trim(text).empty())
    return failed(0, "expected JSON, found nothing", "check that this is the file that was meant");
  if (const auto invalid = find_invalid_utf8(text)) {
    return failed(*invalid, "not UTF-8", "convert the file to UTF-8 (it may be Latin-1 or UTF-16)");
  }
  const simdjson::padded_string padded(text);
  ondemand::parser parser;
  ondemand::document doc;
  // One level more than we allow, so that our own check, which knows the place, comes first.
  if (auto code = parser.allocate(padded.size(), static_cast<size_t>(options.max_depth) + 2)) {
    return failed(0, simdjson::error_message(code));
  }
  if (auto code = parser.iterate(padded).get(doc)) {
    if (auto bad = find_bad_string(text)) return failed(bad->offset, bad->what, bad->remedy);
    return failed(text.size(), simdjson::error_message(code), kCheck);
  }
  Builder builder(text, options);
  builder.set_base(padded.data());
  auto value = builder.document(doc);
  if (!value) return std::unexpected(error_at(text, options, value.error()));
  size_t end = value->span().end;
  while (end < text.size() && is_space(text[end])) ++end;
  if (end < text.size()) return failed(end, "unexpected bytes after the value", kOneValue);
  return *std::move(value);
}

}  // namespace broch::json
