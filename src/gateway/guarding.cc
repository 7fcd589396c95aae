#include "gateway/guarding.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/json.h"
#include "gateway/json_edit.h"

namespace broch::gateway {
namespace {

// The stage by whose rules the strictest finding was judged: the guard looks at tool results among the input,
// and at tool calls among the output, by their own.
guard::Stage deciding_stage(guard::Stage direction, const guard::Verdict& verdict,
                            const std::vector<chat::Segment>& segments) {
  const auto strictest = std::ranges::max_element(verdict.findings, {}, &guard::SegmentFinding::action);
  if (strictest == verdict.findings.end()) return direction;
  const chat::PartKind kind = segments[strictest->segment].kind;
  if (direction == guard::Stage::kInput && kind == chat::PartKind::kToolResult)
    return guard::Stage::kToolResult;
  if (direction == guard::Stage::kOutput && kind == chat::PartKind::kToolCall) return guard::Stage::kToolCall;
  return direction;
}

/// Checks messages one after the other and gathers what has to change in the body.
class BodyGuard {
 public:
  explicit BodyGuard(const guard::Guard& guard) : guard_(guard) {}

  void check(guard::Stage direction, const std::vector<chat::Segment>& segments) {
    const auto start = std::chrono::steady_clock::now();
    guard::Verdict verdict = guard_.check(direction, segments);
    const auto time = std::chrono::steady_clock::now() - start;
    enforce(verdict, segments);
    const guard::Stage stage = deciding_stage(direction, verdict, segments);
    verdicts_.push_back({{stage, std::move(verdict)}, time});
  }

  const std::set<size_t>& redacted_messages() const { return redacted_messages_; }
  void add_edit(JsonEdit edit) { edits_.push_back(std::move(edit)); }

  GuardedBody finish(std::string body) && {
    if (!edits_.empty()) body = apply_edits(body, std::move(edits_));
    return {std::move(body), std::move(verdicts_), blocked_by_};
  }

 private:
  void enforce(const guard::Verdict& verdict, const std::vector<chat::Segment>& segments) {
    if (verdict.action >= guard::Action::kRequireApproval) return block();
    if (verdict.action < guard::Action::kRedact) return;
    std::set<size_t> concerned;
    for (const guard::SegmentFinding& found : verdict.findings) {
      if (found.action >= guard::Action::kRedact) concerned.insert(found.segment);
    }
    for (const size_t position : concerned) {
      const chat::Segment& segment = segments[position];
      std::string text = verdict.redacted(segments, position);
      if (text == segment.text) continue;
      // Content without a literal of its own cannot be edited in place, and may not pass as it is.
      if (segment.place.wire == Span{}) return block();
      edits_.push_back({segment.place.wire, json::quote(text)});
      redacted_messages_.insert(segment.place.message);
    }
  }

  void block() {
    if (!blocked_by_) blocked_by_ = verdicts_.size();
  }

  const guard::Guard& guard_;
  std::vector<TimedVerdict> verdicts_;
  std::vector<JsonEdit> edits_;
  std::set<size_t> redacted_messages_;
  std::optional<size_t> blocked_by_;
};

// Log probabilities spell the text of a choice a second time.
Status drop_log_probabilities(const std::string& body, BodyGuard& guard) {
  BROCH_TRY(const json::Value root, json::parse(body));
  const json::Array* choices = root.get_array("choices");
  for (const size_t position : guard.redacted_messages()) {
    if (choices == nullptr || position >= choices->size()) continue;
    const json::Value* value = (*choices)[position].find("logprobs");
    if (value != nullptr && !value->is_null()) guard.add_edit({value->span(), "null"});
  }
  return {};
}

}  // namespace

GuardedBody guard_request(const guard::Guard& guard, const chat::OpenAiRequest& request, std::string body) {
  BodyGuard checker(guard);
  checker.check(guard::Stage::kInput, request.segments);
  return std::move(checker).finish(std::move(body));
}

Result<GuardedBody> guard_response(const guard::Guard& guard, const chat::OpenAiResponse& response,
                                   std::string body) {
  std::map<size_t, std::vector<chat::Segment>> choices;
  for (const chat::Segment& segment : response.segments) choices[segment.place.message].push_back(segment);
  BodyGuard checker(guard);
  for (const auto& [position, segments] : choices) checker.check(guard::Stage::kOutput, segments);
  if (!checker.redacted_messages().empty()) BROCH_CHECK(drop_log_probabilities(body, checker));
  return std::move(checker).finish(std::move(body));
}

}  // namespace broch::gateway
