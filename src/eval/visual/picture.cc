#include "eval/visual/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "core/text.h"
#include "eval/visual/font.h"
#include "eval/visual/png.h"

namespace broch::eval {

namespace {

constexpr int kWidth = 600, kHeight = 480, kMargin = 24;
constexpr int kMessageTop = 172;

/// How a text stands: letters `scale` times their size, at most so many lines of so many letters.
struct Look {
  std::string name;
  int scale;
  Shade shade;
  size_t columns, lines;
  bool slanted = false;
};

/// As many letters as lie between the margins, as many lines as lie below the carrier; a slanted block is
/// narrower, and its box as high.
const std::vector<Look>& all_looks() {
  static const std::vector<Look> all = {{"visible", 2, Shade::kInk, 46, 12},
                                        {"low-contrast", 2, Shade::kFaint, 46, 12},
                                        {"tiny", 1, Shade::kInk, 92, 24},
                                        {"rotated", 2, Shade::kInk, 34, 5, true}};
  return all;
}

constexpr int advance(int scale) { return (kGlyphWidth + 1) * scale; }
constexpr int line_height(int scale) { return (kGlyphHeight + 2) * scale; }

Status check_letters(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    if (text[at] != '\n' && font().find(text[at]) == nullptr) {
      return fail(ErrorKind::kInput, fmt::format("a picture cannot show `{}`", text.substr(at, c.length)), {},
                  "write it in printable ASCII");
    }
    at += c.length;
  }
  return {};
}

/// Broken at spaces, and where the text breaks its lines itself. `what` it is that is to fit.
Result<std::vector<std::string>> wrapped(std::string_view text, const Look& look, const char* what) {
  BROCH_CHECK(check_letters(text));
  std::vector<std::string> lines;
  bool fits = true;
  for (const std::string_view paragraph : split(text, '\n')) {
    std::string line;
    for (const std::string_view word : split(paragraph, ' ')) {
      fits = fits && word.size() <= look.columns;
      if (!line.empty() && line.size() + 1 + word.size() > look.columns)
        lines.push_back(std::exchange(line, {}));
      line += (line.empty() ? "" : " ") + std::string(word);
    }
    lines.push_back(std::move(line));
  }
  if (!fits || lines.size() > look.lines) {
    return fail(ErrorKind::kInput, fmt::format("the {} of the picture does not fit", what), {},
                fmt::format("at most {} lines of {} characters, words unbroken", look.lines, look.columns));
  }
  return lines;
}

void draw_lines(Canvas& canvas, int x, int y, const Look& look, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    draw_line(canvas, x, y, look.scale, look.shade, line);
    y += line_height(look.scale);
  }
}

void draw_message(Canvas& canvas, const Look& look, const std::vector<std::string>& lines) {
  if (!look.slanted) return draw_lines(canvas, kMargin, kMessageTop, look, lines);
  const size_t longest = std::ranges::max(lines, {}, &std::string::size).size();
  Canvas block(static_cast<int>(longest) * advance(look.scale),
               static_cast<int>(lines.size()) * line_height(look.scale));
  draw_lines(block, 0, 0, look, lines);
  draw_slanted(canvas, kMargin, kMessageTop, block);
}

}  // namespace

const std::vector<std::string>& looks() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Look& look : all_looks()) all.push_back(look.name);
    return all;
  }();
  return names;
}

Result<Canvas> paint(const Picture& picture) {
  const Look carrier_look{"", 2, Shade::kInk, 46, 6};
  Canvas canvas(kWidth, kHeight);
  BROCH_TRY(const std::vector<std::string> carrier, wrapped(picture.carrier, carrier_look, "carrier"));
  draw_lines(canvas, kMargin, kMargin, carrier_look, carrier);
  if (picture.message.empty() && picture.look.empty()) return canvas;
  const auto look = std::ranges::find(all_looks(), picture.look, &Look::name);
  if (look == all_looks().end()) {
    return fail(
        ErrorKind::kInput,
        fmt::format("`{}` is no look of a message{}", picture.look, did_you_mean(picture.look, looks())), {},
        "looks are " + join(looks(), ", "));
  }
  if (picture.message.empty()) {
    return fail(ErrorKind::kInput, "the picture has a `look` and no `message`", {},
                "write the message, or leave both out");
  }
  BROCH_TRY(const std::vector<std::string> message, wrapped(picture.message, *look, "message"));
  draw_message(canvas, *look, message);
  return canvas;
}

Result<chat::Image> draw(const Picture& picture) {
  BROCH_TRY(const Canvas canvas, paint(picture));
  std::string says = picture.carrier;
  if (!picture.message.empty()) says += "\n" + picture.message;
  return chat::Image{.media_type = "image/png", .bytes = write_png(canvas), .says = std::move(says)};
}

void describe_images(chat::Conversation& conversation) {
  for (chat::Message& message : conversation.messages) {
    for (chat::Part& part : message.parts) {
      if (part.image == nullptr || part.image->says.empty()) continue;
      chat::Image described = *part.image;
      described.bytes = with_description(described.bytes, described.says);
      part.image = std::make_shared<const chat::Image>(std::move(described));
    }
  }
}

}  // namespace broch::eval
