#include "model/llama/prompt.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace broch::model {
namespace {

/// The conversation as llama.cpp puts it into a template; nothing for one that it does not know.
std::optional<std::string> render(const std::string& chat_template,
                                  const std::vector<std::pair<std::string, std::string>>& messages) {
  std::vector<llama_chat_message> wire;
  for (const auto& [role, text] : messages) wire.push_back({role.c_str(), text.c_str()});
  std::string out;
  for (int tries = 0; tries < 2; ++tries) {
    const int32_t size =
        llama_chat_apply_template(chat_template.c_str(), wire.data(), wire.size(), /*add_ass=*/true,
                                  out.data(), static_cast<int32_t>(out.size()));
    if (size < 0) return std::nullopt;
    const bool whole = out.size() >= static_cast<size_t>(size);
    out.resize(static_cast<size_t>(size));
    if (whole) return out;
  }
  return std::nullopt;
}

std::vector<std::string> known_templates() {
  std::vector<const char*> names(static_cast<size_t>(llama_chat_builtin_templates(nullptr, 0)));
  llama_chat_builtin_templates(names.data(), names.size());
  return {names.begin(), names.end()};
}

Result<std::string> template_of(const llama_model* model, const std::string& wanted) {
  if (!wanted.empty()) {
    const std::vector<std::string> known = known_templates();
    if (std::find(known.begin(), known.end(), wanted) != known.end()) return wanted;
    return fail(ErrorKind::kUsage,
                fmt::format("llama.cpp knows no chat template `{}`{}", ellipsize(sanitize_utf8(wanted), 60),
                            did_you_mean(wanted, known)),
                {}, "known templates: " + join(known, ", "));
  }
  const char* own = llama_model_chat_template(model, nullptr);
  return std::string(own == nullptr ? "" : own);
}

/// Templates take one text a message, as a C string.
Result<std::string> text_of(const chat::Message& message) {
  BROCH_TRY(std::string text, text_alone(message));
  if (text.find('\0') != std::string::npos) return fail(ErrorKind::kInput, "a message holds a NUL byte");
  return text;
}

}  // namespace

Result<PromptMaker> PromptMaker::create(const LoadedModel& model, std::optional<PromptStyle> style,
                                        const std::string& chat_template) {
  PromptMaker out(model);
  out.style_ = style;
  BROCH_TRY(out.template_, template_of(model.model(), chat_template));
  if (style == PromptStyle::kFim && !out.fills_in()) {
    return fail(ErrorKind::kUsage, "prompt=fim, and the model's vocabulary has no fill-in-the-middle tokens",
                {}, "use prompt=raw");
  }
  if (style && *style != PromptStyle::kChat) return out;
  if (style && out.template_.empty()) {
    return fail(ErrorKind::kUsage, "prompt=chat, and the model has no chat template", {},
                "name one that it was trained on, e.g. template=chatml, or use prompt=raw");
  }
  if (!out.template_.empty() && !render(out.template_, {{"user", "x"}})) {
    return fail(ErrorKind::kUnavailable, "llama.cpp does not know the model's chat template", {},
                "name one that is like it, e.g. template=chatml, or use prompt=raw");
  }
  return out;
}

bool PromptMaker::fills_in() const {
  const llama_vocab* vocabulary = model_->vocabulary();
  return llama_vocab_fim_pre(vocabulary) != LLAMA_TOKEN_NULL &&
         llama_vocab_fim_suf(vocabulary) != LLAMA_TOKEN_NULL &&
         llama_vocab_fim_mid(vocabulary) != LLAMA_TOKEN_NULL;
}

PromptStyle PromptMaker::of_completion() const {
  return style_.value_or(fills_in() ? PromptStyle::kFim : PromptStyle::kRaw);
}

PromptStyle PromptMaker::style_for(const GenerateRequest& request) const {
  if (request.completion) return of_completion();
  return style_.value_or(template_.empty() ? PromptStyle::kRaw : PromptStyle::kChat);
}

Result<Prompt> PromptMaker::make(const GenerateRequest& request) const {
  Prompt out;
  out.style = style_for(request);
  if (out.style == PromptStyle::kChat) {
    BROCH_TRY(out.tokens, chat(request.conversation));
    return out;
  }
  BROCH_TRY(const Completion text, shown(request, out.style));
  if (out.style == PromptStyle::kFim) {
    BROCH_TRY(out.tokens, fill_in(text));
  } else {
    BROCH_TRY(out.tokens, model_->tokens(text.prefix, Special::kBegin));
  }
  return out;
}

Result<std::vector<llama_token>> PromptMaker::chat(const chat::Conversation& conversation) const {
  std::vector<std::pair<std::string, std::string>> messages;
  for (const chat::Message& message : conversation.messages) {
    BROCH_TRY(std::string text, text_of(message));
    messages.emplace_back(chat::name(message.role), std::move(text));
  }
  const std::optional<std::string> text = render(template_, messages);
  if (!text) return fail(ErrorKind::kInput, "the chat template does not take this conversation");
  return model_->tokens(*text, Special::kBeginAndControl);
}

/// Prefix, suffix, middle: the order that these tokens are trained in.
Result<std::vector<llama_token>> PromptMaker::fill_in(const Completion& completion) const {
  const llama_vocab* vocabulary = model_->vocabulary();
  BROCH_TRY(const std::vector<llama_token> prefix, model_->tokens(completion.prefix, Special::kNone));
  BROCH_TRY(const std::vector<llama_token> suffix, model_->tokens(completion.suffix, Special::kNone));
  std::vector<llama_token> out;
  if (llama_vocab_get_add_bos(vocabulary)) out.push_back(llama_vocab_bos(vocabulary));
  out.push_back(llama_vocab_fim_pre(vocabulary));
  out.insert(out.end(), prefix.begin(), prefix.end());
  out.push_back(llama_vocab_fim_suf(vocabulary));
  out.insert(out.end(), suffix.begin(), suffix.end());
  out.push_back(llama_vocab_fim_mid(vocabulary));
  return out;
}

}  // namespace broch::model
