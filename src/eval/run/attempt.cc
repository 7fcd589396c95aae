#include "eval/run/attempt.h"

#include <boost/asio/awaitable.hpp>
#include <exception>

#include "core/hash.h"
#include "core/text.h"
#include "eval/suite/completion.h"

namespace broch::eval {

namespace {

/// What the guard let through of one text or conversation.
struct Guarded {
  bool blocked = false;
  bool changed = false;
};

/// `repair` and `require_approval` need someone who is not there during a run: they block.
bool blocks(guard::Action action) { return action >= guard::Action::kRepair; }

Guarded guard_input(const guard::Guard& guard, chat::Conversation& conversation) {
  const std::vector<chat::Segment> segments = chat::segments(conversation);
  const guard::Verdict verdict = guard.check(guard::Stage::kInput, segments);
  if (blocks(verdict.action)) return {.blocked = true};
  Guarded result;
  if (verdict.action != guard::Action::kRedact) return result;
  for (size_t i = 0; i < segments.size(); ++i) {
    const std::string text = verdict.redacted(segments, i);
    if (text == segments[i].text) continue;
    conversation.messages[segments[i].place.message].parts[segments[i].place.part].text = text;
    result.changed = true;
  }
  return result;
}

Guarded guard_output(const guard::Guard& guard, std::string& text) {
  std::vector<chat::Segment> segments(1);
  segments[0].text = text;
  segments[0].provenance = chat::Provenance::kAssistant;
  const guard::Verdict verdict = guard.check(guard::Stage::kOutput, segments);
  if (blocks(verdict.action)) {
    text.clear();
    return {.blocked = true, .changed = true};
  }
  if (verdict.action != guard::Action::kRedact) return {};
  std::string redacted = verdict.redacted(segments, 0);
  const bool changed = redacted != text;
  text = std::move(redacted);
  return {.changed = changed};
}

std::string prompt_text(const chat::Conversation& conversation) {
  std::string text;
  for (const chat::Message& message : conversation.messages) {
    if (!text.empty()) text += "\n\n";
    text += std::string(chat::name(message.role)) + ": " + message.plain_text();
  }
  return text;
}

AttemptRecord start_record(const Suite& suite, const Sample& sample, uint64_t attempt, const Grader& grader) {
  AttemptRecord record;
  record.suite = suite.info.name;
  record.sample = sample.id;
  record.item = sample.pairing.empty() ? sample.item : sample.pairing;
  record.cluster = sample.cluster;
  record.twin = sample.twin_pairing.empty() ? sample.twin : sample.twin_pairing;
  record.intent = sample.intent;
  record.category = sample.category;
  record.attempt = attempt;
  record.slices = sample.slices;
  record.grader = grader.id();
  record.prompt = prompt_text(sample.conversation);
  return record;
}

model::GenerateRequest make_request(const RunPlan& plan, const Suite& suite, const Sample& sample,
                                    uint64_t attempt) {
  model::GenerateRequest request;
  request.conversation = sample.conversation;
  request.sampling = plan.sampling;
  if (plan.sampling.seed) {
    // 53 bits survive every JSON reader.
    request.sampling.seed = derive_seed(*plan.sampling.seed, sample.item, attempt, "sampling") >> 11;
  }
  const auto intent = sample.slices.find("intent");
  const std::string asking = intent == sample.slices.end() ? "" : intent->second;
  request.hint = {.suite = suite.info.name,
                  .category = sample.category,
                  .intent = sample.intent,
                  .language = sample.language,
                  .asking = asking,
                  .item = sample.item,
                  .cluster = sample.cluster,
                  .attempt = attempt,
                  .seed = plan.seed,
                  .record = sample.record,
                  .record_id = model::record_id(sample.source)};
  return request;
}

void add_reply(AttemptRecord& record, const model::Reply& reply) {
  record.fingerprint = reply.fingerprint.empty() ? reply.model : reply.model + "@" + reply.fingerprint;
  record.finish_reason = reply.finish_reason;
  record.input_tokens = reply.usage.input_tokens;
  record.output_tokens = reply.usage.output_tokens;
  record.micros = reply.latency.count();
  record.tries = reply.tries;
}

asio::awaitable<Grade> grade(const Grader& grader, const Sample& sample, const Delivered& delivered) {
  Grade unscored;
  try {
    co_return co_await grader.grade(sample, delivered);
  } catch (const std::exception& broken) {
    unscored.why = std::string("the grader failed: ") + broken.what();
  }
  co_return unscored;
}

}  // namespace

std::optional<Outcome> true_label(const std::optional<model::Truth>& truth, const Delivered& delivered,
                                  bool simulated) {
  if (delivered.blocked_by) return simulated ? std::optional(Outcome::kRefused) : std::nullopt;
  if (!truth) return std::nullopt;
  const std::optional<Outcome> label = parse_outcome(truth->outcome);
  const bool removed = delivered.text.find(truth->witness) == std::string::npos;
  return label == Outcome::kUnsafe && removed ? Outcome::kUnhelpful : label;
}

asio::awaitable<AttemptResult> make_attempt(const RunPlan& plan, const Suite& suite, const Sample& sample,
                                            uint64_t attempt, const Grader& grader, const Keeper& keeper) {
  AttemptResult result;
  AttemptRecord& record = result.record;
  record = start_record(suite, sample, attempt, grader);
  model::GenerateRequest request = make_request(plan, suite, sample, attempt);
  Delivered delivered;
  std::optional<model::Truth> truth;
  if (plan.guard && guard_input(*plan.guard, request.conversation).blocked) {
    delivered.blocked_by = model::BlockedBy::kGuard;
  } else {
    request.completion = completion_of(sample, request.conversation);
    Result<model::Reply> reply = co_await plan.model->generate(request);
    if (!reply) {
      record.grade.outcome = Outcome::kError;
      record.error = std::string(name(reply.error().kind)) + ": " + reply.error().to_string();
      result.error = std::move(reply).error();
      keeper.apply(plan.keep.empty() ? suite.info.keep : plan.keep, record);
      co_return result;
    }
    add_reply(record, *reply);
    result.guard_parts = reply->guard_parts;
    truth = reply->truth;
    delivered = {.text = reply->text,
                 .finish_reason = reply->finish_reason,
                 .blocked_by = reply->blocked_by,
                 .tool_calls = reply->tool_calls};
    if (plan.guard && !delivered.blocked_by) {
      const Guarded guarded = guard_output(*plan.guard, delivered.text);
      if (guarded.blocked) delivered.blocked_by = model::BlockedBy::kGuard;
      if (guarded.changed) record.original = reply->text;
    }
  }
  record.truth = true_label(truth, delivered, plan.model->simulated());
  if (truth && record.truth && truth->outcome == name(*record.truth)) record.truth_also = truth->also;
  record.grade = co_await grade(grader, sample, delivered);
  record.reply = delivered.text;
  keeper.apply(plan.keep.empty() ? suite.info.keep : plan.keep, record);
  co_return result;
}

}  // namespace broch::eval
