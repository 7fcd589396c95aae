// A GGUF model in memory, and the one sequence of tokens that it goes on with.
//
//   BROCH_TRY(const std::unique_ptr<LoadedModel> model, LoadedModel::load("tiny.gguf", {}));
//   BROCH_TRY(const std::vector<llama_token> prompt, model->tokens("int main(", Special::kBegin));
//   BROCH_TRY(const Continuation more, model->go_on(prompt, {.max_tokens = 16}, brake));
//
// One thread at a time. Errors of llama.cpp come as Errors, those that it would end the program over too.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "model/llama/shim.h"

namespace broch::model {

struct LlamaFree {
  void operator()(llama_model* model) const { llama_model_free(model); }
  void operator()(llama_context* context) const { llama_free(context); }
  void operator()(llama_sampler* sampler) const { llama_sampler_free(sampler); }
};

struct LoadOptions {
  int64_t context =
      0;  ///< tokens of prompt and answer together; 0 takes kUsualContext, or less if it was trained on less
  int64_t threads = 0;  ///< 0 takes one per processor
};
constexpr int64_t kUsualContext = 8192;

/// Ends a decoding before its time: seen within a token, too.
struct Brake {
  std::atomic<bool> cancelled = false;
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

  bool pulled() const { return cancelled || std::chrono::steady_clock::now() >= deadline; }
};

/// Without a temperature the likeliest token is taken; otherwise one is drawn, from the likeliest that make
/// up `top_p` at that temperature.
struct GoOnOptions {
  int64_t max_tokens = 0;
  double temperature = 0;
  double top_p = 1;
  uint64_t seed = 0;
  std::vector<std::string> stop;
};

struct Continuation {
  std::string text;           ///< well-formed UTF-8, without the stop text that ended it
  std::string finish_reason;  ///< "stop", or "length" where max_tokens or the context ended it
  int64_t tokens = 0;
};

/// What tokenising does beside the text itself: begins with the token that begins every text of the model
/// (where it has one); takes names of control tokens within the text for these.
enum class Special { kNone, kBegin, kBeginAndControl };

class LoadedModel {
 public:
  /// An error (kInput) for a file that is no model of text, (kLimit) for one that this machine has not the
  /// memory for.
  static Result<std::unique_ptr<LoadedModel>> load(const std::string& path, const LoadOptions& options);

  const llama_model* model() const { return model_.get(); }
  const llama_vocab* vocabulary() const { return vocabulary_; }
  int64_t context() const { return llama_n_ctx(context_.get()); }

  Result<std::vector<llama_token>> tokens(std::string_view text, Special special) const;
  /// Begins anew each time, so that an answer depends on nothing but its arguments.
  Result<Continuation> go_on(std::vector<llama_token> prompt, const GoOnOptions& options, const Brake& brake);

 private:
  LoadedModel() = default;
  Result<Continuation> prompted(std::vector<llama_token>& prompt, const GoOnOptions& options,
                                const Brake& brake);
  Result<Continuation> sample(const GoOnOptions& options, size_t taken, const Brake& brake);
  Status decode(llama_token* tokens, size_t count, const Brake& brake);

  std::unique_ptr<llama_model, LlamaFree> model_;
  const llama_vocab* vocabulary_ = nullptr;
  std::unique_ptr<llama_context, LlamaFree> context_;
  std::string unusable_;  ///< why, once an assertion left the context in no known state
};

}  // namespace broch::model
