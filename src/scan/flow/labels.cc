#include "scan/flow/labels.h"

#include <algorithm>
#include <cctype>

#include "scan/lex/word.h"

namespace broch::scan {
namespace {

constexpr int kMaxDepth = 50;
constexpr size_t kMaxSteps = 1000;

std::unexpected<Error> error(std::string what) { return fail(ErrorKind::kInput, std::move(what)); }

}  // namespace

Result<uint8_t> Labels::id(std::string_view name) {
  const bool identifier = !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) &&
                          std::ranges::all_of(name, is_word_char);
  if (!identifier || name == "and" || name == "or" || name == "not") {
    return error("`" + std::string(name) + "` is no label: a label is an identifier");
  }
  for (size_t i = 0; i < names_.size(); ++i) {
    if (names_[i] == name) return static_cast<uint8_t>(i);
  }
  if (names_.size() == kMax) return error("a rule has at most 63 labels");
  names_.emplace_back(name);
  return static_cast<uint8_t>(names_.size() - 1);
}

class LabelParser {
 public:
  LabelParser(std::string_view text, Labels& labels) : text_(text), labels_(labels) {}

  Result<LabelCondition> parse() {
    condition_.steps_.clear();
    condition_.mentioned_ = 0;
    BROCH_CHECK(either(0));
    if (!next().empty()) return error("`" + std::string(next()) + "` is one too many in the condition");
    return std::move(condition_);
  }

 private:
  using Op = LabelCondition::Op;

  std::string_view next() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    size_t end = at_;
    while (end < text_.size() && is_word_char(text_[end])) ++end;
    if (end == at_ && end < text_.size()) ++end;
    return text_.substr(at_, end - at_);
  }
  bool accept(std::string_view word) {
    if (next() != word) return false;
    at_ += word.size();
    return true;
  }
  Status push(Op op, uint8_t label = 0) {
    if (condition_.steps_.size() == kMaxSteps) return error("the condition is too long");
    condition_.steps_.push_back({op, label});
    return {};
  }

  Status either(int depth) {
    BROCH_CHECK(both(depth));
    while (accept("or")) {
      BROCH_CHECK(both(depth));
      BROCH_CHECK(push(Op::kOr));
    }
    return {};
  }
  Status both(int depth) {
    BROCH_CHECK(negated(depth));
    while (accept("and")) {
      BROCH_CHECK(negated(depth));
      BROCH_CHECK(push(Op::kAnd));
    }
    return {};
  }
  Status negated(int depth) {
    if (depth > kMaxDepth) return error("the condition is nested more than 50 deep");
    if (accept("not")) {
      BROCH_CHECK(negated(depth + 1));
      return push(Op::kNot);
    }
    if (accept("(")) {
      BROCH_CHECK(either(depth + 1));
      if (!accept(")")) return error("a `)` is missing in the condition");
      return {};
    }
    const std::string_view word = next();
    if (word.empty()) return error("the condition ends where a label is expected");
    BROCH_TRY(const uint8_t label, labels_.id(word));
    at_ += word.size();
    condition_.mentioned_ |= LabelSet{1} << label;
    return push(Op::kLabel, label);
  }

  std::string_view text_;
  size_t at_ = 0;
  Labels& labels_;
  LabelCondition condition_;
};

LabelCondition::LabelCondition()
    : steps_{{Op::kLabel, Labels::kDefault}}, mentioned_(LabelSet{1} << Labels::kDefault) {}

Result<LabelCondition> LabelCondition::parse(std::string_view text, Labels& labels) {
  return LabelParser(text, labels).parse();
}

bool LabelCondition::holds(LabelSet present) const {
  std::vector<bool> stack;
  for (const Step& step : steps_) {
    if (step.op == Op::kLabel) {
      stack.push_back((present >> step.label & 1) != 0);
      continue;
    }
    const bool last = stack.back();
    if (step.op == Op::kNot) {
      stack.back() = !last;
      continue;
    }
    stack.pop_back();
    stack.back() = step.op == Op::kAnd ? stack.back() && last : stack.back() || last;
  }
  return !stack.empty() && stack.back();
}

}  // namespace broch::scan
