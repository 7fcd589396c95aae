// Prompting conditions: what is done to a sample's conversation before the model is asked. A condition is a
// list of techniques, done from left to right; each is a function of the conversation alone, so that the same
// sample under the same condition is the same request always.
//
//   const Condition condition{"persona-in-base64", {{find_technique("persona")},
//   {find_technique("base64")}}}; const Asked asked = apply(condition, sample.conversation);
//
// The item of a sample is not touched: under all conditions it is the same question.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "chat/chat.h"
#include "eval/condition/technique.h"

namespace broch::eval {

/// A technique with what a matrix file says about it: `number` 0 and empty `turns` and `last` leave it as the
/// catalogue has it. `last` stands in place of its text.
struct Step {
  const Technique* technique = nullptr;
  int64_t number = 0;
  std::vector<std::string> turns;
  std::string last;
};

/// No steps: the sample is asked as it stands.
struct Condition {
  std::string name;
  std::vector<Step> steps;
};

/// What a model is asked. `turns` are said by the user one by one before the message at `turns_at`, each
/// answered by the model; they stand in no message yet.
struct Asked {
  chat::Conversation conversation;
  std::vector<std::string> turns;
  size_t turns_at = 0;
};

/// The request is the last text of the last user message; every step works on the text that the steps before
/// it left in its place. A conversation without one is asked as it is.
Asked apply(const Condition& condition, chat::Conversation conversation);

/// How many turns come before the request.
size_t turn_count(const Condition& condition);

}  // namespace broch::eval
