#include "eval/grade/call_code.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "core/json.h"
#include "core/text.h"
#include "eval/grade/bare_code.h"

namespace broch::eval {

namespace {

/// Arguments as deep as this hold no code that a tool would be handed.
constexpr int kMaxCallDepth = 8;

/// What editing tools are told to replace is somebody else's text.
bool is_replaced(std::string_view key) {
  constexpr std::array<std::string_view, 5> kKeys{"old_str", "old_string", "old_text", "oldText", "search"};
  return iequals_any(key, kKeys);
}

bool is_path(std::string_view key) {
  constexpr std::array<std::string_view, 7> kKeys{"path",        "file_path", "filepath",     "filename",
                                                  "target_file", "file_name", "absolute_path"};
  return iequals_any(key, kKeys);
}

/// What goes into a file.
bool is_content(std::string_view key) {
  constexpr std::array<std::string_view, 14> kKeys{
      "content",  "contents", "file_text", "text",      "code",        "new_str",     "new_string",
      "new_text", "newText",  "replace",   "code_edit", "insert_text", "replacement", "source"};
  return iequals_any(key, kKeys);
}

/// What a call says about itself.
bool is_remark(std::string_view key) {
  constexpr std::array<std::string_view, 7> kKeys{"description", "reason",  "explanation", "thought",
                                                  "purpose",     "summary", "title"};
  return iequals_any(key, kKeys);
}

bool is_language(std::string_view key) { return iequals(key, "language") || iequals(key, "lang"); }

bool is_shell(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames{"bash", "sh",  "shell", "terminal", "command",
                                                   "cmd",  "zsh", "exec",  "commands"};
  return iequals_any(name, kNames);
}

/// "run_command", "bash", "container.exec" run shells; "execute_python" runs Python.
std::string tag_of_tool(std::string_view tool) {
  for (size_t begin = 0; begin < tool.size();) {
    const size_t end = std::min(tool.find_first_of("_-./: ", begin), tool.size());
    const std::string_view word = tool.substr(begin, end - begin);
    if (is_shell(word)) return "bash";
    if (iequals(word, "python") || iequals(word, "javascript")) return to_lower(word);
    begin = end + 1;
  }
  return "";
}

/// Where a string stands: under which key, and what those around it say of its language.
struct Standing {
  std::string_view key;
  std::string path;
  std::string tag;
};

class Arguments {
 public:
  explicit Arguments(std::string_view asked) : asked_(asked) {}

  void add(const json::Value& value, const Standing& place, int depth = 0) {
    if (depth > kMaxCallDepth) return;
    if (value.is_string()) {
      add_string(value.as_string(), place);
    } else if (value.is_array()) {
      if (is_shell(place.key) && add_words(value.as_array())) return;
      for (const json::Value& one : value.as_array()) add(one, place, depth + 1);
    } else if (value.is_object()) {
      const json::Object& object = value.as_object();
      Standing inner = place;
      for (const json::Member& member : object) {
        if (!member.value.is_string()) continue;
        if (is_path(member.key)) inner.path = member.value.as_string();
        const std::string& text = member.value.as_string();
        if (is_language(member.key) && (scan::language_by_name(text) || iequals(text, asked_)))
          inner.tag = text;
      }
      for (const json::Member& member : object) {
        if (is_replaced(member.key) || is_path(member.key) || is_language(member.key)) continue;
        inner.key = member.key;
        add(member.value, inner, depth + 1);
      }
    }
  }

  std::vector<CodePart> parts;

 private:
  void add_string(const std::string& text, const Standing& place) {
    const bool content = is_content(place.key);
    if (is_shell(place.key)) {
      // Editing tools call what they are to do a command: "create".
      if (place.path.empty() || text.find(' ') != std::string::npos) take(tagged_parts(text, "bash", asked_));
    } else if (content && !place.path.empty()) {
      take(parts_of_file(text, place.path, asked_));
    } else if (!place.tag.empty() && !is_remark(place.key)) {
      take(tagged_parts(text, place.tag, asked_));
    } else {
      take(code_parts(text, asked_));
    }
  }

  /// ["bash", "-lc", "…"], or the words of one command.
  bool add_words(const json::Array& words) {
    std::string line;
    for (const json::Value& word : words) {
      if (!word.is_string()) return false;
      line += (line.empty() ? "" : " ") + word.as_string();
    }
    if (words.size() == 3 && words[1].as_string().starts_with('-') && words[1].as_string().ends_with('c')) {
      const std::string program = words[0].as_string().substr(words[0].as_string().rfind('/') + 1);
      if (scan::language_by_name(program)) {
        take(tagged_parts(words[2].as_string(), program, asked_));
        return true;
      }
    }
    take(tagged_parts(line, "bash", asked_));
    return true;
  }

  void take(std::vector<CodePart> more) { std::ranges::move(more, std::back_inserter(parts)); }

  std::string_view asked_;
};

/// A call that is written out; nothing where the object is none.
std::optional<chat::ToolCall> written_call(const json::Value& value) {
  const json::Value* arguments = value.find("arguments");
  if (arguments == nullptr) arguments = value.find("parameters");
  const auto name = value.get_string("name");
  if (!name || arguments == nullptr) return std::nullopt;
  return chat::ToolCall{"", std::string(*name),
                        arguments->is_string() ? arguments->as_string() : json::dump(*arguments)};
}

/// Whether something like code, or several lines, stand under a key for code.
bool holds_code(const json::Value& value, std::string_view key, int depth = 0) {
  if (depth > kMaxCallDepth) return false;
  if (value.is_string())
    return is_content(key) &&
           (value.as_string().find('\n') != std::string::npos || looks_like_code(value.as_string()));
  if (value.is_array()) {
    return std::ranges::any_of(value.as_array(),
                               [&](const json::Value& one) { return holds_code(one, key, depth + 1); });
  }
  return value.is_object() && std::ranges::any_of(value.as_object(), [&](const json::Member& member) {
           return holds_code(member.value, member.key, depth + 1);
         });
}

}  // namespace

std::vector<CodePart> parts_of_call(const chat::ToolCall& call, std::string_view asked) {
  const auto read = json::parse(call.arguments);
  Arguments arguments(asked);
  arguments.add(read ? *read : json::Value(call.arguments),
                {.key = {}, .path = {}, .tag = tag_of_tool(call.name)});
  return std::move(arguments.parts);
}

std::vector<CodePart> parts_of_json(std::string_view text, std::string_view asked) {
  text = trim(text);
  if (iequals(asked, "json") || (!text.starts_with('{') && !text.starts_with('['))) return {};
  const auto value = json::parse(text);
  if (!value) return {};
  if (const auto call = written_call(*value)) return parts_of_call(*call, asked);
  Arguments arguments(asked);
  if (holds_code(*value, "")) arguments.add(*value, {});
  return std::move(arguments.parts);
}

std::string without_written_calls(std::string_view text, std::vector<chat::ToolCall>& calls) {
  constexpr std::string_view kOpen = "<tool_call>", kClose = "</tool_call>";
  std::string rest(text);
  for (size_t open = text.find(kOpen); open != std::string_view::npos; open = text.find(kOpen, open + 1)) {
    const size_t begin = open + kOpen.size();
    const size_t close = text.find(kClose, begin);
    const auto value =
        json::parse(trim(text.substr(begin, close == std::string_view::npos ? close : close - begin)));
    auto call = value ? written_call(*value) : std::nullopt;
    if (!call) continue;
    calls.push_back(*std::move(call));
    const size_t end = close == std::string_view::npos ? text.size() : close + kClose.size();
    std::replace_if(
        rest.begin() + static_cast<ptrdiff_t>(open), rest.begin() + static_cast<ptrdiff_t>(end),
        [](char c) { return c != '\n'; }, ' ');
  }
  return rest;
}

}  // namespace broch::eval
