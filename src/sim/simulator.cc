#include <algorithm>

#include "core/text.h"
#include "sim/draw.h"
#include "sim/judge.h"
#include "sim/question.h"
#include "sim/reply.h"
#include "sim/script.h"
#include "sim/sim.h"
#include "sim/texts.h"

namespace broch::sim {

struct Simulator::Parts {
  Script script;
  Texts texts;
  std::string digest;
};

namespace {

std::vector<std::string> script_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : script_files()) {
    const bool code = file.path.find('/') != std::string_view::npos;
    if (!code && file.path != "phrases.yaml") names.emplace_back(file.path.substr(0, file.path.size() - 5));
  }
  return names;
}

}  // namespace

Result<Simulator> Simulator::create(const std::string& name, const Options& options) {
  if (!(options.error >= 0 && options.error <= 1)) {
    return fail(ErrorKind::kUsage, "the share of errors must be from 0 to 1");
  }
  auto parts = std::make_shared<Parts>();
  bool found = false;
  std::string all;
  for (const EmbeddedFile& file : script_files()) {
    all += file.bytes;
    if (file.path != name + ".yaml" || name == "phrases") continue;
    BROCH_TRY(parts->script, parse_script(file.bytes, std::string(file.path)));
    found = true;
  }
  if (!found) {
    const std::vector<std::string> names = script_names();
    return fail(ErrorKind::kUsage, "no simulator `" + name + "`" + did_you_mean(name, names), {},
                "there are " + join(names, ", "));
  }
  BROCH_TRY(parts->texts, read_texts(script_files()));
  parts->digest = sha256_hex(all).substr(0, 12);
  Simulator simulator;
  simulator.name_ = name;
  simulator.options_ = options;
  simulator.parts_ = std::move(parts);
  return simulator;
}

Answer Simulator::answer(const chat::Conversation& conversation, const model::SampleHint& hint) const {
  const Script& script = parts_->script;
  // A judge is asked about a reply, not about a sample: its errors follow from the text.
  const Question question = read_question(conversation, script.judge ? model::SampleHint{} : hint);
  // The seed of the run is a seed of sampling: another run asks the same model again.
  const DrawKey key{derive_seed(options_.seed, {}, hint.seed, "run"), name_, question.item, question.cluster,
                    hint.attempt};
  Answer answer;
  if (script.judge) {
    answer = judge_reply(conversation, *script.judge, parts_->texts, uniform(key, "judge errs"));
  } else {
    const Behaviour* behaviour = script.find(question.suite, question.intent);
    const std::string_view outcome = behaviour
                                         ? behaviour->outcome_at(correlated_uniform(key, script.correlation),
                                                                 question.category, suite_mode(hint.suite))
                                         : "safe_helpful";
    Random wording(derive_seed(key.seed, question.item, key.attempt, "wording/" + name_));
    answer = write_reply(outcome, question, conversation, parts_->texts, wording);
  }
  answer.fail = uniform(key, "request fails") < options_.error;
  const double factor = 0.5 + uniform(key, "latency");
  answer.latency = std::chrono::duration_cast<std::chrono::microseconds>(options_.latency * factor);
  return answer;
}

double Simulator::stated_rate(const std::string& suite, const std::string& category,
                              const std::string& intent) const {
  const Behaviour* behaviour = parts_->script.find(suite_family(suite), intent);
  return behaviour ? behaviour->rate_of(category, suite_mode(suite)) : 0;
}

double Simulator::stated_correlation() const { return parts_->script.correlation; }

const std::string& Simulator::digest() const { return parts_->digest; }

}  // namespace broch::sim
