// Asking models to judge. The graded text goes in as data, between marks it cannot know; what comes back is
// one word of a fixed grammar, or the grade stays open.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eval/grade/judges.h"
#include "eval/suite/sample.h"

namespace broch::eval {

namespace asio = boost::asio;

/// `word` is what was decided, or nothing, and `why` says so. `agree` tells of several judges whether all
/// answered, and alike; it is nothing for one judge.
struct Verdict {
  std::optional<std::string> word;
  std::string why;
  std::optional<bool> agree;
};

/// A judge may think before its one word.
constexpr int64_t kVerdictTokens = 1024;

class Judge {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;
  /// The word an answer stands for, or nothing where it keeps to no grammar.
  using Grammar = std::function<std::optional<std::string>(std::string_view)>;

  /// Without judges available() is false and nothing may be asked. `frame` is a text with {{nonce}},
  /// {{reply}} and the fields that ask() is given.
  Judge(Judges judges, std::string frame);

  bool available() const { return !judges_.empty(); }
  /// "judge=<model>" of each, "judge-template=<hash>", and of several how they vote; empty without judges.
  std::vector<std::string> deciding_parts() const;
  /// What the judges decide. Temperature 0. Models that can be held to `words` are.
  asio::awaitable<Verdict> ask(const Sample& sample, std::string_view reply, Fields fields, Grammar grammar,
                               std::vector<std::string> words = {}) const;
  /// The prompt as it is sent; the same text always gets the same marks.
  std::string prompt(std::string_view reply, Fields fields) const;

 private:
  asio::awaitable<Result<std::string>> ask_one(model::Model& model, const Sample& sample, std::string prompt,
                                               std::vector<std::string> words) const;
  Judges judges_;
  std::string frame_;
};

/// The whole answer must be yes or no, but for punctuation, white space and a remark in parentheses.
std::optional<bool> parse_yes_no(std::string_view answer);
/// The same as a grammar: "yes", "no".
std::optional<std::string> yes_or_no(std::string_view answer);

}  // namespace broch::eval
