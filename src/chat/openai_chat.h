// The OpenAI chat-completions wire format, both ways: request, response, stream chunks. Facts: the published
// OpenAPI description 2.3.0.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chat/chat.h"
#include "core/error.h"

namespace broch::chat {

struct Sampling {
  std::optional<double> temperature;
  std::optional<double> top_p;
  std::optional<int64_t> max_tokens;
  std::optional<uint64_t> seed;
  std::vector<std::string> stop;
  /// Where not empty, the reply is to be {"verdict": one of these}.
  std::vector<std::string> verdicts;
};

struct Usage {
  int64_t input_tokens = 0;
  int64_t output_tokens = 0;
};

/// A parsed request. `segments` carry wire spans into the parsed bytes and name every content that no check
/// can read; fields that carry content and are not known appear as unscannable segments.
struct OpenAiRequest {
  std::string model;
  bool stream = false;
  bool include_usage = false;
  int64_t choices = 1;
  Conversation conversation;
  Sampling sampling;
  std::vector<Segment> segments;
};

struct OpenAiChoice {
  int64_t index = 0;
  Message message;
  std::string finish_reason;
};

struct OpenAiResponse {
  std::string id;
  std::string model;
  std::string system_fingerprint;
  std::vector<OpenAiChoice> choices;
  Usage usage;
  std::vector<Segment>
      segments;  ///< of all choices, with wire spans; `place.message` is the choice's position
};

/// Duplicate keys, trailing bytes and wrong types are refused: guard and upstream must not read two messages.
Result<OpenAiRequest> parse_openai_request(std::string_view body);
Result<OpenAiResponse> parse_openai_response(std::string_view body);
/// `max_tokens` is written under that name, which every server knows. With `stream`, usage is asked for.
/// Images go as data URLs. Image and unknown parts whose bytes the Conversation does not hold become a text
/// part that names them.
std::string write_openai_request(const std::string& model, const Conversation& conversation,
                                 const Sampling& sampling, bool stream);
std::string write_openai_response(const OpenAiResponse& response, int64_t created);

/// {"error":{"message","type","param","code"}}, optionally with one extension member.
std::string write_openai_error(std::string_view message, std::string_view type, std::string_view code,
                               std::optional<json::Value> guardrail = {});

/// What one stream chunk adds to one choice.
struct OpenAiDelta {
  int64_t choice = 0;
  std::optional<std::string> role;
  std::string content;
  std::string refusal;
  std::string reasoning;
  struct ToolFragment {
    int64_t index = 0;
    std::string id;
    std::string name;
    std::string arguments;
  };
  std::vector<ToolFragment> tool_calls;
  std::string finish_reason;
};

struct OpenAiChunk {
  std::string id;
  std::string model;
  std::string system_fingerprint;
  int64_t created = 0;
  std::vector<OpenAiDelta> deltas;
  std::optional<Usage> usage;
  /// Members of a delta that carry content and that no field above holds.
  std::vector<std::string> unknown;
};

/// Parses the data of one SSE event; "[DONE]" is not a chunk and is for the caller to recognise. An error
/// object in the stream is an Error of kind kUpstream.
Result<OpenAiChunk> parse_openai_chunk(std::string_view data);
std::string write_openai_chunk(const OpenAiChunk& chunk);

/// Joins chunks into the response they spell: fragments of parallel tool calls by their index, choices by
/// theirs.
class OpenAiAssembler {
 public:
  void add(const OpenAiChunk& chunk);
  OpenAiResponse finish() &&;

 private:
  size_t part(size_t choice, PartKind kind);

  OpenAiResponse response_;
  std::map<int64_t, size_t> position_;  ///< choice index -> position in response_.choices
  std::map<std::pair<int64_t, int64_t>, size_t> tool_calls_;  ///< choice index, call index -> part
};

/// Replaces JSON string literals of `body` by new texts. `edits` are (wire span, new text) in any order and
/// do not overlap; all other bytes stay as they are.
std::string replace_literals(std::string_view body, std::vector<std::pair<Span, std::string>> edits);

}  // namespace broch::chat
