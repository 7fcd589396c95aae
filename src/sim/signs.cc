#include "sim/signs.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/config.h"
#include "core/text.h"
#include "core/yaml.h"

namespace broch::sim {
namespace {

constexpr std::array kLetters = {
    std::pair{"leet", Letters::kLeet}, std::pair{"zero-width", Letters::kZeroWidth},
    std::pair{"homoglyph", Letters::kHomoglyph}, std::pair{"spacing", Letters::kSpacing}};

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_letter_digit(char32_t c) {
  return std::string_view("013457").find(static_cast<char>(c)) != std::string_view::npos;
}
bool is_zero_width(char32_t c) { return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF; }
bool is_cyrillic(char32_t c) { return c >= 0x400 && c <= 0x52F; }

/// Letters that leet has a digit for.
bool has_digit(char32_t c) {
  return c < 0x80 && std::string_view("aeiostAEIOST").find(static_cast<char>(c)) != std::string_view::npos;
}

/// What one pass over a text counts. A word is a run of letters and digits.
struct Counts {
  int64_t words = 0, leet = 0, mixed = 0, zero_width = 0;
  int64_t alone = 0, most_alone = 0;  ///< one-letter words in a row
};

Counts count(std::string_view text) {
  Counts counts;
  int64_t latin = 0, replaceable = 0, cyrillic = 0, digits = 0, letter_digits = 0;
  const auto end_word = [&] {
    const int64_t size = latin + cyrillic + digits;
    if (size == 0) return;
    ++counts.words;
    // A word with any other digit is a name, T1059, or a part of Base64, and so is one that has the letters
    // too.
    const bool replaced = letter_digits > 0 && letter_digits == digits && replaceable == 0;
    counts.leet += latin > 0 && replaced ? 1 : 0;
    counts.mixed += latin > 0 && cyrillic > 0 ? 1 : 0;
    counts.alone = size == 1 ? counts.alone + 1 : 0;
    counts.most_alone = std::max(counts.most_alone, counts.alone);
    latin = replaceable = cyrillic = digits = letter_digits = 0;
  };
  for (size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    at += c.length;
    if (is_letter(c.code_point)) {
      ++latin;
      replaceable += has_digit(c.code_point) ? 1 : 0;
    } else if (is_cyrillic(c.code_point)) {
      ++cyrillic;
    } else if (c.code_point >= '0' && c.code_point <= '9') {
      ++digits;
      letter_digits += is_letter_digit(c.code_point) ? 1 : 0;
    } else if (is_zero_width(c.code_point)) {
      ++counts.zero_width;
    } else {
      end_word();
    }
  }
  end_word();
  return counts;
}

Result<Sign> read_sign(const yaml::Node& node, const std::string& file) {
  config::Map map(node, file);
  Sign sign;
  sign.technique = map.required_string("technique");
  sign.phrase = map.string("phrase", "");
  const std::string letters = map.choice("letters", "", {"leet", "zero-width", "homoglyph", "spacing"});
  for (const auto& [name, how] : kLetters) {
    if (letters == name) sign.letters = how;
  }
  if (sign.phrase.empty() && sign.letters == Letters::kNone)
    map.error(node, "a sign has a `phrase` or `letters`");
  sign.fewest = map.integer("fewest", 0, {0, 1000});
  sign.most = map.integer("most", std::numeric_limits<int64_t>::max(), {0, 1000});
  BROCH_CHECK(map.finish());
  return sign;
}

bool says(const chat::Conversation& conversation, std::string_view phrase) {
  for (const chat::Message& message : conversation.messages) {
    for (const chat::Part& part : message.parts) {
      if (part.text.find(phrase) != std::string::npos) return true;
    }
  }
  return false;
}

/// The last message that is not the model's, and how many answers came before it.
std::pair<std::string, int64_t> last_asked(const chat::Conversation& conversation) {
  std::string text;
  int64_t answered = 0, answers = 0;
  for (const chat::Message& message : conversation.messages) {
    if (message.role == chat::Role::kAssistant) {
      ++answers;
      continue;
    }
    text.clear();
    for (const chat::Part& part : message.parts) text += part.text;
    answered = answers;
  }
  return {std::move(text), answered};
}

}  // namespace

bool is_written(std::string_view text, Letters how) {
  const Counts counts = count(text);
  switch (how) {
    case Letters::kNone:
      return true;
    case Letters::kLeet:
      return counts.leet >= 3 && counts.leet * 6 >= counts.words;
    case Letters::kZeroWidth:
      return counts.zero_width >= 3;
    case Letters::kHomoglyph:
      return counts.mixed >= 2;
    case Letters::kSpacing:
      return counts.most_alone >= 8;
  }
  return false;
}

Result<std::vector<Sign>> read_signs(std::span<const EmbeddedFile> files) {
  std::vector<Sign> signs;
  for (const EmbeddedFile& file : files) {
    if (file.path != "prompting/signs.yaml") continue;
    const std::string name(file.path);
    BROCH_TRY(const yaml::Node root, yaml::parse(file.bytes, name));
    config::Map map(root, name);
    const yaml::Node* list = map.required_node("signs");
    BROCH_CHECK(map.finish());
    for (const yaml::Node& node : list->items) {
      BROCH_TRY(Sign sign, read_sign(node, name));
      signs.push_back(std::move(sign));
    }
  }
  return signs;
}

std::vector<std::string> techniques_in(const chat::Conversation& conversation,
                                       const std::vector<Sign>& signs) {
  const auto [text, answered] = last_asked(conversation);
  std::vector<std::string> seen;
  for (const Sign& sign : signs) {
    if (answered < sign.fewest || answered > sign.most) continue;
    if (!sign.phrase.empty() && !says(conversation, sign.phrase)) continue;
    if (is_written(text, sign.letters)) seen.push_back(sign.technique);
  }
  return seen;
}

}  // namespace broch::sim
