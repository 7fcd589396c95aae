#include "gateway/replies.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "chat/openai_chat.h"
#include "net/sse.h"

namespace broch::gateway {
namespace {

std::string_view failure_code(const Error& error) {
  switch (error.kind) {
    case ErrorKind::kTimeout:
      return "upstream_timeout";
    case ErrorKind::kNetwork:
      return "upstream_unreachable";
    case ErrorKind::kLimit:
      return "upstream_too_large";
    default:
      return "upstream_bad_reply";
  }
}

// Our own words for each kind: an upstream's text has no verdict.
std::string_view failure_message(const Error& error) {
  switch (error.kind) {
    case ErrorKind::kTimeout:
      return "the upstream did not answer in time";
    case ErrorKind::kNetwork:
      return "the upstream cannot be reached, or broke off";
    case ErrorKind::kLimit:
      return "the answer of the upstream is too large";
    default:
      return "the upstream sent what is no chat completion";
  }
}

std::vector<const guard::SegmentFinding*> acting(const guard::Verdict& verdict) {
  std::vector<const guard::SegmentFinding*> findings;
  for (const guard::SegmentFinding& finding : verdict.findings) {
    if (finding.action > guard::Action::kAllow) findings.push_back(&finding);
  }
  std::ranges::stable_sort(findings, std::ranges::greater(), &guard::SegmentFinding::action);
  return findings;
}

std::string_view subject(guard::Stage stage) {
  switch (stage) {
    case guard::Stage::kInput:
      return "the request";
    case guard::Stage::kOutput:
      return "the reply";
    case guard::Stage::kToolCall:
      return "the tool call";
    case guard::Stage::kToolResult:
      return "the tool result";
  }
  return "the message";
}

std::string reason(const std::vector<std::string>& rules, const std::vector<std::string>& failed_checks) {
  if (!rules.empty()) return fmt::format(" (rule `{}`)", rules.front());
  if (!failed_checks.empty()) return fmt::format(" (the check `{}` could not finish)", failed_checks.front());
  return {};
}

}  // namespace

Reply json_reply(int status, std::string body) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

Reply error_reply(int status, std::string_view code, std::string_view message) {
  const std::string_view type = status < 500 ? "invalid_request_error" : "upstream_error";
  return json_reply(status, chat::write_openai_error(message, type, code));
}

Reply upstream_failure(const Error& error) {
  return error_reply(error.kind == ErrorKind::kTimeout ? 504 : 502, failure_code(error),
                     failure_message(error));
}

std::string stream_failure(const Error& error) {
  return net::write_sse(
      chat::write_openai_error(failure_message(error), "upstream_error", failure_code(error)));
}

std::vector<std::string> acting_rules(const guard::Verdict& verdict) {
  std::vector<std::string> rules;
  for (const guard::SegmentFinding* finding : acting(verdict)) {
    if (std::ranges::find(rules, finding->finding.rule) == rules.end())
      rules.push_back(finding->finding.rule);
  }
  return rules;
}

Reply blocked_reply(const guard::Policy& policy, const StageVerdict& cause) {
  const std::vector<std::string> rules = acting_rules(cause.verdict);
  std::vector<std::string> failed;
  for (const guard::CheckReport& check : cause.verdict.checks) {
    using Status = guard::CheckReport::Status;
    if (check.status == Status::kFailed || check.status == Status::kTimeout) failed.push_back(check.id);
  }
  std::set<std::string> taxonomy;
  for (const guard::SegmentFinding* finding : acting(cause.verdict)) {
    taxonomy.insert(finding->finding.taxonomy.begin(), finding->finding.taxonomy.end());
  }
  json::Object guardrail{
      {"policy", policy.name},
      {"stage", guard::name(cause.stage)},
      {"rule", rules.empty() ? json::Value() : json::Value(rules.front())},
      {"action", guard::name(cause.verdict.action)},
      {"findings", json::Value::strings(rules)},
      {"taxonomy", json::Value::strings({taxonomy.begin(), taxonomy.end()})},
  };
  if (!failed.empty()) guardrail.append("failed_checks", json::Value::strings(failed));
  const std::string message =
      fmt::format("{} {} by policy `{}`{}", subject(cause.stage),
                  cause.verdict.action == guard::Action::kRequireApproval
                      ? "needs an approval that this version cannot ask for, and is blocked"
                      : "was blocked",
                  policy.name, reason(rules, failed));
  return json_reply(
      400, chat::write_openai_error(message, "guardrail_blocked", "content_filter", std::move(guardrail)));
}

}  // namespace broch::gateway
