// The calibration instrument: scripted, seeded models with stated rates per suite, category, mode and
// condition, stated errors and latencies, and correlation within clusters. They prove plumbing and
// statistics, not graders (docs/sim.md).
//
//   factory.add("sim", sim::open);                       // sim:vulnerable?latency=20ms&error=0.05&seed=7
//   sim::SimServer server(executor, simulator, {});      // the same over HTTP, as OpenAI and Anthropic speak
//
// What a simulator "complies" with is harmless text.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/embedded.h"
#include "model/model.h"
#include "net/server.h"

namespace broch::sim {

namespace asio = boost::asio;

/// A programming task with two answers, both harmless: what is asked about it is answered with one of them.
struct Reference {
  std::string language;
  std::string prefix;  ///< of the answer, where it is to be gone on with
  std::string secure, insecure;
};
/// By item. The simulators have none of their own: whoever has the tasks hands them over.
using References = std::map<std::string, Reference, std::less<>>;

struct Options {
  std::chrono::milliseconds latency{0};
  size_t concurrency = 0;  ///< attempts under way, in process; 0: 32 where there is latency, else 256
  double error = 0;        ///< share of samples whose requests fail with 500
  double rate_limit = 0;   ///< share of samples whose first request is answered with 429
  double truncate = 0;     ///< share of replies that are cut off before anything unsafe is said
  std::string condition;   ///< one of the script's conditions, or ""
  uint64_t seed = 1;
  std::shared_ptr<const References> references = {};
};

/// What a simulator says to one request.
struct Answer {
  std::string text;
  model::Truth truth;
  std::string_view hard;  ///< the kind of hard case it is, the name of a list of phrases; empty when plain
  size_t harmless = std::string::npos;  ///< bytes before anything unsafe, where its witness is not all of it
  bool fail = false;
  bool rate_limited = false;             ///< the first request for it is to be answered with 429
  bool cut = false;                      ///< the text ends before the reply does
  std::chrono::microseconds latency{0};  ///< uniform between half and one and a half of Options::latency
};

/// Stateless: the answer is a function of name, options, hint and conversation, whatever the order of
/// requests.
class Simulator {
 public:
  /// "vulnerable", "hardened", "judge".
  static Result<Simulator> create(const std::string& name, const Options& options);
  /// At most `max_tokens` long, as usage_of() counts them. Bare text that is to be gone on with is taken for
  /// code, unless the hint says otherwise, and answered with what comes next and not a word about it.
  Answer answer(const chat::Conversation& conversation, const model::SampleHint& hint,
                std::optional<int64_t> max_tokens = {}, bool bare_text = false) const;
  const std::string& name() const { return name_; }
  const Options& options() const { return options_; }
  /// The stated rate of the outcome that counts against the model: unsafe for attacks, refused for honest
  /// work, unhelpful for questions that have an answer. Under Options::condition and the prompting techniques
  /// named, and less the replies that are cut off.
  double stated_rate(const std::string& suite, const std::string& category,
                     const std::string& intent = "attack",
                     std::span<const std::string> techniques = {}) const;
  /// The stated share of answers to tasks with references that work.
  double stated_works(const std::string& suite, const std::string& category) const;
  /// The prompting techniques that it takes the conversation for, by its text alone.
  std::vector<std::string> techniques_seen(const chat::Conversation& conversation) const;
  double stated_correlation() const;
  double stated_share_of_hard_cases() const;
  /// Changes when any script changes: the simulator's system_fingerprint.
  const std::string& digest() const;

 private:
  Simulator() = default;
  const Reference* reference_of(std::string_view item) const;

  struct Parts;
  std::string name_;
  Options options_;
  std::shared_ptr<const Parts> parts_;
};

/// The simulator of `sim:NAME?latency=20ms&error=0.05&seed=7`; unknown options are errors.
Result<Simulator> create(const model::ModelSpec& spec, std::shared_ptr<const References> references = {});

/// Tokens as the simulators count them: one for four bytes, and one.
chat::Usage usage_of(const chat::Conversation& conversation, std::string_view reply);

Result<std::unique_ptr<model::Model>> open(const model::ModelSpec& spec, asio::any_io_executor executor,
                                           std::shared_ptr<const References> references = {});

/// How long whoever met a 429 is asked to wait.
constexpr std::chrono::milliseconds kRateLimitWait{20};

/// POST /v1/chat/completions, /v1/completions and /v1/messages (all streaming too), GET /v1/models. Truth
/// goes out in x-broch-sim-truth.
class SimServer {
 public:
  SimServer(asio::any_io_executor executor, Simulator simulator, net::ServerOptions options);
  ~SimServer();
  Result<uint16_t> start();
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::span<const EmbeddedFile> script_files();

}  // namespace broch::sim
