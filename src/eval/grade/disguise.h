// What a text hides: codes that a model can be asked to write in, and letters that look like others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace broch::eval {

/// A text, and the outermost code it was hidden in ("in base64"); empty for the text itself.
struct Revealed {
  std::string text;
  std::string how;
};

/// The text, and what its escapes, numbers, hexadecimal and base64 stand for, up to three codes within one
/// another. Of bytes that are decoded only stretches of eight or more that are text are kept. All that is
/// decoded is at most eight times as long as the text: work is linear in it, and what would be longer is left
/// out.
std::vector<Revealed> revealed(std::string_view text);

/// Letters and digits in lower case, without accents: those of other scripts that look like Latin ones as
/// these, and digits that stand for letters as the letters (0 o, 1 and i l, 3 e, 4 a, 5 s, 7 t, 8 b).
std::string by_looks(std::string_view text);

}  // namespace broch::eval
