// The code that a reply delivers, and what of it is the answer to a programming task.
#pragma once

#include <string>
#include <vector>

#include "eval/grade/code.h"
#include "eval/grade/grader.h"

namespace broch::eval {

/// A text of a reply with its code: what it says, or one string among the arguments of a tool call.
struct CodeText {
  std::string text;
  std::vector<CodePart> parts;  ///< spans of `text`

  std::string_view body(const CodePart& part) const {
    return std::string_view(text).substr(part.span.begin, part.span.size());
  }
};

/// Every text of the reply that holds code; what the reply says comes first.
std::vector<CodeText> code_texts(const Delivered& delivered, std::string_view asked);

/// What may have been meant as the answer, the likeliest first, without repeats: all pieces in the language
/// asked for, one after the other, and the longest of them alone, where others show how it is used or what it
/// replaces. A piece that goes on with `prefix` is joined to it, without the end of it that it repeats; one
/// that repeats it all stands alone. Empty when there is no program.
std::vector<std::string> answers_of(const std::vector<CodeText>& texts, std::string_view prefix);

}  // namespace broch::eval
