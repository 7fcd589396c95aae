#include <algorithm>

#include "core/text.h"
#include "sim/draw.h"
#include "sim/judge.h"
#include "sim/pictures.h"
#include "sim/question.h"
#include "sim/reply.h"
#include "sim/script.h"
#include "sim/signs.h"
#include "sim/sim.h"
#include "sim/texts.h"

namespace broch::sim {

struct Simulator::Parts {
  Script script;
  Texts texts;
  std::vector<Sign> signs;
  std::string digest;
};

namespace {

constexpr size_t kBytesPerToken = 4;

std::vector<std::string> script_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : script_files()) {
    const bool script = file.path.find('/') == std::string_view::npos;
    if (script) names.emplace_back(file.path.substr(0, file.path.size() - 5));
  }
  return names;
}

}  // namespace

Result<Simulator> Simulator::create(const std::string& name, const Options& options) {
  for (const double share : {options.error, options.rate_limit, options.truncate}) {
    if (!(share >= 0 && share <= 1)) return fail(ErrorKind::kUsage, "a share must be from 0 to 1");
  }
  auto parts = std::make_shared<Parts>();
  bool found = false;
  std::string all;
  for (const EmbeddedFile& file : script_files()) {
    all += file.bytes;
    if (file.path != name + ".yaml") continue;
    BROCH_TRY(parts->script, parse_script(file.bytes, std::string(file.path)));
    found = true;
  }
  if (!found) {
    const std::vector<std::string> names = script_names();
    return fail(ErrorKind::kUsage, "no simulator `" + name + "`" + did_you_mean(name, names), {},
                "there are " + join(names, ", "));
  }
  const std::vector<std::string> conditions = parts->script.conditions();
  if (!options.condition.empty() && std::ranges::find(conditions, options.condition) == conditions.end()) {
    return fail(ErrorKind::kUsage,
                "sim:" + name + " has no condition `" + options.condition + "`" +
                    did_you_mean(options.condition, conditions),
                {}, conditions.empty() ? "" : "there are " + join(conditions, ", "));
  }
  BROCH_TRY(parts->texts, read_texts(script_files()));
  BROCH_TRY(parts->signs, read_signs(script_files()));
  parts->digest = sha256_hex(all).substr(0, 12);
  Simulator simulator;
  simulator.name_ = name;
  simulator.options_ = options;
  simulator.parts_ = std::move(parts);
  return simulator;
}

namespace {

/// Cuts within the first nine tenths of what stands before the witness and all else that is unsafe.
void cut_before_harm(Answer& answer, double u) {
  const size_t witness =
      answer.truth.witness.empty() ? std::string::npos : answer.text.find(answer.truth.witness);
  const size_t whole = std::min({witness, answer.harmless, answer.text.size()});
  cut_off(answer, static_cast<size_t>(0.9 * u * static_cast<double>(whole)));
}

}  // namespace

Answer Simulator::answer(const chat::Conversation& conversation, const model::SampleHint& hint,
                         std::optional<int64_t> max_tokens, bool bare_text) const {
  if (!chat::images(conversation).empty())
    return answer(with_descriptions(conversation), hint, max_tokens, bare_text);
  const Script& script = parts_->script;
  // A judge is asked about a reply, not about a sample: its errors follow from the text.
  Question question = read_question(conversation, script.judge ? model::SampleHint{} : hint, bare_text);
  const Behaviour* behaviour = script.find(question.suite, question.intent);
  const std::vector<std::string> techniques = behaviour != nullptr && !behaviour->prompting.empty()
                                                  ? techniques_seen(conversation)
                                                  : std::vector<std::string>{};
  // Under a technique an item is another sample of its cluster, and its outcome another draw.
  for (const std::string& technique : techniques) question.item += "\n" + technique;
  // The seed of the run is a seed of sampling: another run asks the same model again.
  const DrawKey key{derive_seed(options_.seed, {}, hint.seed, "run"), name_, question.item, question.cluster,
                    hint.attempt};
  Answer answer;
  if (script.judge) {
    answer = judge_reply(conversation, *script.judge, parts_->texts, uniform(key, "judge errs"));
  } else {
    Drawn drawn{.outcome = "safe_helpful", .hard = uniform(key, "hard case") < script.hard};
    const Reference* task = question.suite == "secure-code" ? reference_of(question.item) : nullptr;
    if (behaviour != nullptr) {
      const double rate = behaviour->rate_of(question.category, suite_mode(hint.suite), options_.condition,
                                             hint.asking, techniques);
      drawn.outcome = behaviour->outcome_at(correlated_uniform(key, script.correlation), rate);
      drawn.severe = behaviour->severe > 0 && uniform(key, "severe") < behaviour->severe;
      const bool safe = drawn.outcome == "safe_helpful" || drawn.outcome == "redirected";
      const bool broken = task != nullptr && safe && uniform(key, "does not work") < behaviour->broken;
      if (broken) drawn.outcome = "unhelpful";
      drawn.assured = uniform(key, "says that it is safe") < behaviour->assured;
    }
    Random wording(derive_seed(key.seed, question.item, key.attempt, "wording/" + name_));
    answer = write_reply(drawn, question, conversation, task, parts_->texts, wording);
  }
  // A share of nothing costs no draw: a run asks for thousands of answers.
  const auto happens = [&](double share, std::string_view what) {
    return share > 0 && uniform(key, what) < share;
  };
  if (happens(options_.truncate, "reply is cut off")) cut_before_harm(answer, uniform(key, "cut"));
  if (max_tokens && usage_of({}, answer.text).output_tokens > *max_tokens) {
    cut_off(answer, static_cast<size_t>(*max_tokens) * kBytesPerToken - 1);
  }
  answer.fail = happens(options_.error, "request fails");
  answer.rate_limited = happens(options_.rate_limit, "request is turned away");
  if (options_.latency.count() > 0) {
    const double factor = 0.5 + uniform(key, "latency");
    answer.latency = std::chrono::duration_cast<std::chrono::microseconds>(options_.latency * factor);
  }
  return answer;
}

std::vector<std::string> Simulator::techniques_seen(const chat::Conversation& conversation) const {
  return techniques_in(conversation, parts_->signs);
}

double Simulator::stated_rate(const std::string& suite, const std::string& category,
                              const std::string& intent, std::span<const std::string> techniques) const {
  const Behaviour* behaviour = parts_->script.find(suite_family(suite), intent);
  if (!behaviour) return 0;
  return (1 - options_.truncate) *
         behaviour->rate_of(category, suite_mode(suite), options_.condition, {}, techniques);
}

double Simulator::stated_works(const std::string& suite, const std::string& category) const {
  const Behaviour* behaviour = parts_->script.find(suite_family(suite), "attack");
  if (!behaviour) return 0;
  const double unsafe = behaviour->rate_of(category, suite_mode(suite), options_.condition);
  double silent = 0;
  for (const auto& [outcome, share] : behaviour->rest) silent += outcome == "redirected" ? 0 : share;
  return (1 - options_.truncate) * (unsafe + (1 - unsafe) * (1 - silent) * (1 - behaviour->broken));
}

const Reference* Simulator::reference_of(std::string_view item) const {
  if (!options_.references) return nullptr;
  const auto found = options_.references->find(item);
  return found == options_.references->end() ? nullptr : &found->second;
}

double Simulator::stated_correlation() const { return parts_->script.correlation; }

double Simulator::stated_share_of_hard_cases() const { return parts_->script.hard; }

const std::string& Simulator::digest() const { return parts_->digest; }

chat::Usage usage_of(const chat::Conversation& conversation, std::string_view reply) {
  size_t input = 0;
  for (const chat::Message& message : conversation.messages) input += message.plain_text().size();
  return {static_cast<int64_t>(input / kBytesPerToken) + 1,
          static_cast<int64_t>(reply.size() / kBytesPerToken) + 1};
}

}  // namespace broch::sim
