#include "gateway/guard_endpoint.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "chat/openai_chat.h"
#include "core/json.h"
#include "core/text.h"

namespace broch::gateway {
namespace {

namespace asio = boost::asio;

struct Question {
  guard::Stage stage = guard::Stage::kInput;
  std::vector<chat::Segment> segments;
  std::shared_ptr<const guard::Guard> guard;
};

std::unexpected<Error> refuse(std::string what) { return fail(ErrorKind::kInput, std::move(what)); }

chat::Segment segment_at(guard::Stage stage, std::string_view text) {
  chat::Segment segment;
  segment.text = text;
  switch (stage) {
    case guard::Stage::kInput:
      segment.provenance = chat::Provenance::kUser;
      break;
    case guard::Stage::kOutput:
      segment.provenance = chat::Provenance::kAssistant;
      break;
    case guard::Stage::kToolCall:
      segment.provenance = chat::Provenance::kAssistant;
      segment.kind = chat::PartKind::kToolCall;
      break;
    case guard::Stage::kToolResult:
      segment.provenance = chat::Provenance::kTool;
      segment.kind = chat::PartKind::kToolResult;
      break;
  }
  return segment;
}

// A conversation is the `messages` of a chat completion request, alone or in an object of that name; the
// codec that reads requests reads it, too.
Result<std::vector<chat::Segment>> conversation_segments(std::string_view body,
                                                         const json::Value& conversation) {
  const json::Value* messages = conversation.is_object() ? conversation.find("messages") : &conversation;
  if (messages == nullptr || !messages->is_array()) return refuse("`conversation` is an array of messages");
  const Span span = messages->span();
  const std::string request =
      fmt::format(R"({{"model":"any","messages":{}}})", body.substr(span.begin, span.size()));
  BROCH_TRY(chat::OpenAiRequest parsed, chat::parse_openai_request(request));
  return std::move(parsed.segments);
}

Result<std::shared_ptr<const guard::Guard>> find_guard(Services& services, std::string_view policy) {
  if (policy.empty() || policy == services.guard->policy().name) return services.guard;
  const std::string name(policy);
  if (const auto known = services.other_guards.find(name); known != services.other_guards.end())
    return known->second;
  const bool built_in = std::ranges::any_of(guard::builtin_policy_files(), [&](const EmbeddedFile& file) {
    const std::string_view stem = file.path.substr(0, file.path.rfind('.'));
    return stem.substr(stem.rfind('/') + 1) == policy;
  });
  if (!built_in) return refuse("no built-in policy is named `" + ellipsize(name, 100) + "`");
  BROCH_TRY(const guard::Policy loaded, guard::Policy::load(name));
  BROCH_TRY(auto compiled, guard::Guard::compile(loaded));
  services.other_guards[name] = compiled;
  return compiled;
}

Result<Question> read_question(Services& services, const std::string& body) {
  BROCH_TRY(const json::Value root, json::parse(body, {.file = "request body"}));
  if (!root.is_object()) return refuse("the request body is an object");
  for (const json::Member& member : root.as_object()) {
    static const std::vector<std::string> kKnown = {"stage", "text", "conversation", "policy"};
    if (std::ranges::find(kKnown, member.key) == kKnown.end()) {
      return refuse(
          fmt::format("unknown key `{}`{}", ellipsize(member.key, 100), did_you_mean(member.key, kKnown)));
    }
  }
  Question question;
  const auto stage = guard::parse_stage(root.get_string("stage").value_or(""));
  if (!stage) return refuse("`stage` is one of input, output, tool_call, tool_result");
  question.stage = *stage;
  const auto text = root.get_string("text");
  const json::Value* conversation = root.find("conversation");
  if (text.has_value() == (conversation != nullptr))
    return refuse("give either `text`, a string, or `conversation`");
  if (text) {
    question.segments.push_back(segment_at(*stage, *text));
  } else {
    BROCH_TRY(question.segments, conversation_segments(body, *conversation));
  }
  if (const json::Value* policy = root.find("policy"); policy != nullptr && !policy->is_string()) {
    return refuse("`policy` is the name of a built-in policy");
  }
  BROCH_TRY(question.guard, find_guard(services, root.get_string("policy").value_or("")));
  return question;
}

}  // namespace

asio::awaitable<void> ask_guard(Exchange& exchange) {
  const Result<Question> question = read_question(exchange.services(), exchange.request().body);
  Reply reply;
  if (!question) {
    reply = error_reply(400, "invalid_request", question.error().to_string());
  } else {
    const auto start = std::chrono::steady_clock::now();
    const guard::Verdict verdict = question->guard->check(question->stage, question->segments);
    exchange.note_verdict(question->stage, verdict, std::chrono::steady_clock::now() - start);
    reply = json_reply(200, json::dump(verdict.to_json()));
  }
  co_await exchange.send(std::move(reply));
}

}  // namespace broch::gateway
