// The kind `gguf:`.
#include <fcntl.h>
#include <fmt/core.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <filesystem>
#include <memory>

#include "core/descriptor.h"
#include "core/hash.h"
#include "core/text.h"
#include "model/llama.h"
#include "model/llama/call.h"
#include "model/llama/gguf_file.h"
#include "model/llama/loaded_model.h"
#include "model/llama/prompt.h"
#include "model/options.h"

namespace broch::model {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// Of a file that need not fit into memory.
Result<std::string> sha256_of(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return fail(ErrorKind::kIo, system_reason(errno), {path});
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr);
  std::vector<char> buffer(size_t{1} << 20);
  while (true) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(ErrorKind::kIo, system_reason(errno), {path});
    if (count == 0) break;
    EVP_DigestUpdate(hash.get(), buffer.data(), static_cast<size_t>(count));
  }
  Digest digest;
  EVP_DigestFinal_ex(hash.get(), digest.data(), nullptr);
  return to_hex(digest);
}

struct GgufOptions {
  std::string id;
  LoadOptions load;
  std::chrono::milliseconds timeout{};
  std::optional<PromptStyle> style;
  std::string chat_template;
};

Result<GgufOptions> read_options(const ModelSpec& spec) {
  GgufOptions out;
  SpecOptions options(spec);
  out.load.context = options.integer("context", 0, 256, 1 << 20);
  out.load.threads = options.integer("threads", 0, 1, 512);
  out.timeout = options.duration("timeout", 10min, 1ms, 24h);
  const std::optional<std::string> style = options.optional_string("prompt");
  out.chat_template = options.string("template", "");
  BROCH_CHECK(options.finish());
  if (style) {
    out.style = parse_prompt_style(*style);
    if (!out.style) {
      return fail(ErrorKind::kUsage,
                  fmt::format("option `prompt` of model `gguf:{}`: chat, raw or fim is wanted", spec.name));
    }
  }
  // Neither threads nor time change an answer that comes.
  out.id = "gguf:" + spec.name;
  char sign = '?';
  for (const auto& [key, value] : spec.options) {
    if (key == "threads" || key == "timeout") continue;
    out.id += sign + key + "=" + value;
    sign = '&';
  }
  return out;
}

/// As the file names itself, or its name.
std::string title_of(const GgufFile& file, const std::string& path) {
  const std::string* own = file.find("general.name");
  const std::string title = one_line(own == nullptr ? "" : *own, 120);
  return title.empty() ? one_line(std::filesystem::path(path).filename().string(), 120) : title;
}

class GgufModel final : public Model {
 public:
  GgufModel(GgufOptions options, std::unique_ptr<LoadedModel> loaded, PromptMaker prompts, std::string title,
            std::string digest)
      : options_(std::move(options)),
        loaded_(std::move(loaded)),
        prompts_(std::move(prompts)),
        title_(std::move(title)),
        digest_(std::move(digest)) {}
  /// Requests under way end as cancelled.
  ~GgufModel() override {
    closing_ = true;
    if (const auto brake = brake_.load()) brake->cancelled = true;
    thread_.join();
  }

  std::string id() const override { return options_.id; }
  PromptStyle prompt() const override { return prompts_.of_completion(); }
  size_t concurrency() const override { return 1; }
  asio::awaitable<Result<Reply>> generate(const GenerateRequest& request) override;

 private:
  Result<Reply> answer(const GenerateRequest& request, Brake& brake);

  const GgufOptions options_;
  const std::unique_ptr<LoadedModel> loaded_;  ///< used on the thread alone
  const PromptMaker prompts_;
  const std::string title_, digest_;
  std::atomic<bool> closing_ = false;
  std::atomic<std::shared_ptr<Brake>> brake_;  ///< of the request that is computed
  asio::thread_pool thread_{1};
};

Result<Reply> GgufModel::answer(const GenerateRequest& request, Brake& brake) {
  const auto begin = Clock::now();
  brake.deadline = begin + options_.timeout;
  if (closing_ || brake.cancelled) return fail(ErrorKind::kCancelled, "cancelled");
  BROCH_TRY(Prompt prompt, prompts_.make(request));
  const chat::Sampling& sampling = request.sampling;
  const SampleHint& hint = request.hint;
  const uint64_t seed = sampling.seed.value_or(derive_seed(hint.seed, hint.item, hint.attempt, "sampling"));
  const auto input = static_cast<int64_t>(prompt.tokens.size());
  BROCH_TRY(Continuation more, loaded_->go_on(std::move(prompt.tokens),
                                              {.max_tokens = sampling.max_tokens.value_or(kUsualAnswer),
                                               .temperature = sampling.temperature.value_or(0),
                                               .top_p = sampling.top_p.value_or(1),
                                               .seed = seed,
                                               .stop = sampling.stop},
                                              brake));
  Reply reply;
  reply.text = std::move(more.text);
  reply.finish_reason = std::move(more.finish_reason);
  reply.usage = {.input_tokens = input, .output_tokens = more.tokens};
  reply.model = title_;
  // All that decides the answer beside the request.
  reply.fingerprint =
      fmt::format("{}:llama.cpp-{}:batch-1:{}", digest_.substr(0, 16), llama_version(), name(prompt.style));
  reply.latency = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  return reply;
}

asio::awaitable<Result<Reply>> GgufModel::generate(const GenerateRequest& request) {
  const auto start = [this](auto handler, GenerateRequest asked) {
    const auto brake = std::make_shared<Brake>();
    const auto executor = asio::get_associated_executor(handler);
    auto cancel = asio::get_associated_cancellation_slot(handler);
    if (cancel.is_connected()) cancel.assign([brake](asio::cancellation_type) { brake->cancelled = true; });
    asio::post(thread_, [this, brake, cancel, asked = std::move(asked), handler = std::move(handler),
                         work = asio::make_work_guard(executor)]() mutable {
      brake_.store(brake);
      Result<Reply> reply = answer(asked, *brake);
      brake_.store(nullptr);
      asio::post(work.get_executor(),
                 [cancel, handler = std::move(handler), reply = std::move(reply)]() mutable {
                   if (cancel.is_connected()) cancel.clear();
                   handler(std::move(reply));
                 });
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result<Reply>)>(
      start, asio::use_awaitable, request);
}

}  // namespace

Result<std::unique_ptr<Model>> open_gguf(const ModelSpec& spec, asio::any_io_executor) {
  BROCH_TRY(GgufOptions options, read_options(spec));
  BROCH_CHECK(llama_processor());
  BROCH_TRY(const GgufFile file, read_gguf(spec.name));
  BROCH_TRY(std::unique_ptr<LoadedModel> loaded, LoadedModel::load(spec.name, options.load));
  BROCH_TRY(PromptMaker prompts, PromptMaker::create(*loaded, options.style, options.chat_template));
  BROCH_TRY(std::string digest, sha256_of(spec.name));
  return std::make_unique<GgufModel>(std::move(options), std::move(loaded), std::move(prompts),
                                     title_of(file, spec.name), std::move(digest));
}

}  // namespace broch::model
