#include "eval/run/attempt.h"

#include <fmt/format.h>

#include <boost/asio/awaitable.hpp>
#include <exception>
#include <iterator>

#include "core/hash.h"
#include "core/text.h"
#include "eval/condition/recorded.h"
#include "eval/run/deadline.h"
#include "eval/suite/completion.h"
#include "eval/visual/picture.h"

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

/// What stands after a gap is shown to the model like the rest of the request.
Guarded guard_suffix(const guard::Guard& guard, const std::string& suffix) {
  chat::Conversation shown;
  shown.messages.push_back(chat::Message::text(chat::Role::kUser, suffix));
  return guard_input(guard, shown);
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

/// Which image it was, and what stands in it where that is known.
std::string image_text(const chat::Image& image) {
  const std::string named = fmt::format("\n[{}, sha256 {}]", image.media_type, sha256_hex(image.bytes));
  return image.says.empty() ? named : named + "\n" + image.says;
}

std::string prompt_text(const chat::Conversation& conversation) {
  std::string text;
  for (const chat::Message& message : conversation.messages) {
    if (!text.empty()) text += "\n\n";
    text += std::string(chat::name(message.role)) + ": " + message.plain_text();
    for (const chat::Part& part : message.parts) {
      if (part.kind == chat::PartKind::kToolResult) text += part.text;
      if (part.image != nullptr) text += image_text(*part.image);
    }
  }
  return text;
}

std::string prompt_text(const model::Completion& completion) {
  return "text: " + completion.prefix +
         (completion.suffix.empty() ? "" : "\n\nafter the gap: " + completion.suffix);
}

AttemptRecord start_record(const Suite& suite, const Sample& sample, uint64_t attempt, const Grader& grader,
                           const MatrixCell* cell) {
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
  if (cell != nullptr) put_into_cell(record, *cell);
  return record;
}

/// Without its conversation.
model::GenerateRequest make_request(const RunPlan& plan, const Suite& suite, const Sample& sample,
                                    uint64_t attempt) {
  model::GenerateRequest request;
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

/// Adds up over the turns of an attempt; name and finish are those of the last one.
void add_reply(AttemptRecord& record, const model::Reply& reply) {
  record.fingerprint = reply.fingerprint.empty() ? reply.model : reply.model + "@" + reply.fingerprint;
  record.finish_reason = reply.finish_reason;
  record.input_tokens += reply.usage.input_tokens;
  record.output_tokens += reply.usage.output_tokens;
  record.micros += reply.latency.count();
  record.tries += reply.tries;
}

void add_error(AttemptResult& result, Error error) {
  result.record.grade.outcome = Outcome::kError;
  result.record.error = std::string(name(error.kind)) + ": " + error.to_string();
  result.error = std::move(error);
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

namespace {

/// What came of one request.
struct Exchanged {
  Delivered delivered;
  std::string original;  ///< before the guard changed it; empty where it did not
  std::optional<model::Truth> truth;
};

/// One request through the guard and back. The guard may redact the conversation, which so is what the model
/// saw.
asio::awaitable<Result<Exchanged>> exchange(const RunPlan& plan, const guard::Guard* guard,
                                            const Sample& sample, model::GenerateRequest& request,
                                            AttemptResult& result) {
  Exchanged out;
  if (guard != nullptr && guard_input(*guard, request.conversation).blocked) {
    out.delivered.blocked_by = model::BlockedBy::kGuard;
    co_return out;
  }
  request.completion = completion_of(sample, request.conversation);
  const model::PromptStyle prompt = plan.model->prompt();
  if (request.completion && prompt != model::PromptStyle::kFim) request.completion->suffix.clear();
  if (guard != nullptr && request.completion && !request.completion->suffix.empty()) {
    const Guarded after = guard_suffix(*guard, request.completion->suffix);
    if (after.blocked) {
      out.delivered.blocked_by = model::BlockedBy::kGuard;
      co_return out;
    }
    if (after.changed) request.completion.reset();
  }
  if (request.completion && prompt != model::PromptStyle::kChat)
    result.record.prompt = prompt_text(*request.completion);
  BROCH_CO_TRY(model::Reply reply, co_await plan.model->generate(request));
  add_reply(result.record, reply);
  result.guard_parts.insert(result.guard_parts.end(), reply.guard_parts.begin(), reply.guard_parts.end());
  out.truth = std::move(reply.truth);
  out.delivered = {.text = reply.text,
                   .finish_reason = std::move(reply.finish_reason),
                   .blocked_by = reply.blocked_by,
                   .tool_calls = std::move(reply.tool_calls),
                   .goes_on = goes_on(sample, prompt)};
  if (guard != nullptr && !out.delivered.blocked_by) {
    const Guarded guarded = guard_output(*guard, out.delivered.text);
    if (guarded.blocked) out.delivered.blocked_by = model::BlockedBy::kGuard;
    if (guarded.changed) out.original = std::move(reply.text);
  }
  co_return out;
}

/// Says the turns that come before the request, and puts each with its answer into the conversation. A turn
/// that is stopped is left out, as somebody who wants to get on would leave it out; the next one is said.
asio::awaitable<Status> say_turns(const RunPlan& plan, const guard::Guard* guard, const Sample& sample,
                                  const Asked& asked, model::GenerateRequest& request,
                                  AttemptResult& result) {
  std::vector<chat::Message>& messages = request.conversation.messages;
  const auto from = messages.begin() + static_cast<int64_t>(asked.turns_at);
  std::vector<chat::Message> last(std::make_move_iterator(from), std::make_move_iterator(messages.end()));
  messages.erase(from, messages.end());
  for (const std::string& turn : asked.turns) {
    messages.push_back(chat::Message::text(chat::Role::kUser, turn));
    BROCH_CO_TRY(Exchanged exchanged, co_await exchange(plan, guard, sample, request, result));
    if (exchanged.delivered.blocked_by) {
      messages.pop_back();
    } else {
      messages.push_back(chat::Message::text(chat::Role::kAssistant, std::move(exchanged.delivered.text)));
    }
  }
  messages.insert(messages.end(), std::make_move_iterator(last.begin()), std::make_move_iterator(last.end()));
  co_return Status{};
}

/// The attempt but for its deadline and for what is kept of it.
asio::awaitable<void> ask_and_grade(const RunPlan& plan, const Suite& suite, const Sample& sample,
                                    const Grader& grader, const MatrixCell* cell, AttemptResult& result) {
  AttemptRecord& record = result.record;
  model::GenerateRequest request = make_request(plan, suite, sample, record.attempt);
  const guard::Guard* guard = cell != nullptr ? plan.matrix->guard(*cell) : plan.guard.get();
  if (cell == nullptr) {
    request.conversation = sample.conversation;
  } else {
    Asked asked = plan.matrix->ask(*cell, sample.conversation);
    request.conversation = std::move(asked.conversation);
    if (!asked.turns.empty()) {
      if (Status said = co_await say_turns(plan, guard, sample, asked, request, result); !said) {
        add_error(result, std::move(said).error());
        co_return;
      }
    }
    record.prompt = prompt_text(request.conversation);
  }
  if (plan.model->simulated()) describe_images(request.conversation);
  Result<Exchanged> exchanged = co_await exchange(plan, guard, sample, request, result);
  if (!exchanged) {
    add_error(result, std::move(exchanged).error());
    co_return;
  }
  record.original = std::move(exchanged->original);
  const std::optional<model::Truth>& truth = exchanged->truth;
  record.truth = true_label(truth, exchanged->delivered, plan.model->simulated());
  if (truth && record.truth && truth->outcome == name(*record.truth)) record.truth_also = truth->also;
  record.grade = co_await grade(grader, sample, exchanged->delivered);
  record.reply = std::move(exchanged->delivered.text);
}

}  // namespace

asio::awaitable<AttemptResult> make_attempt(const RunPlan& plan, const Suite& suite, const Sample& sample,
                                            uint64_t attempt, const Grader& grader, const Keeper& keeper,
                                            const MatrixCell* cell) {
  AttemptResult result;
  result.record = start_record(suite, sample, attempt, grader, cell);
  if (plan.deadline.count() == 0) {
    co_await ask_and_grade(plan, suite, sample, grader, cell, result);
  } else {
    AttemptResult in_time = result;
    if (co_await ends_within(plan.deadline, ask_and_grade(plan, suite, sample, grader, cell, in_time))) {
      result = std::move(in_time);
    } else {
      // What was half done is no part of the record.
      add_error(result, {ErrorKind::kTimeout,
                         fmt::format("no grade within the deadline of {} ms", plan.deadline.count()),
                         {},
                         "give it a longer --deadline"});
    }
  }
  keeper.apply(plan.keep.empty() ? suite.info.keep : plan.keep, result.record);
  co_return result;
}

}  // namespace broch::eval
