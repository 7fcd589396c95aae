#include "eval/run/sealed_text.h"

#include "core/hash.h"
#include "core/json.h"

namespace broch::eval {

namespace {

std::string about(const std::string& run, const AttemptRecord& attempt) {
  return json::dump(json::Array{run, attempt.suite, attempt.sample, attempt.attempt});
}

}  // namespace

std::string seal_text(seal::Sealer& sealer, const std::string& run, const AttemptRecord& attempt) {
  const json::Object texts{
      {"prompt", attempt.prompt}, {"reply", attempt.reply}, {"original", attempt.original}};
  return base64_encode(sealer.seal(json::dump(texts), about(run, attempt)));
}

Status open_text(const seal::PrivateKey& key, const std::string& run, std::string_view sealed,
                 AttemptRecord& attempt) {
  std::string bytes;
  if (!base64_decode(sealed, bytes)) return fail(ErrorKind::kInput, "the sealed text is no base64");
  BROCH_TRY(const std::string text, seal::open(key, bytes, about(run, attempt)));
  BROCH_TRY(const json::Value texts, json::parse(text));
  attempt.prompt = texts.get_string("prompt").value_or("");
  attempt.reply = texts.get_string("reply").value_or("");
  attempt.original = texts.get_string("original").value_or("");
  return {};
}

}  // namespace broch::eval
