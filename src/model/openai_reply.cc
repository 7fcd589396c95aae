#include "model/openai_reply.h"

#include <fmt/core.h>

#include <algorithm>

#include "core/json.h"
#include "core/text.h"

namespace broch::model {
namespace {

constexpr size_t kMaxQuoted = 500;
constexpr size_t kMaxGuardParts = 64;
/// How the gateway tells, near the end of a stream, what it could not know when it sent the headers.
constexpr std::string_view kActionComment = ": broch-guard-action=";

std::string text_of(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  if (!value) return {};
  if (value->is_string()) return value->as_string();
  if (value->is_integer()) return std::to_string(value->as_integer());
  return {};
}

}  // namespace

std::optional<BlockedBy> OpenAiError::blocked_by() const {
  if (type == "guardrail_blocked") return BlockedBy::kGuard;
  if (code == "content_filter") return BlockedBy::kProvider;
  return {};
}

OpenAiError read_openai_error(std::string_view body) {
  OpenAiError out;
  const Result<json::Value> root = json::parse(body);
  const json::Value* error = root ? root->find("error") : nullptr;
  if (!error) return out;
  if (error->is_string()) out.message = error->as_string();
  out.message += text_of(*error, "message");
  out.type = text_of(*error, "type");
  out.code = text_of(*error, "code");
  return out;
}

void read_broch_headers(const net::Headers& headers, bool simulated, Reply& reply) {
  reply.guard_action = std::string(trim(headers.get("x-broch-guard-action")));
  for (const std::string_view part : split(headers.get("x-broch-guard-parts"), ',')) {
    if (trim(part).empty()) continue;
    if (reply.guard_parts.size() == kMaxGuardParts) break;
    reply.guard_parts.emplace_back(trim(part));
  }
  if (simulated) reply.truth = Truth::from_header(headers.get("x-broch-sim-truth"));
}

Status fill_reply(chat::OpenAiResponse response, Reply& reply) {
  reply.usage = response.usage;
  reply.model = std::move(response.model);
  reply.fingerprint = std::move(response.system_fingerprint);
  if (response.choices.empty()) return fail(ErrorKind::kUpstream, "the answer holds no choice");
  chat::OpenAiChoice& choice = response.choices.front();
  reply.text = choice.message.plain_text();
  reply.finish_reason = std::move(choice.finish_reason);
  std::string refusal;
  for (chat::Part& part : choice.message.parts) {
    if (part.kind == chat::PartKind::kRefusal) refusal += part.text;
    if (part.tool_call) reply.tool_calls.push_back(*std::move(part.tool_call));
  }
  if (reply.text.empty()) reply.text = std::move(refusal);
  if (reply.finish_reason == "content_filter") {
    reply.blocked_by = reply.guard_action == "block" ? BlockedBy::kGuard : BlockedBy::kProvider;
  }
  return {};
}

std::string quotable(std::string_view text) {
  std::string out = ellipsize(sanitize_utf8(trim(text)), kMaxQuoted);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return out;
}

namespace {

/// Why a server that has chat may not have this; empty when the refusal is about something else.
std::string completions_remedy(int status, std::string_view body, PromptStyle style) {
  if (status == 404 || status == 405 || status == 501) {
    return fmt::format(
        "prompt={} asks at /completions, which not every server and model has: use prompt=chat; "
        "or check the model's name and that base_url ends where /completions begins",
        name(style));
  }
  if (style == PromptStyle::kFim && body.find("suffix") != std::string_view::npos)
    return "prompt=fim sends a `suffix`, which not every server and model takes: use prompt=raw";
  return {};
}

}  // namespace

Error status_error(int status, const net::Headers& headers, std::string_view body, PromptStyle style) {
  const OpenAiError error = read_openai_error(body);
  std::string what = fmt::format("the server answered {}", status);
  if (!error.message.empty()) {
    what += ": " + quotable(error.message);
  } else if (!trim(body).empty()) {
    what += ": " + quotable(body.substr(0, 2 * kMaxQuoted));
  }
  Error out{ErrorKind::kUpstream, std::move(what)};
  if (style != PromptStyle::kChat) out.remedy = completions_remedy(status, body, style);
  if (!out.remedy.empty()) return out;
  if (status / 100 == 3) {
    out.remedy = "redirects are not followed: set base_url to " + quotable(headers.get("location"));
  } else if (status == 401 || status == 403) {
    out.remedy = "check the key, and the environment variable that api_key_env names";
  } else if (status == 404) {
    out.remedy = "check the model's name and that base_url ends where /chat/completions begins";
  } else if (error.code == "insufficient_quota") {
    out.remedy = "the account has no quota left";
  }
  return out;
}

Status StreamReader::take(const net::SseEvent& event) {
  if (!event.has_data && event.raw.starts_with(kActionComment)) {
    guard_action_ = trim(std::string_view(event.raw).substr(kActionComment.size()));
  }
  if (!event.has_data || done_) return {};
  any_ = true;
  if (trim(event.data) == "[DONE]") {
    done_ = true;
    return {};
  }
  const std::string data = clean_(event.data);
  if (const OpenAiError error = read_openai_error(data); !error.empty()) {
    if (!error.blocked_by()) {
      return fail(ErrorKind::kUpstream, "the server broke its stream off: " + quotable(error.message));
    }
    blocked_ = error;
    done_ = true;
    return {};
  }
  BROCH_TRY(const chat::OpenAiChunk chunk, parse_(data));
  for (const chat::OpenAiDelta& delta : chunk.deltas) finished_ = finished_ || !delta.finish_reason.empty();
  assembler_.add(chunk);
  return {};
}

Status StreamReader::feed(std::string_view bytes) {
  BROCH_TRY(const std::vector<net::SseEvent> events, parser_.feed(bytes));
  for (const net::SseEvent& event : events) BROCH_CHECK(take(event));
  return {};
}

Status StreamReader::finish(Reply& reply) {
  BROCH_TRY(const std::vector<net::SseEvent> events, parser_.finish());
  for (const net::SseEvent& event : events) BROCH_CHECK(take(event));
  if (!any_ && parser_.pending().empty())
    return fail(ErrorKind::kUpstream, "the stream ended without an event");
  if (!done_ && !finished_) {
    return fail(ErrorKind::kNetwork, "the stream was truncated: it ended without [DONE] or a finish_reason");
  }
  // Only a gateway that named itself in the headers is heard.
  if (!reply.guard_parts.empty() && !guard_action_.empty()) reply.guard_action = guard_action_;
  if (blocked_.empty()) return fill_reply(std::move(assembler_).finish(), reply);
  // What was delivered before the block was delivered; the message follows it.
  static_cast<void>(fill_reply(std::move(assembler_).finish(), reply));
  reply.text += (reply.text.empty() ? "" : "\n") + blocked_.message;
  reply.blocked_by = blocked_.blocked_by();
  return {};
}

}  // namespace broch::model
