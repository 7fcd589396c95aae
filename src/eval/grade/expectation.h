// What a sample expects of the reply word for word: texts, regular expressions, places in JSON, tool calls.
//
//   BROCH_TRY(Expectation expected, Expectation::parse(sample.grading));
//   BROCH_TRY(std::optional<std::string> why_not, expected.lacking(delivered));
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/json.h"
#include "core/pcre.h"
#include "eval/grade/grader.h"
#include "eval/grade/reply_json.h"

namespace broch::eval {

/// The keys of a sample's grading that say it (docs/suites.md).
inline constexpr const char* kExpectationKeys[] = {
    "must_contain", "must_not_contain", "must_match", "must_not_match", "json", "must_call", "must_not_call"};

class Expectation {
 public:
  /// Other keys are passed over. An expression, a path or a call that is wrong, and an empty text, which
  /// every reply contains, are errors that name their key.
  static Result<Expectation> parse(const json::Value& grading);

  /// What the reply must not have, and what it must have. Where it says neither any reply would pass.
  bool forbids() const;
  bool wants() const;

  /// The first thing in the reply that it must not have, or that it lacks, as a clause; nothing when all is
  /// as expected. An error when an expression could not be searched for to its end.
  Result<std::optional<std::string>> forbidden(const Delivered& delivered) const;
  Result<std::optional<std::string>> lacking(const Delivered& delivered) const;

 private:
  struct Place {
    std::string text;
    JsonPath path;
    std::optional<json::Value> equals;
    bool absent = false;
  };
  /// A call by this name whose arguments hold these members.
  struct Call {
    std::string name;
    json::Value arguments;
  };
  static Result<std::vector<Pcre>> expressions(const json::Value& grading, const char* key);
  static Result<std::vector<Place>> places(const json::Value& grading);
  static Result<std::vector<Call>> calls(const json::Value& grading, const char* key);
  static bool is_made(const Call& call, const std::vector<chat::ToolCall>& made);
  std::optional<std::string> lacking_json(std::string_view reply) const;

  std::vector<std::string> must_contain_, must_not_contain_;
  std::vector<Pcre> must_match_, must_not_match_;
  std::vector<Place> places_;
  std::vector<Call> must_call_, must_not_call_;
};

}  // namespace broch::eval
