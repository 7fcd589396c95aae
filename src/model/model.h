// Something that generates.
//
//   BROCH_TRY(std::unique_ptr<Model> model, factory.open("openai:gpt-x?base_url=https://host/v1"));
//   Result<Reply> reply = co_await model->generate({.conversation = conversation});
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chat/chat.h"
#include "chat/openai_chat.h"
#include "core/error.h"

namespace broch::model {

namespace asio = boost::asio;

/// Which question this is. Simulators need it to apply their stated rates, `replay:` to find the recorded
/// reply. It leaves the program only towards a simulator on loopback (model name "sim-…"), as header
/// x-broch-sim-hint.
struct SampleHint {
  std::string suite;
  std::string category;  ///< CWE, ATT&CK technique, injection variant, ...
  std::string intent;    ///< "attack" | "benign"
  std::string language;  ///< programming language, where there is one
  std::string asking;    ///< how it is asked, where a question is asked in several ways: "security-reminded"
  std::string item;
  std::string cluster;
  uint64_t attempt = 0;
  uint64_t seed = 0;  ///< of the run
  /// Position of the sample's record in its dataset file, from 0; -1 when it has none. Never sent.
  int64_t record = -1;
  /// What that record calls itself, by record_id(); "" when it does not. Never sent.
  std::string record_id;

  /// "suite=…&item=…": values percent-encoded, empty ones left out.
  std::string to_header() const;
  /// Nothing for text that is not wholly of that form, is longer than 16 KiB or names a key twice. Keys that
  /// are not known are passed over.
  static std::optional<SampleHint> from_header(std::string_view text);
};

/// A dataset record's own `prompt_id` or `id`, as text; "" when it has neither.
std::string record_id(const json::Value& record);

/// How a model is asked.
enum class PromptStyle {
  kChat,  ///< as a conversation
  kRaw,   ///< by bare text: the prefix of the completion; without one the conversation's text
  kFim,   ///< fill-in-the-middle: by the prefix and the suffix of the completion
};
const char* name(PromptStyle style);

/// Text to go on with, and what comes after the gap that is to be filled (may be empty).
struct Completion {
  std::string prefix;
  std::string suffix;
};

struct GenerateRequest {
  chat::Conversation conversation;
  /// What the conversation asks to go on with. Models that complete text do that; others answer the
  /// conversation.
  std::optional<Completion> completion;
  chat::Sampling sampling;
  bool stream = false;
  SampleHint hint;
};

/// Who stopped a reply: our guard (in process or the gateway) or the provider's own filter.
enum class BlockedBy { kGuard, kProvider };

/// A simulator's own label, never shown to graders, checks or judges. `witness` is the part of the reply that
/// makes `outcome` true: when a guard took it out, what was delivered is no longer that. `also` names metrics
/// that hold with it and that the outcome does not say.
struct Truth {
  std::string outcome;
  std::string witness;
  std::vector<std::string> also = {};

  /// "outcome=…&witness=…&also=…", the outcome percent-encoded, the witness in base64, the names separated by
  /// commas; without names it ends with the witness.
  std::string to_header() const;
  /// Nothing for text that is not wholly of that form or is longer than 64 KiB.
  static std::optional<Truth> from_header(std::string_view text);
};

struct Reply {
  std::string text;
  std::vector<chat::ToolCall> tool_calls;
  std::string finish_reason;
  chat::Usage usage;
  std::string model;        ///< as the server names it
  std::string fingerprint;  ///< system_fingerprint, where given
  std::optional<BlockedBy> blocked_by;
  std::string guard_action;  ///< "redact", "block", ... from x-broch-guard-action
  /// Deciding parts of the guard in front, "insecure-code=<hash>", from x-broch-guard-parts.
  std::vector<std::string> guard_parts;
  std::optional<Truth> truth;
  std::chrono::microseconds latency{0};
  int tries = 1;
};

class Model {
 public:
  virtual ~Model() = default;
  /// The spec without secrets: identity of the model in a run record.
  virtual std::string id() const = 0;
  /// True for simulators: every table made with it says so.
  virtual bool simulated() const { return false; }
  /// How it is asked to go on with text. Where that is no fill-in-the-middle, a suffix does not reach it.
  virtual PromptStyle prompt() const { return PromptStyle::kChat; }
  /// How many requests may usefully be in flight.
  virtual size_t concurrency() const { return 8; }
  /// One call at a time per coroutine; any number of coroutines on the model's executor.
  virtual asio::awaitable<Result<Reply>> generate(const GenerateRequest& request) = 0;
};

/// KIND:NAME?key=value&key=value. Values are percent-decoded; the name is taken as it stands up to the first
/// '?'. model/options.h reads the options.
struct ModelSpec {
  std::string kind;
  std::string name;
  std::map<std::string, std::string> options;
};
Result<ModelSpec> parse_spec(std::string_view text);

/// Opens models by spec. The kinds of this library are there from the start (gguf, openai, replay); others
/// are added by who links them, e.g. cli adds `sim`.
class Factory {
 public:
  using Open = std::function<Result<std::unique_ptr<Model>>(const ModelSpec&, asio::any_io_executor)>;

  Factory();
  void add(std::string kind, Open open);
  std::vector<std::string> kinds() const;
  /// An unknown kind is an error that suggests the nearest one; unknown options are errors too.
  Result<std::unique_ptr<Model>> open(std::string_view spec, asio::any_io_executor executor) const;

 private:
  std::map<std::string, Open> kinds_;
};

}  // namespace broch::model
