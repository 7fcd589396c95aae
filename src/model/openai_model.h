// openai:MODEL — any server that speaks OpenAI's chat completions, or its older completions of text.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "model/model.h"
#include "model/retry.h"
#include "net/client.h"

namespace broch::model {

/// US dollars per million tokens.
struct Price {
  double input = 0;
  double output = 0;
};

struct OpenAiOptions {
  std::string model;
  net::Url base_url;  ///< its target ends where "/chat/completions" begins
  PromptStyle prompt =
      PromptStyle::kChat;  ///< other than by kChat it is asked at "/completions"; not part of id()
  std::string api_key;     ///< "" sends none; never logged, not part of id()
  bool constrain = true;   ///< whether a server is asked to hold a judge to its words
  bool stream = false;     ///< whether every request streams; otherwise GenerateRequest::stream decides
  std::chrono::milliseconds timeout{300'000};  ///< of one try
  size_t max_reply_bytes = size_t{32} << 20;
  size_t concurrency = 8;
  std::string ca_file;
  RetryPolicy retry;
  std::optional<Price> price;  ///< for estimates alone; not part of id()
};

/// openai:MODEL?base_url=http://…/v1&prompt=fim&api_key_env=NAME&stream=true&constrain=false&timeout=30s&retries=3&backoff=500ms
/// &concurrency=8&ca_file=…&price_in=0.4&price_out=1.6   Prices come as a pair. The key comes from the
/// environment variable: OPENAI_API_KEY if it is set, or the one that is named, which then must be; an empty
/// name sends none. A key is not sent in clear text beyond loopback. One that is a secret by net::is_secret
/// is taken out of replies and errors; other words leave them as they are.
Result<OpenAiOptions> read_openai_options(const ModelSpec& spec);
Result<std::unique_ptr<Model>> open_openai(const ModelSpec& spec, asio::any_io_executor executor);
std::unique_ptr<Model> make_openai(OpenAiOptions options, asio::any_io_executor executor);

}  // namespace broch::model
