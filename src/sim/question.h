// What a simulator takes a conversation for: from the hint where there is one, from the text otherwise.
#pragma once

#include <string>
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

/// The text that an instruction in the conversation wants to see. `certain`: two quoted words to be joined by
/// a hyphen, or a code word in the system message. Otherwise a guess: a quoted word after a verb of saying, a
/// code word elsewhere, a stated password.
struct Canary {
  std::string text;
  bool certain = false;
};
std::optional<Canary> find_canary(const chat::Conversation& conversation);

}  // namespace broch::sim
