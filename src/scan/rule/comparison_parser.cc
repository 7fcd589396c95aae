// Recursive descent over the part of Python that comparisons may use.
#include <algorithm>
#include <cctype>
#include <optional>

#include "scan/lex/word.h"
#include "scan/rule/comparison_node.h"

namespace broch::scan {
namespace {

constexpr int kMaxComparisonDepth = 50;

/// Functions with the number of their arguments.
struct Function {
  std::string_view name;
  Operation operation;
  size_t arguments;
};
constexpr Function kFunctions[] = {
    {"int", Operation::kInt, 1},        {"str", Operation::kStr, 1},
    {"lower", Operation::kLower, 1},    {"upper", Operation::kUpper, 1},
    {"today", Operation::kToday, 0},    {"strptime", Operation::kStrptime, 1},
    {"re.match", Operation::kMatch, 2},
};

class Parser {
 public:
  Parser(std::string_view text, std::vector<Comparison::Node>& nodes, std::vector<std::string>& variables)
      : text_(text), nodes_(nodes), variables_(variables) {}

  Status parse() {
    BROCH_TRY(const uint32_t root, either());
    (void)root;
    skip();
    if (at_ < text_.size()) return error("unexpected `" + std::string(text_.substr(at_, 10)) + "`");
    return {};
  }

 private:
  using Index = Result<uint32_t>;

  std::unexpected<Error> error(const std::string& what) const {
    return fail(ErrorKind::kInput, what + " at character " + std::to_string(at_ + 1) + " of the comparison",
                {}, "docs/rules.md lists what a comparison may hold");
  }

  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
  }

  bool take(std::string_view symbol) {
    skip();
    if (!text_.substr(at_).starts_with(symbol)) return false;
    const size_t end = at_ + symbol.size();
    if (is_word_char(symbol.back()) && end < text_.size() && is_word_char(text_[end])) return false;
    at_ = end;
    return true;
  }

  uint32_t add(Comparison::Node node) {
    nodes_.push_back(std::move(node));
    return static_cast<uint32_t>(nodes_.size() - 1);
  }
  uint32_t add(Operation operation, std::vector<uint32_t> operands) {
    Comparison::Node node;
    node.operation = operation;
    node.operands = std::move(operands);
    return add(std::move(node));
  }
  uint32_t literal(Value value) {
    Comparison::Node node;
    node.literal = std::move(value);
    return add(std::move(node));
  }

  Index either() {
    BROCH_TRY(uint32_t left, both());
    while (take("or")) {
      BROCH_TRY(const uint32_t right, both());
      left = add(Operation::kOr, {left, right});
    }
    return left;
  }

  Index both() {
    BROCH_TRY(uint32_t left, negation());
    while (take("and")) {
      BROCH_TRY(const uint32_t right, negation());
      left = add(Operation::kAnd, {left, right});
    }
    return left;
  }

  Index negation() {
    if (!take("not")) return comparison();
    if (++depth_ > kMaxComparisonDepth) return error("nested more than 50 deep");
    BROCH_TRY(const uint32_t inner, negation());
    --depth_;
    return add(Operation::kNot, {inner});
  }

  std::optional<Comparator> comparator() {
    constexpr std::pair<std::string_view, Comparator> kSymbols[] = {
        {"==", Comparator::kEqual},     {"!=", Comparator::kNotEqual},
        {"<=", Comparator::kLessEqual}, {">=", Comparator::kGreaterEqual},
        {"<", Comparator::kLess},       {">", Comparator::kGreater},
        {"in", Comparator::kIn}};
    for (const auto& [symbol, comparator] : kSymbols) {
      if (take(symbol)) return comparator;
    }
    const size_t before = at_;
    if (take("not") && take("in")) return Comparator::kNotIn;
    at_ = before;
    return std::nullopt;
  }

  Index comparison() {
    BROCH_TRY(const uint32_t first, sum());
    Comparison::Node node;
    node.operation = Operation::kCompare;
    node.operands.push_back(first);
    while (const auto next = comparator()) {
      BROCH_TRY(const uint32_t operand, sum());
      node.comparators.push_back(*next);
      node.operands.push_back(operand);
    }
    return node.comparators.empty() ? first : add(std::move(node));
  }

  Index sum() {
    BROCH_TRY(uint32_t left, product());
    while (true) {
      const bool plus = take("+");
      if (!plus && !take("-")) return left;
      BROCH_TRY(const uint32_t right, product());
      left = add(plus ? Operation::kAdd : Operation::kSubtract, {left, right});
    }
  }

  Index product() {
    BROCH_TRY(uint32_t left, factor());
    while (true) {
      Operation operation = Operation::kMultiply;
      if (take("/")) {
        operation = Operation::kDivide;
      } else if (take("%")) {
        operation = Operation::kRemainder;
      } else if (!take("*")) {
        return left;
      }
      BROCH_TRY(const uint32_t right, factor());
      left = add(operation, {left, right});
    }
  }

  Index factor() {
    if (++depth_ > kMaxComparisonDepth) return error("nested more than 50 deep");
    Index out = take("-") ? negative() : atom();
    --depth_;
    return out;
  }

  Index negative() {
    BROCH_TRY(const uint32_t operand, factor());
    return add(Operation::kNegate, {operand});
  }

  Index atom() {
    skip();
    if (at_ == text_.size()) return error("an operand is missing");
    const char c = text_[at_];
    if (take("(")) {
      BROCH_TRY(const uint32_t inner, either());
      if (!take(")")) return error("`)` is missing");
      return inner;
    }
    if (take("[")) {
      BROCH_TRY(std::vector<uint32_t> items, list("]"));
      return add(Operation::kList, std::move(items));
    }
    if (c == '$') return variable();
    if (c == '"' || c == '\'') return string(false);
    if ((c == 'r' || c == 'R') && at_ + 1 < text_.size() &&
        (text_[at_ + 1] == '"' || text_[at_ + 1] == '\'')) {
      ++at_;
      return string(true);
    }
    if (std::isdigit(static_cast<unsigned char>(c)) || c == '.') return number();
    return call();
  }

  /// Items up to `close`, which is taken.
  Result<std::vector<uint32_t>> list(std::string_view close) {
    std::vector<uint32_t> items;
    while (!take(close)) {
      if (!items.empty() && !take(",")) return error("`,` or `" + std::string(close) + "` is missing");
      if (!items.empty() && take(close)) break;
      BROCH_TRY(const uint32_t item, either());
      items.push_back(item);
    }
    return items;
  }

  Index variable() {
    size_t end = at_ + 1;
    if (text_.substr(end).starts_with("...")) end += 3;
    const size_t begin = end;
    while (end < text_.size() && is_word_char(text_[end])) ++end;
    if (end == begin) return error("a metavariable is written `$NAME`");
    Comparison::Node node;
    node.operation = Operation::kVariable;
    node.variable = text_.substr(begin, end - begin);
    if (std::find(variables_.begin(), variables_.end(), node.variable) == variables_.end()) {
      variables_.push_back(node.variable);
    }
    at_ = end;
    return add(std::move(node));
  }

  Index string(bool raw) {
    const char quote = text_[at_++];
    std::string out;
    while (at_ < text_.size() && text_[at_] != quote) {
      char c = text_[at_++];
      if (c == '\\' && at_ < text_.size()) {
        const char next = text_[at_++];
        if (raw || std::string_view("\\'\"ntr").find(next) == std::string_view::npos) out += c;
        c = raw ? next : next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next;
      }
      out += c;
    }
    if (at_ == text_.size()) return error("a string does not end");
    ++at_;
    return literal({std::move(out)});
  }

  Index number() {
    size_t end = at_;
    while (end < text_.size() && (is_word_char(text_[end]) || text_[end] == '.')) ++end;
    const Value value = number_value(text_.substr(at_, end - at_));
    if (value.opaque()) return error("a number is malformed or too large");
    at_ = end;
    return literal(value);
  }

  Index call() {
    size_t end = at_;
    while (end < text_.size() && (is_word_char(text_[end]) || text_[end] == '.')) ++end;
    const std::string_view name = text_.substr(at_, end - at_);
    if (name.empty()) return error("unexpected `" + std::string(1, text_[at_]) + "`");
    if (name == "True" || name == "true" || name == "False" || name == "false") {
      at_ = end;
      return literal({name[0] == 'T' || name[0] == 't'});
    }
    const auto* function = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                        [&](const Function& one) { return one.name == name; });
    if (function == std::end(kFunctions)) return error("`" + std::string(name) + "` is not known");
    at_ = end;
    if (!take("(")) return error("`(` is missing");
    BROCH_TRY(std::vector<uint32_t> arguments, list(")"));
    if (arguments.size() != function->arguments) {
      return error("`" + std::string(name) + "` takes " + std::to_string(function->arguments) + " arguments");
    }
    Comparison::Node node;
    node.operation = function->operation;
    if (node.operation == Operation::kMatch) {
      const auto* expression = std::get_if<std::string>(&nodes_[arguments[0]].literal.data);
      if (expression == nullptr) return error("the expression of `re.match` is a string literal");
      auto regex = Regex::compile(*expression, Regex::Mode::kAnchored);
      if (!regex) return std::unexpected(regex.error());
      node.regex = std::make_unique<Regex>(*std::move(regex));
    }
    node.operands = std::move(arguments);
    return add(std::move(node));
  }

  std::string_view text_;
  std::vector<Comparison::Node>& nodes_;
  std::vector<std::string>& variables_;
  size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Status parse_comparison(std::string_view text, std::vector<Comparison::Node>& nodes,
                        std::vector<std::string>& variables) {
  return Parser(text, nodes, variables).parse();
}

}  // namespace broch::scan
