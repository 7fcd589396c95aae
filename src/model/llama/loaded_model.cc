#include "model/llama/loaded_model.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <thread>

#include "core/text.h"
#include "model/llama/call.h"
#include "model/llama/gguf_file.h"

namespace broch::model {
namespace {

constexpr uint32_t kBatch = 512;  ///< tokens of a prompt computed at once: decides results, so it is fixed

std::unexpected<Error> no_model(const std::string& path, const std::string& what, std::string remedy = {}) {
  return fail(ErrorKind::kInput, what, {path}, std::move(remedy));
}

std::unexpected<Error> broken(const std::string& what) {
  return fail(ErrorKind::kUpstream, "llama.cpp failed: " + what);
}

std::string gigabytes(double bytes) { return fmt::format("{:.1f} GB", bytes / 1e9); }

/// Whether the machine could hold so much at all.
Status check_memory(const std::string& path, double bytes, const std::string& remedy) {
  const double machine =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  if (bytes <= machine) return {};
  return fail(ErrorKind::kLimit,
              fmt::format("the model takes {} of memory, and this machine has {}", gigabytes(bytes),
                          gigabytes(machine)),
              {path}, remedy);
}

double weight_bytes(const GgufFile& file) {
  double bytes = 0;
  for (const GgufFile::Tensor& tensor : file.tensors) bytes += static_cast<double>(tensor.size);
  return bytes;
}

/// Keys and values, two bytes each, of every layer.
double context_bytes(const llama_model* model, int64_t tokens) {
  const double heads = std::max(llama_model_n_head(model), 1);
  const double width = llama_model_n_embd(model) / heads * std::max(llama_model_n_head_kv(model), 1);
  return static_cast<double>(tokens) * llama_model_n_layer(model) * width * 2 * 2;
}

Status check_makes_text(const std::string& path, const llama_model* model) {
  if (llama_vocab_type(llama_model_get_vocab(model)) == LLAMA_VOCAB_TYPE_NONE) {
    return no_model(path, "the model has no vocabulary");
  }
  if (llama_model_has_encoder(model) || !llama_model_has_decoder(model) || llama_model_is_diffusion(model)) {
    return no_model(path, "the model is none that goes on with a text token by token");
  }
  return {};
}

Result<int64_t> context_of(const std::string& path, const llama_model* model, int64_t wanted) {
  const int64_t trained = llama_model_n_ctx_train(model);
  if (trained <= 0) return no_model(path, "the model names no context length");
  if (wanted > trained) {
    return fail(ErrorKind::kUsage,
                fmt::format("a context of {} tokens, and the model was trained on {}", wanted, trained),
                {path});
  }
  return wanted > 0 ? wanted : std::min(trained, kUsualContext);
}

std::unique_ptr<llama_sampler, LlamaFree> make_sampler(const GoOnOptions& options) {
  std::unique_ptr<llama_sampler, LlamaFree> chain(
      llama_sampler_chain_init(llama_sampler_chain_default_params()));
  if (options.temperature <= 0) {
    llama_sampler_chain_add(chain.get(), llama_sampler_init_greedy());
    return chain;
  }
  llama_sampler_chain_add(chain.get(), llama_sampler_init_temp(static_cast<float>(options.temperature)));
  if (options.top_p < 1) {
    llama_sampler_chain_add(chain.get(), llama_sampler_init_top_p(static_cast<float>(options.top_p), 1));
  }
  uint32_t seed = static_cast<uint32_t>(options.seed ^ options.seed >> 32);
  if (seed == LLAMA_DEFAULT_SEED) seed = 0;  // it stands for a seed from the clock
  llama_sampler_chain_add(chain.get(), llama_sampler_init_dist(seed));
  return chain;
}

Result<std::string> piece_of(const llama_vocab* vocabulary, llama_token token) {
  std::string piece(64, '\0');
  for (int tries = 0; tries < 2; ++tries) {
    const int32_t size = llama_token_to_piece(vocabulary, token, piece.data(),
                                              static_cast<int32_t>(piece.size()), 0, /*special=*/false);
    piece.resize(static_cast<size_t>(std::abs(size)));
    if (size >= 0) return piece;
  }
  return broken("a token has no text");
}

/// Weights that are numbers can still add up to something that is none. Tokens may be ruled out by -infinity.
bool numbers(std::span<const float> logits) {
  const auto nan = [](float logit) { return std::isnan(logit); };
  return std::none_of(logits.begin(), logits.end(), nan) &&
         std::isfinite(*std::max_element(logits.begin(), logits.end()));
}

/// Where the first stop text begins that ends within the last `added` bytes.
size_t find_stop(const std::string& text, size_t added, const std::vector<std::string>& stop) {
  size_t first = std::string::npos;
  for (const std::string& one : stop) {
    if (one.empty()) continue;
    const size_t back = added + one.size() - 1;
    first = std::min(first, text.find(one, text.size() > back ? text.size() - back : 0));
  }
  return first;
}

}  // namespace

Result<std::unique_ptr<LoadedModel>> LoadedModel::load(const std::string& path, const LoadOptions& options) {
  BROCH_TRY(const GgufFile file, read_gguf(path));
  const std::string* parts = file.find("split.count");
  if (parts != nullptr && *parts != "0" && *parts != "1") {
    return no_model(path, "the file is one part of several", "join them with llama-gguf-split --merge");
  }
  BROCH_CHECK(check_memory(path, weight_bytes(file), "take a smaller quantisation"));
  LlamaCall call;
  try {
    std::unique_ptr<LoadedModel> out(new LoadedModel);
    llama_model_params model = llama_model_default_params();
    model.n_gpu_layers = 0;
    model.check_tensors = true;
    out->model_.reset(llama_model_load_from_file(path.c_str(), model));
    if (!out->model_) return no_model(path, "llama.cpp cannot load the model" + call.because());
    out->vocabulary_ = llama_model_get_vocab(out->model());
    BROCH_CHECK(check_makes_text(path, out->model()));
    BROCH_TRY(const int64_t tokens, context_of(path, out->model(), options.context));
    BROCH_CHECK(check_memory(path, weight_bytes(file) + context_bytes(out->model(), tokens),
                             "take a shorter context: ?context=2048"));

    llama_context_params context = llama_context_default_params();
    context.n_ctx = static_cast<uint32_t>(tokens);
    context.n_batch = kBatch;
    context.n_ubatch = kBatch;
    const int64_t threads = options.threads > 0 ? options.threads : std::thread::hardware_concurrency();
    context.n_threads = static_cast<int32_t>(std::max<int64_t>(threads, 1));
    context.n_threads_batch = context.n_threads;
    // The fused kernel adds up in an order that depends on the number of threads.
    context.flash_attn_type = LLAMA_FLASH_ATTN_TYPE_DISABLED;
    out->context_.reset(llama_init_from_model(out->model_.get(), context));
    if (!out->context_ || llama_get_memory(out->context_.get()) == nullptr) {
      return no_model(path, "llama.cpp cannot run the model" + call.because());
    }
    return out;
  } catch (const std::exception& error) {
    return no_model(path, std::string("llama.cpp cannot load the model: ") + error.what());
  }
}

Result<std::vector<llama_token>> LoadedModel::tokens(std::string_view text, Special special) const {
  if (text.size() > std::numeric_limits<int32_t>::max() / 2) {
    return fail(ErrorKind::kLimit, "the prompt is longer than a gigabyte");
  }
  LlamaCall call;
  try {
    std::vector<llama_token> out;
    const auto fill = [&] {
      return llama_tokenize(vocabulary_, text.data(), static_cast<int32_t>(text.size()), out.data(),
                            static_cast<int32_t>(out.size()), special != Special::kNone,
                            special == Special::kBeginAndControl);
    };
    int32_t count = fill();
    if (count < 0 && count != std::numeric_limits<int32_t>::min()) {
      out.resize(static_cast<size_t>(-count));
      count = fill();
    }
    if (count < 0) return broken("a text that cannot be tokenised" + call.because());
    out.resize(static_cast<size_t>(count));
    return out;
  } catch (const std::exception& error) {
    return broken(error.what());
  }
}

Result<Continuation> LoadedModel::go_on(std::vector<llama_token> prompt, const GoOnOptions& options,
                                        const Brake& brake) {
  if (prompt.empty()) return fail(ErrorKind::kInput, "the prompt is empty");
  if (static_cast<int64_t>(prompt.size()) >= context()) {
    return fail(ErrorKind::kLimit,
                fmt::format("the prompt has {} tokens, and prompt and answer together have {}", prompt.size(),
                            context()),
                {}, "a longer context may be given as ?context=N");
  }
  if (!unusable_.empty()) return broken(unusable_);
  try {
    return prompted(prompt, options, brake);
  } catch (const std::exception& error) {
    unusable_ = error.what();
    return broken(unusable_);
  }
}

Result<Continuation> LoadedModel::prompted(std::vector<llama_token>& prompt, const GoOnOptions& options,
                                           const Brake& brake) {
  llama_memory_clear(llama_get_memory(context_.get()), true);
  for (size_t begin = 0; begin < prompt.size(); begin += kBatch) {
    BROCH_CHECK(decode(prompt.data() + begin, std::min<size_t>(kBatch, prompt.size() - begin), brake));
  }
  return sample(options, prompt.size(), brake);
}

Result<Continuation> LoadedModel::sample(const GoOnOptions& options, size_t taken, const Brake& brake) {
  const auto sampler = make_sampler(options);
  const auto room = static_cast<int64_t>(context()) - static_cast<int64_t>(taken);
  const auto tokens = static_cast<size_t>(llama_vocab_n_tokens(vocabulary_));
  Continuation out{.text = {}, .finish_reason = "stop"};
  LlamaCall call;
  while (true) {
    const float* logits = llama_get_logits_ith(context_.get(), -1);
    if (logits == nullptr || !numbers({logits, tokens})) {
      return broken("the model computes something that is no number");
    }
    llama_token token = llama_sampler_sample(sampler.get(), context_.get(), -1);
    if (llama_vocab_is_eog(vocabulary_, token)) break;
    BROCH_TRY(const std::string piece, piece_of(vocabulary_, token));
    out.text += piece;
    ++out.tokens;
    if (const size_t stop = find_stop(out.text, piece.size(), options.stop); stop != std::string::npos) {
      out.text.resize(stop);
      break;
    }
    if (out.tokens == options.max_tokens || out.tokens == room) {
      out.finish_reason = "length";
      break;
    }
    BROCH_CHECK(decode(&token, 1, brake));
  }
  out.text = sanitize_utf8(out.text);
  return out;
}

Status LoadedModel::decode(llama_token* tokens, size_t count, const Brake& brake) {
  LlamaCall call;
  llama_set_abort_callback(
      context_.get(), [](void* data) { return static_cast<const Brake*>(data)->pulled(); },
      const_cast<Brake*>(&brake));
  const int32_t failed =
      llama_decode(context_.get(), llama_batch_get_one(tokens, static_cast<int32_t>(count)));
  if (brake.cancelled) return fail(ErrorKind::kCancelled, "cancelled");
  if (brake.pulled())
    return fail(ErrorKind::kTimeout, "the answer took too long", {}, "give it more: ?timeout=1h");
  if (failed != 0) return broken(fmt::format("decoding ended with {}{}", failed, call.because()));
  return {};
}

}  // namespace broch::model
