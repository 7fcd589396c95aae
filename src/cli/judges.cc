#include "cli/judges.h"

#include "cli/eval_request.h"
#include "cli/models.h"
#include "core/text.h"

namespace broch::cli {

Result<OpenJudges> open_judges(const std::string& specs, const std::string& vote,
                               boost::asio::any_io_executor executor) {
  const model::Factory factory = model_factory();
  OpenJudges out;
  if (vote == "unanimous") out.judges.vote = eval::Judges::Vote::kUnanimous;
  for (const std::string_view part : comma_separated(specs)) {
    const std::string spec(part);
    BROCH_TRY(std::unique_ptr<model::Model> model, factory.open(spec, executor));
    if (spec.starts_with("openai:") && model->prompt() != model::PromptStyle::kChat) {
      return fail(ErrorKind::kUsage, "the judge " + model->id() + " is to be asked by bare text", {},
                  "leave prompt= out: a judge is asked as a conversation");
    }
    for (const model::Model* earlier : out.judges.models) {
      if (earlier->id() != model->id()) continue;
      return fail(ErrorKind::kUsage, "the judge " + model->id() + " is named twice", {},
                  "a second vote of one judge is no second opinion");
    }
    out.free = out.free && is_free(spec, *model);
    const std::optional<model::Price> price = price_of(spec, *model);
    if (price && out.price) {
      out.price->input += price->input;
      out.price->output += price->output;
    } else {
      out.price = std::nullopt;
    }
    out.judges.models.push_back(model.get());
    out.models.push_back(std::move(model));
  }
  return out;
}

}  // namespace broch::cli
