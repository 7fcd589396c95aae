// The tokens that a GGUF model goes on with for a request: a conversation in its chat template, bare text, or
// the two sides of a gap.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "model/llama/loaded_model.h"
#include "model/prompt_style.h"

namespace broch::model {

struct Prompt {
  PromptStyle style = PromptStyle::kRaw;
  std::vector<llama_token> tokens;
};

class PromptMaker {
 public:
  /// Without a style each request gets the one that fits: a completion kFim where the vocabulary has the
  /// tokens, else kRaw; a conversation kChat where the model has a template, else kRaw. `chat_template` is
  /// the name of one that llama.cpp knows, in place of the model's; "" keeps that. An error (kUsage) when the
  /// model has not what the style needs. `model` outlives it.
  static Result<PromptMaker> create(const LoadedModel& model, std::optional<PromptStyle> style,
                                    const std::string& chat_template);

  Result<Prompt> make(const GenerateRequest& request) const;
  /// The style of a request with a completion.
  PromptStyle of_completion() const;

 private:
  explicit PromptMaker(const LoadedModel& model) : model_(&model) {}
  PromptStyle style_for(const GenerateRequest& request) const;
  Result<std::vector<llama_token>> chat(const chat::Conversation& conversation) const;
  Result<std::vector<llama_token>> fill_in(const Completion& completion) const;
  bool fills_in() const;

  const LoadedModel* model_;
  std::optional<PromptStyle> style_;
  std::string template_;  ///< text or name; empty without one
};

}  // namespace broch::model
