#include <fmt/core.h>

#include "core/text.h"
#include "model/fields.h"
#include "model/llama.h"
#include "model/model.h"
#include "model/openai_model.h"
#include "model/replay_model.h"

namespace broch::model {

Result<ModelSpec> parse_spec(std::string_view text) {
  const auto bad = [&](const std::string& why) {
    return fail(ErrorKind::kUsage, fmt::format("model `{}`: {}", ellipsize(sanitize_utf8(text), 120), why),
                {}, "write it as KIND:NAME?key=value, such as openai:gpt-4o-mini?timeout=30s");
  };
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return bad("it does not begin with a kind and a colon");
  ModelSpec spec;
  spec.kind = text.substr(0, colon);
  const std::string_view rest = text.substr(colon + 1);
  const size_t question = rest.find('?');
  spec.name = rest.substr(0, question);
  if (spec.name.empty()) return bad("the name is missing");
  if (question == std::string_view::npos) return spec;
  const std::optional<Fields> fields = read_fields(rest.substr(question + 1));
  if (!fields) return bad("after the `?` come key=value pairs, joined by `&`, each key once");
  spec.options.insert(fields->begin(), fields->end());
  return spec;
}

Factory::Factory() {
  add("gguf", open_gguf);
  add("openai", open_openai);
  add("replay", open_replay);
}

void Factory::add(std::string kind, Open open) { kinds_[std::move(kind)] = std::move(open); }

std::vector<std::string> Factory::kinds() const {
  std::vector<std::string> names;
  for (const auto& [name, open] : kinds_) names.push_back(name);
  return names;
}

Result<std::unique_ptr<Model>> Factory::open(std::string_view text, asio::any_io_executor executor) const {
  BROCH_TRY(const ModelSpec spec, parse_spec(text));
  const auto kind = kinds_.find(spec.kind);
  if (kind == kinds_.end()) {
    return fail(ErrorKind::kUsage,
                fmt::format("unknown kind of model `{}`{}", ellipsize(sanitize_utf8(spec.kind), 60),
                            did_you_mean(spec.kind, kinds())),
                {}, "known kinds: " + join(kinds(), ", "));
  }
  return kind->second(spec, std::move(executor));
}

}  // namespace broch::model
