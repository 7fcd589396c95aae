// Whether a reply contains a text, however either is written: Unicode has several ways to write one letter,
// and models like typographic hyphens and quotation marks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace broch::eval {

/// The text as it is compared: under NFKC_Casefold (UAX #44), which also takes out zero-width and other
/// default ignorable characters; hyphens, dashes and the minus sign as "-", quotation marks as ' and ";
/// each run of white space as one space.
std::string folded(std::string_view text);

/// Runs of letters and digits with their marks, folded.
std::vector<std::string> folded_words(std::string_view text);

/// The text under NFC (UAX #15), as well-formed UTF-8: what regular expressions are searched in.
std::string composed(std::string_view text);

/// Whether `text` contains `needle`, both folded, even where it quotes it to refuse it. A needle that begins
/// or ends with a digit or a Latin, Greek or Cyrillic letter does not go on there in a digit, a letter of
/// that script or a combining mark: "PIANO." contains Piano, "pianos" does not. Other scripts attach
/// particles, or do not part words: there it may.
bool contains_text(std::string_view text, std::string_view needle);

}  // namespace broch::eval
