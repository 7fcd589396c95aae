// Answers of the gateway's own, in the shape that OpenAI's clients expect.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "core/json.h"
#include "guard/guard.h"
#include "net/http.h"

namespace broch::gateway {

struct Reply {
  int status = 200;
  net::Headers headers;
  std::string body;
};

/// What a guard said at one stage.
struct StageVerdict {
  guard::Stage stage;
  guard::Verdict verdict;
};

Reply json_reply(int status, std::string body);
/// {"error":{message, type, param, code}}. `type` follows the status: invalid_request_error below 500, else
/// upstream_error.
Reply error_reply(int status, std::string_view code, std::string_view message);

/// How the failure of an upstream looks to a client: 504 for a deadline, else 502. The message never repeats
/// what the upstream said.
Reply upstream_failure(const Error& error);
/// The event that ends a stream which cannot go on.
std::string stream_failure(const Error& error);

/// 400, type "guardrail_blocked", code "content_filter", with an extension object `guardrail`: policy, stage,
/// rule, action, the rules and the taxonomy of the findings, and checks that failed. Never what was matched.
/// Not retried by clients, which a 5xx or a 429 would be.
Reply blocked_reply(const guard::Policy& policy, const StageVerdict& cause);

/// Rule ids of the findings that the policy acts on, strictest first, each once.
std::vector<std::string> acting_rules(const guard::Verdict& verdict);

}  // namespace broch::gateway
