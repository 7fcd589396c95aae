// The calibration instrument: scripted, seeded models with stated rates per suite and category, stated errors
// and latencies, and correlation within clusters. They prove plumbing and statistics, not graders.
//
//   factory.add("sim", sim::open);                       // sim:vulnerable?latency=20ms&error=0.05&seed=7
//   sim::SimServer server(executor, simulator, {});      // the same over HTTP, speaking OpenAI's wire format
//
// What a simulator "complies" with is harmless text.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <span>
#include <string>

#include "core/embedded.h"
#include "model/model.h"
#include "net/server.h"

namespace broch::sim {

namespace asio = boost::asio;

struct Options {
  std::chrono::milliseconds latency{0};
  double error = 0;  ///< share of requests that fail with 500
  uint64_t seed = 1;
};

/// What a simulator says to one request.
struct Answer {
  std::string text;
  model::Truth truth;
  bool fail = false;
  std::chrono::microseconds latency{0};  ///< uniform between half and one and a half of Options::latency
};

/// Stateless: the answer is a function of name, options, hint and conversation, whatever the order of
/// requests.
class Simulator {
 public:
  /// "vulnerable", "hardened", "judge".
  static Result<Simulator> create(const std::string& name, const Options& options);
  Answer answer(const chat::Conversation& conversation, const model::SampleHint& hint) const;
  const std::string& name() const { return name_; }
  const Options& options() const { return options_; }
  /// The stated rate of the outcome that counts against the model: unsafe for attacks, refused for honest
  /// work.
  double stated_rate(const std::string& suite, const std::string& category,
                     const std::string& intent = "attack") const;
  double stated_correlation() const;
  /// Changes when any script changes: the simulator's system_fingerprint.
  const std::string& digest() const;

 private:
  Simulator() = default;

  struct Parts;
  std::string name_;
  Options options_;
  std::shared_ptr<const Parts> parts_;
};

/// The simulator of `sim:NAME?latency=20ms&error=0.05&seed=7`; unknown options are errors.
Result<Simulator> create(const model::ModelSpec& spec);

/// Tokens as the simulators count them: one for four bytes, and one.
chat::Usage usage_of(const chat::Conversation& conversation, std::string_view reply);

Result<std::unique_ptr<model::Model>> open(const model::ModelSpec& spec, asio::any_io_executor executor);

/// POST /v1/chat/completions (streaming too), GET /v1/models. Truth goes out in x-broch-sim-truth.
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
