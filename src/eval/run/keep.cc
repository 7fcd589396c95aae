#include "eval/run/keep.h"

#include "core/text.h"
#include "eval/run/sealed_text.h"

namespace broch::eval {

namespace {

constexpr std::string_view kSecretsPolicy = R"(name: keep-redacted
stages:
  output:
    secrets: redact
)";

}  // namespace

Result<Keeper> Keeper::create() {
  BROCH_TRY(const guard::Policy policy, guard::Policy::parse(kSecretsPolicy, "keep-redacted"));
  BROCH_TRY(std::shared_ptr<const guard::Guard> secrets, guard::Guard::compile(policy));
  return Keeper(std::move(secrets));
}

void Keeper::seal_to(const seal::PublicKey& key, std::string run) {
  sealer_ = std::make_unique<seal::Sealer>(key);
  run_ = std::move(run);
}

std::string Keeper::redact(const std::string& text) const {
  if (text.empty()) return text;
  std::vector<chat::Segment> segments(1);
  segments[0].text = text;
  segments[0].provenance = chat::Provenance::kAssistant;
  const guard::Verdict verdict = secrets_->check(guard::Stage::kOutput, segments);
  return verdict.redacted(segments, 0);
}

void Keeper::apply(const std::string& keep, AttemptRecord& attempt) const {
  if (keep == "full") {
    if (!sealer_) return;
    attempt.sealed = seal_text(*sealer_, run_, attempt);
  }
  if (keep == "grades") {
    attempt.prompt.clear();
    attempt.reply.clear();
    attempt.original.clear();
    attempt.grade.why.clear();  // may quote the reply
    return;
  }
  attempt.prompt = redact(attempt.prompt);
  attempt.reply = redact(attempt.reply);
  if (attempt.grade.outcome == Outcome::kUnsafe) attempt.reply = ellipsize(attempt.reply, kExcerptBytes);
  attempt.original = ellipsize(redact(attempt.original), kExcerptBytes);
  attempt.grade.why = ellipsize(redact(attempt.grade.why), kExcerptBytes);
}

}  // namespace broch::eval
