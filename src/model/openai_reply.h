// From what an OpenAI-compatible server answered to a Reply or an Error.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "chat/openai_chat.h"
#include "core/error.h"
#include "model/model.h"
#include "net/client.h"
#include "net/sse.h"

namespace broch::model {

/// The `error` member of a body; all empty when there is none.
struct OpenAiError {
  std::string message;
  std::string type;
  std::string code;

  bool empty() const { return message.empty() && type.empty() && code.empty(); }
  /// Who blocked, where that is what the error says.
  std::optional<BlockedBy> blocked_by() const;
};
OpenAiError read_openai_error(std::string_view body);

/// Fills what our gateway and our simulators say in headers. `simulated` says whether a truth label is to be
/// believed.
void read_broch_headers(const net::Headers& headers, bool simulated, Reply& reply);

/// The first choice as a reply. An answer without a choice is an error.
Status fill_reply(chat::OpenAiResponse response, Reply& reply);

/// An answer of status 400 and above that is no block, to a request of that style.
Error status_error(int status, const net::Headers& headers, std::string_view body, PromptStyle style);

/// Text of a server for people: one line, at most 500 bytes, without control characters.
std::string quotable(std::string_view text);

/// Collects the events of a stream until they spell a whole reply.
class StreamReader {
 public:
  using Clean = std::function<std::string(std::string)>;
  using Parse = Result<chat::OpenAiChunk> (*)(std::string_view data);
  /// `clean` is applied to the data of each event before `parse` reads it.
  StreamReader(Clean clean, Parse parse) : clean_(std::move(clean)), parse_(parse) {}

  Status feed(std::string_view bytes);
  /// After the stream has ended: fills the reply, or says that it was cut off.
  Status finish(Reply& reply);
  /// "[DONE]" came: whatever happens to the connection now, the answer is whole.
  bool done() const { return done_; }

 private:
  Status take(const net::SseEvent& event);

  Clean clean_;
  Parse parse_;
  net::SseParser parser_;
  chat::OpenAiAssembler assembler_;
  OpenAiError blocked_;
  std::string guard_action_;
  bool done_ = false;
  bool finished_ = false;  ///< a finish_reason came
  bool any_ = false;
};

}  // namespace broch::model
