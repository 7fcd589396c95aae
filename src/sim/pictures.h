// Pictures as a simulator takes them: it sees nothing, and reads what a PNG says of itself. That shows that a
// picture arrived whole, and nothing of how well a model sees.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "chat/chat.h"

namespace broch::sim {

/// The text of a PNG's first text chunk with the keyword "Description".
std::optional<std::string> description_of(std::string_view png);

/// Null for what is no base64.
std::shared_ptr<const chat::Image> decode_image(std::string_view base64);

/// With the description of each image as a text in its place.
chat::Conversation with_descriptions(chat::Conversation conversation);

}  // namespace broch::sim
