// Provider-neutral chat: conversations, and the segments that checks look at.
//
//   chat::Conversation c;
//   c.messages.push_back(chat::Message::text(chat::Role::kUser, "Write a login form"));
//   for (const chat::Segment& s : chat::segments(c)) scan(s.text, s.provenance);
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/json.h"

namespace broch::chat {

enum class Role { kSystem, kUser, kAssistant, kTool };

/// Who a piece of content comes from; `kDocument` is retrieved or attached text, whatever message carries it.
enum class Provenance { kSystem, kUser, kAssistant, kTool, kDocument };

enum class PartKind { kText, kImage, kToolCall, kToolResult, kReasoning, kRefusal, kUnknown };

/// A call the model asks for. `arguments` is the text as sent, which need not be valid JSON.
struct ToolCall {
  std::string id;
  std::string name;
  std::string arguments;
};

/// An image that is to be sent. `says`: what is written in it, where that is known; it goes nowhere.
struct Image {
  std::string media_type;
  std::string bytes;
  std::string says;
};

/// One piece of a message. `text` holds the text of text, reasoning, refusal and tool-result parts;
/// `tool_call` is set for tool calls; images have their media type or URL scheme in `text`, and those that
/// are to be sent are in `image` (null in what a request was read into); unknown parts say in `text` what
/// they are ("input_audio", "unknown field `documents`").
struct Part {
  PartKind kind = PartKind::kText;
  std::string text;
  std::optional<ToolCall> tool_call;
  std::string tool_call_id = {};  ///< the call a tool result answers
  std::shared_ptr<const Image> image = {};

  static Part of(Image image);
  /// Its text, or what is written in its image.
  const std::string& written() const { return image != nullptr ? image->says : text; }
};

struct Message {
  Role role = Role::kUser;
  std::vector<Part> parts;
  std::string name;

  static Message text(Role role, std::string text);
  /// Text parts joined; reasoning, calls and results left out.
  std::string plain_text() const;
  /// The same, and below it what is written in the images, where that is known.
  std::string written_text() const;
};

struct Conversation {
  std::vector<Message> messages;
};

/// The images that are to be sent, in their order.
std::vector<const Image*> images(const Conversation& conversation);

/// Where a segment sits in the wire message, so that a finding can be redacted in place. `wire` is the span
/// of the JSON string literal (with its quotes) in the bytes that were parsed; {0,0} when built in memory or
/// when the content is no string. Content beside the messages (tool descriptions, unknown fields) has
/// `message` one past the last message; content of a message outside its parts (its `name`) has `part` one
/// past the last part.
struct SegmentPlace {
  size_t message = 0;
  size_t part = 0;
  Span wire;
};

/// One contiguous piece of content with its provenance.
struct Segment {
  std::string text;
  Provenance provenance = Provenance::kUser;
  PartKind kind = PartKind::kText;
  SegmentPlace place;
  /// Why no check can read it ("image", "unknown field `audio`"); empty when it is text.
  std::string unscannable;
  /// For tool calls: the tool's name.
  std::string tool;
};

std::vector<Segment> segments(const Conversation& conversation);
/// The segment of one part. Images and unknown parts give an unscannable one.
Segment make_segment(const Message& message, const Part& part, SegmentPlace place);

/// Appends a piece of streamed text: a surrogate pair split over two pieces becomes its code point.
void append_text(std::string& out, std::string_view piece);

const char* name(Role role);
const char* name(Provenance provenance);
const char* name(PartKind kind);
std::optional<Role> parse_role(std::string_view text);

/// A fenced block of a reply. `body` excludes the fences and the info string; an unclosed fence runs to the
/// end of the text, or of the quote it stands in. A reply without any fence has no blocks.
struct FencedBlock {
  std::string info;  ///< first word of the info string, lower-case: "python", "c++", ""
  Span body;
  bool closed = true;
  size_t quotes = 0;          ///< how many quotes (">") it stands in
  size_t indent = 0;          ///< how many spaces at most stand before its lines for the fence's sake
  size_t end = 0;             ///< past its closing fence
  bool behind_words = false;  ///< its fence had words before it
};
std::vector<FencedBlock> fenced_blocks(std::string_view reply);
/// Whether a block with this word may be a document with blocks of its own.
bool may_hold_blocks(std::string_view info);
/// The line without the spaces and the marks of quotes and lists that it begins with.
std::string_view without_marks(std::string_view line);
/// The lines of a block with their ends, without what a quote or a list around it puts before them.
std::vector<std::string_view> block_lines(std::string_view reply, const FencedBlock& block);

/// Code of a reply as a compiler would have it, and where it came from.
class ReplyCode {
 public:
  /// What stands there.
  ReplyCode(std::string_view reply, Span span);
  /// The lines of a block.
  ReplyCode(std::string_view reply, const FencedBlock& block);

  const std::string& text() const { return text_; }
  /// Where in the reply a byte of the text is.
  size_t in_reply(size_t at) const;
  /// The end is behind the last byte, which marks may part from what follows.
  Span in_reply(Span span) const;

 private:
  struct Line {
    size_t in_text, in_reply;
  };

  std::string text_;
  std::vector<Line> lines_;  ///< where they begin; at least one
};

}  // namespace broch::chat
