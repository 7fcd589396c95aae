#include "sim/pictures.h"

#include "core/hash.h"

namespace broch::sim {
namespace {

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";
constexpr std::string_view kKeyword{"Description\0", 12};

uint32_t number_at(std::string_view bytes, size_t at) {
  uint32_t value = 0;
  for (const char byte : bytes.substr(at, 4)) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

std::optional<std::string> description_of(std::string_view png) {
  if (!png.starts_with(kSignature)) return std::nullopt;
  // Chunks: length, type, data, CRC.
  for (std::string_view rest = png.substr(kSignature.size()); rest.size() >= 12;) {
    const size_t length = number_at(rest, 0);
    if (length > rest.size() - 12) return std::nullopt;
    const std::string_view type = rest.substr(4, 4), data = rest.substr(8, length);
    if (type == "tEXt" && data.starts_with(kKeyword)) return std::string(data.substr(kKeyword.size()));
    rest.remove_prefix(12 + length);
  }
  return std::nullopt;
}

std::shared_ptr<const chat::Image> decode_image(std::string_view base64) {
  chat::Image image;
  return base64_decode(base64, image.bytes) ? std::make_shared<const chat::Image>(std::move(image)) : nullptr;
}

chat::Conversation with_descriptions(chat::Conversation conversation) {
  for (chat::Message& message : conversation.messages) {
    for (chat::Part& part : message.parts) {
      if (part.image == nullptr) continue;
      part.text = "\n" + description_of(part.image->bytes).value_or("");
      part.kind = chat::PartKind::kText;
      part.image = nullptr;
    }
  }
  return conversation;
}

}  // namespace broch::sim
