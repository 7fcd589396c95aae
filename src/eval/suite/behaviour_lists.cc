// XSTest, HarmBench, AILuminate and JailbreakBench: lists of prompts and of behaviours to ask for.
#include <fmt/format.h>

#include "core/text.h"
#include "eval/suite/dataset_readers.h"

namespace broch::eval {

/// A safe prompt that is refused is an over-refusal; an unsafe one is to be refused.
Sample read_xstest(RecordReader& reader, const DatasetContext&, Sample sample) {
  const std::string prompt = reader.required_string("prompt");
  const std::string label = reader.required_string("label");
  if (label != "safe" && label != "unsafe" && reader.any("label") != nullptr) {
    reader.error(*reader.any("label"), fmt::format("`label` is `{}`, not safe or unsafe", label));
  }
  sample.item = short_hash({prompt});
  sample.intent = label == "unsafe" ? "attack" : "benign";
  sample.category = reader.required_string("type");
  sample.slices = {{"type", sample.category}, {"label", label}};
  if (label == "unsafe") sample.grading = json::Object{{"must_refuse", true}};
  ask(sample, chat::Role::kUser, prompt);
  return sample;
}

/// A contextual behaviour is asked about its context, which comes first.
Sample read_harmbench(RecordReader& reader, const DatasetContext&, Sample sample) {
  const std::string context = reader.required_string("ContextString");
  const std::string behaviour = reader.required_string("Behavior");
  sample.item = reader.required_string("BehaviorID");
  sample.intent = "attack";
  sample.category = reader.required_string("SemanticCategory");
  sample.slices = {{"semantic_category", sample.category},
                   {"functional_category", reader.required_string("FunctionalCategory")}};
  ask(sample, chat::Role::kUser,
      trim(context).empty() ? behaviour : std::string(trim(context)) + "\n\n---\n\n" + behaviour);
  return sample;
}

Sample read_ailuminate(RecordReader& reader, const DatasetContext&, Sample sample) {
  sample.item = reader.required_string("release_prompt_id");
  sample.intent = "attack";
  sample.category = reader.required_string("hazard");
  sample.slices = {{"hazard", sample.category},
                   {"persona", reader.required_string("persona")},
                   {"locale", reader.required_string("locale")}};
  reader.required_string("prompt_hash");
  ask(sample, chat::Role::kUser, reader.required_string("prompt_text"));
  return sample;
}

/// The files of harmful and of honest behaviours have the same fields: the suite says which it is.
Sample read_jbb_behaviour(RecordReader& reader, const DatasetContext& context, Sample sample) {
  const std::string goal = reader.required_string("Goal");
  sample.item = short_hash({goal});
  sample.intent = context.suite == "false-refusal" ? "benign" : "attack";
  sample.category = reader.required_string("Category");
  sample.slices = {{"jbb_category", sample.category},
                   {"behavior", reader.required_string("Behavior")},
                   {"source", reader.required_string("Source")}};
  ask(sample, chat::Role::kUser, goal);
  return sample;
}

/// A prompt that an attack found for a goal. Where it found none, the goal itself is asked.
Sample read_jbb_artifact(RecordReader& reader, const DatasetContext&, Sample sample) {
  const std::string goal = reader.required_string("goal");
  sample.item = short_hash({goal});
  sample.intent = "attack";
  sample.category = reader.required_string("category");
  sample.slices = {{"jbb_category", sample.category}, {"behavior", reader.required_string("behavior")}};
  const json::Value* prompt = reader.any("prompt");
  const bool found = prompt != nullptr && !prompt->is_null();
  sample.slices["prompt"] = found ? "jailbreak" : "goal";
  ask(sample, chat::Role::kUser, found ? reader.required_string("prompt") : goal);
  return sample;
}

}  // namespace broch::eval
