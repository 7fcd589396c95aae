#include "eval/grade/reply_json.h"

#include <charconv>

#include "chat/chat.h"
#include "core/text.h"

namespace broch::eval {

namespace {

constexpr size_t kMostPlaces = 64;

/// The end of the object or list that begins at `begin`: where its brackets close, strings left out; npos
/// when they do not.
size_t closing(std::string_view text, size_t begin) {
  int depth = 0;
  bool quoted = false;
  for (size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

/// Adds the objects and lists of a piece of prose.
void add_from_prose(std::string_view text, size_t& places, std::vector<json::Value>& out) {
  for (size_t at = text.find_first_of("{["); at != std::string_view::npos && places < kMostPlaces;) {
    ++places;
    const size_t end = closing(text, at);
    if (end != std::string_view::npos) {
      if (Result<json::Value> value = json::parse(text.substr(at, end - at))) {
        out.push_back(*std::move(value));
        at = text.find_first_of("{[", end);
        continue;
      }
    }
    at = text.find_first_of("{[", at + 1);
  }
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::unexpected<Error> wrong(std::string_view text) {
  return fail(ErrorKind::kInput, "`" + std::string(text) + "` is no path to one place", {},
              "write it like `$.items[0].price` or `$['a name']`");
}

}  // namespace

std::vector<json::Value> json_in(std::string_view reply) {
  std::vector<json::Value> out;
  if (Result<json::Value> whole = json::parse(trim(reply))) {
    out.push_back(*std::move(whole));
    return out;
  }
  size_t places = 0, from = 0;
  for (const chat::FencedBlock& block : chat::fenced_blocks(reply)) {
    add_from_prose(reply.substr(from, block.body.begin - from), places, out);
    const std::string_view body = reply.substr(block.body.begin, block.body.size());
    if (Result<json::Value> value = json::parse(trim(body))) {
      out.push_back(*std::move(value));
    } else {
      add_from_prose(body, places, out);
    }
    from = block.body.end;
  }
  add_from_prose(reply.substr(from), places, out);
  return out;
}

Result<JsonPath> JsonPath::parse(std::string_view text) {
  JsonPath path;
  std::string_view rest = text;
  if (!rest.starts_with('$')) return wrong(text);
  rest.remove_prefix(1);
  while (!rest.empty()) {
    Step step;
    if (rest.starts_with('.')) {
      size_t end = 1;
      while (end < rest.size() && is_name_char(rest[end])) ++end;
      if (end == 1) return wrong(text);
      step.name = std::string(rest.substr(1, end - 1));
      rest.remove_prefix(end);
    } else if (rest.size() > 2 && rest[0] == '[' && (rest[1] == '\'' || rest[1] == '"')) {
      const size_t end = rest.find(rest[1], 2);
      if (end == std::string_view::npos || rest.substr(end + 1, 1) != "]") return wrong(text);
      step.name = std::string(rest.substr(2, end - 2));
      rest.remove_prefix(end + 2);
    } else if (rest.starts_with('[')) {
      const size_t end = rest.find(']');
      if (end == std::string_view::npos) return wrong(text);
      const char* last = rest.data() + end;
      if (std::from_chars(rest.data() + 1, last, step.index).ptr != last || end == 1) return wrong(text);
      rest.remove_prefix(end + 1);
    } else {
      return wrong(text);
    }
    path.steps_.push_back(std::move(step));
  }
  return path;
}

const json::Value* JsonPath::find(const json::Value& root) const {
  const json::Value* at = &root;
  for (const Step& step : steps_) {
    if (step.name) {
      at = at->find(*step.name);
      if (at == nullptr) return nullptr;
      continue;
    }
    if (!at->is_array()) return nullptr;
    const auto size = static_cast<int64_t>(at->as_array().size());
    const int64_t index = step.index < 0 ? size + step.index : step.index;
    if (index < 0 || index >= size) return nullptr;
    at = &at->as_array()[static_cast<size_t>(index)];
  }
  return at;
}

}  // namespace broch::eval
