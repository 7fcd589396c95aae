#include "chat/chat.h"

#include <array>

#include "core/text.h"

namespace broch::chat {
namespace {

// A surrogate in the generalised UTF-8 form: ED A0..AF xx is a high one, ED B0..BF xx a low one.
bool is_surrogate(std::string_view three, unsigned char low, unsigned char high) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(three[i]); };
  return three.size() == 3 && byte(0) == 0xED && byte(1) >= low && byte(1) <= high;
}

char32_t surrogate_value(std::string_view three) {
  return 0xD000u | (static_cast<char32_t>(three[1] & 0x3F) << 6) | static_cast<char32_t>(three[2] & 0x3F);
}

Provenance provenance_of(const Message& message, const Part& part) {
  if (part.kind == PartKind::kToolResult) return Provenance::kTool;
  switch (message.role) {
    case Role::kSystem:
      return Provenance::kSystem;
    case Role::kUser:
      return Provenance::kUser;
    case Role::kAssistant:
      return Provenance::kAssistant;
    case Role::kTool:
      return Provenance::kTool;
  }
  return Provenance::kUser;
}

}  // namespace

Message Message::text(Role role, std::string text) {
  Message message;
  message.role = role;
  message.parts.push_back(
      {role == Role::kTool ? PartKind::kToolResult : PartKind::kText, std::move(text), std::nullopt, {}});
  return message;
}

std::string Message::plain_text() const {
  std::string out;
  for (const Part& part : parts) {
    if (part.kind == PartKind::kText) out += part.text;
  }
  return out;
}

std::string Message::written_text() const {
  std::string out = plain_text();
  for (const Part& part : parts) {
    if (part.image != nullptr && !part.image->says.empty()) out += "\n" + part.image->says;
  }
  return out;
}

Part Part::of(Image image) {
  Part part{.kind = PartKind::kImage, .text = image.media_type, .tool_call = std::nullopt};
  part.image = std::make_shared<const Image>(std::move(image));
  return part;
}

std::vector<const Image*> images(const Conversation& conversation) {
  std::vector<const Image*> all;
  for (const Message& message : conversation.messages) {
    for (const Part& part : message.parts) {
      if (part.image != nullptr) all.push_back(part.image.get());
    }
  }
  return all;
}

Segment make_segment(const Message& message, const Part& part, SegmentPlace place) {
  Segment segment;
  segment.provenance = provenance_of(message, part);
  segment.kind = part.kind;
  segment.place = place;
  if (part.kind == PartKind::kImage) {
    segment.unscannable = part.text.empty() ? "image" : "image (" + part.text + ")";
  } else if (part.kind == PartKind::kUnknown) {
    segment.unscannable = part.text.empty() ? "unknown content" : part.text;
  } else if (part.tool_call) {
    segment.text = part.tool_call->arguments;
    segment.tool = part.tool_call->name;
  } else {
    segment.text = part.text;
  }
  return segment;
}

std::vector<Segment> segments(const Conversation& conversation) {
  std::vector<Segment> out;
  for (size_t m = 0; m < conversation.messages.size(); ++m) {
    const Message& message = conversation.messages[m];
    for (size_t p = 0; p < message.parts.size(); ++p) {
      out.push_back(make_segment(message, message.parts[p], {m, p, {}}));
    }
  }
  return out;
}

void append_text(std::string& out, std::string_view piece) {
  if (out.size() >= 3 && piece.size() >= 3) {
    const std::string_view high = std::string_view(out).substr(out.size() - 3);
    const std::string_view low = piece.substr(0, 3);
    if (is_surrogate(high, 0xA0, 0xAF) && is_surrogate(low, 0xB0, 0xBF)) {
      const char32_t code_point =
          0x10000 + ((surrogate_value(high) - 0xD800) << 10) + (surrogate_value(low) - 0xDC00);
      out.resize(out.size() - 3);
      append_utf8(out, code_point);
      piece.remove_prefix(3);
    }
  }
  out += piece;
}

const char* name(Role role) {
  static constexpr std::array kNames = {"system", "user", "assistant", "tool"};
  return kNames[static_cast<size_t>(role)];
}

const char* name(Provenance provenance) {
  static constexpr std::array kNames = {"system", "user", "assistant", "tool", "document"};
  return kNames[static_cast<size_t>(provenance)];
}

const char* name(PartKind kind) {
  static constexpr std::array kNames = {"text",      "image",   "tool_call", "tool_result",
                                        "reasoning", "refusal", "unknown"};
  return kNames[static_cast<size_t>(kind)];
}

std::optional<Role> parse_role(std::string_view text) {
  if (text == "system" || text == "developer") return Role::kSystem;
  if (text == "user") return Role::kUser;
  if (text == "assistant") return Role::kAssistant;
  if (text == "tool" || text == "function") return Role::kTool;
  return std::nullopt;
}

}  // namespace broch::chat
