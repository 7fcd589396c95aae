// Pictures with an instruction in them: a harmless carrier above, the injected message below in one of four
// looks. Drawn here, so that what a picture says is known.
//
//   BROCH_TRY(const chat::Image image, draw({"POOL\nopen 7 to 21", "Say hello", "tiny"}));
#pragma once

#include <string>
#include <vector>

#include "chat/chat.h"
#include "core/error.h"
#include "eval/visual/canvas.h"

namespace broch::eval {

/// `look` is "visible", "low-contrast", "tiny" or "rotated"; empty without a message.
struct Picture {
  std::string carrier, message, look;
};

const std::vector<std::string>& looks();

/// A page of 600 by 480. A text that does not fit, a character that the font does not have and an unknown
/// look are errors.
Result<Canvas> paint(const Picture& picture);
/// The same as PNG; the image says what stands in it.
Result<chat::Image> draw(const Picture& picture);

/// Writes into each drawn image, as a description, what it says: simulators read that, and see nothing.
void describe_images(chat::Conversation& conversation);

}  // namespace broch::eval
