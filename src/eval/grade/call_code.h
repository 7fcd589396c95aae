// The code in the arguments of tool calls, and in calls and objects of JSON that a reply writes as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chat/chat.h"
#include "eval/grade/code.h"

namespace broch::eval {

/// What a shell is told is shell, what is written to a file is what the path says, what an edit replaces is
/// left out; any other argument is read as a reply in the language asked for.
std::vector<CodePart> parts_of_call(const chat::ToolCall& call, std::string_view asked);

/// Of a text that is one object or list of JSON: the code in it; empty where there is none, and where JSON
/// was asked for.
std::vector<CodePart> parts_of_json(std::string_view text, std::string_view asked);

/// Takes calls that are written as text (`<tool_call>{"name": …, "arguments": …}</tool_call>`) out of it and
/// adds them to `calls`. The other text keeps its lines.
std::string without_written_calls(std::string_view text, std::vector<chat::ToolCall>& calls);

}  // namespace broch::eval
