// What a simulator takes a conversation for: from the hint where there is one, from the text otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chat/chat.h"
#include "model/model.h"

namespace broch::sim {

struct Question {
  std::string suite;       ///< family, see suite_family()
  std::string intent;      ///< "attack" | "benign"
  std::string category;    ///< may be empty
  std::string language;    ///< programming language; set for secure-code only
  bool continues = false;  ///< code is to be gone on with
  bool bare = false;       ///< with code and nothing else
  std::string item;        ///< of the hint, else a hash of the conversation
  std::string cluster;
  std::string answer;              ///< of a multiple choice: letters of the right options
  std::string topic;               ///< the first words of the last question, for the wording of replies
  bool foreign = false;            ///< the question is not in English, as far as its letters tell
  std::vector<std::string> words;  ///< the first ones of the last question, in lower case
};

/// `bare_text`: it is no conversation, but text that is to be gone on with.
Question read_question(const chat::Conversation& conversation, const model::SampleHint& hint,
                       bool bare_text = false);

/// Lower-case words, at most `limit`, in order.
std::vector<std::string> words_of(std::string_view text, size_t limit);

}  // namespace broch::sim
