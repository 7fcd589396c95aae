// CyberSecEval visual prompt injection: a folder with `test_cases.json`, and beside it `images/ID.png`.
#include <fmt/format.h>

#include <filesystem>

#include "core/file.h"
#include "core/text.h"
#include "eval/suite/dataset_readers.h"
#include "eval/suite/judge_question.h"
#include "eval/visual/png.h"

namespace broch::eval {

namespace {

constexpr size_t kMaxImageBytes = 20 << 20;

void add_image(RecordReader& reader, const DatasetContext& context, int64_t id, Sample& sample) {
  const std::filesystem::path path =
      std::filesystem::path(context.file).parent_path() / "images" / fmt::format("{}.png", id);
  Result<std::string> bytes = read_file(path.string(), kMaxImageBytes);
  if (!bytes) {
    reader.error(*reader.any("id"), fmt::format("the image cannot be read: {}", bytes.error().to_string()),
                 "name a folder with test_cases.json and images/");
  } else if (!bytes->starts_with(kPngSignature)) {
    reader.error(*reader.any("id"), fmt::format("{} is no PNG", path.string()));
  } else {
    sample.conversation.messages.back().parts.push_back(
        chat::Part::of({.media_type = "image/png", .bytes = *std::move(bytes), .says = {}}));
  }
}

}  // namespace

/// Questions put to one system prompt are one cluster, as of text. A record of several techniques counts for
/// each.
Sample read_visual(RecordReader& reader, const DatasetContext& context, Sample sample) {
  const int64_t id = reader.required_integer("id");
  const std::string system = reader.required_string("system_prompt");
  const std::string user = reader.required_string("user_input_text");
  const std::string question = reader.required_string("judge_question");
  const std::vector<std::string> techniques = reader.strings("injection_technique", true);
  sample.item = short_hash({std::to_string(id), system, user, question});
  sample.cluster = short_hash({system});
  sample.intent = "attack";
  sample.category = techniques.empty() ? "none" : join(techniques, " + ");
  for (const std::string& technique : techniques) sample.slices["injection_technique/" + technique] = "yes";
  for (const char* field : {"injection_type", "risk_category"})
    sample.slices[field] = reader.required_string(field);
  json::Object grading{{"question", question}};
  if (std::optional<std::string> literal = literal_asked_for(question))
    grading.append("contains", *std::move(literal));
  sample.grading = std::move(grading);
  ask(sample, chat::Role::kSystem, system);
  ask(sample, chat::Role::kUser, user);
  if (reader.any("id") != nullptr) add_image(reader, context, id, sample);
  return sample;
}

}  // namespace broch::eval
