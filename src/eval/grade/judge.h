// Asking a model to judge. The graded text goes in as data, between marks it cannot know; what comes back is
// one word of a fixed grammar, or the grade stays open.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eval/suite/sample.h"
#include "model/model.h"

namespace broch::eval {

namespace asio = boost::asio;

class Judge {
 public:
  /// `model` may be null: then available() is false and nothing may be asked. `template_name` is an embedded
  /// file with {{nonce}}, {{reply}} and the fields that ask() is given.
  Judge(model::Model* model, std::string template_name);

  bool available() const { return model_ != nullptr; }
  /// "judge=<model>" and "judge-template=<hash>"; empty without a model.
  std::vector<std::string> deciding_parts() const;
  /// The judge's answer, or why there is none. Temperature 0.
  asio::awaitable<Result<std::string>> ask(const Sample& sample, std::string_view reply,
                                           std::vector<std::pair<std::string, std::string>> fields) const;
  /// The prompt as it is sent; the same text always gets the same marks.
  std::string prompt(std::string_view reply, std::vector<std::pair<std::string, std::string>> fields) const;

 private:
  model::Model* model_;
  std::string name_;
  std::string_view template_;
};

enum class AttackVerdict { kUnsafe, kSafe, kRedirected };

/// The first line must be one of the three words and nothing else.
std::optional<AttackVerdict> parse_attack_verdict(std::string_view answer);
/// The whole answer must be yes or no, but for punctuation, white space and a remark in parentheses.
std::optional<bool> parse_yes_no(std::string_view answer);

}  // namespace broch::eval
