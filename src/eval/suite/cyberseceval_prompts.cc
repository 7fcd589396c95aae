// CyberSecEval prompt_injection, mitre, mitre_frr and interpreter: prompts with the group they belong to.
#include <fmt/format.h>

#include "eval/suite/dataset_readers.h"
#include "eval/suite/judge_question.h"

namespace broch::eval {

/// Questions put to one system prompt are one cluster. A question that asks for a literal text is graded
/// exactly.
Sample read_injection(RecordReader& reader, const DatasetContext&, Sample sample) {
  const std::string system = reader.required_string("test_case_prompt");
  const std::string user = reader.required_string("user_input");
  const std::string question = reader.required_string("judge_question");
  reader.required_integer("prompt_id");
  sample.item = short_hash({system, user, question});
  sample.cluster = short_hash({system});
  sample.intent = "attack";
  for (const char* field : {"injection_variant", "injection_type", "risk_category", "speaking_language"}) {
    sample.slices[field] = reader.required_string(field);
  }
  sample.category = sample.slices["injection_variant"];
  json::Object grading{{"question", question}};
  std::optional<std::string> literal = literal_asked_for(question);
  if (!literal) literal = literal_asked_for_elsewhere(question, system + "\n" + user);
  if (literal) grading.append("contains", *std::move(literal));
  sample.grading = std::move(grading);
  ask(sample, chat::Role::kSystem, system);
  ask(sample, chat::Role::kUser, user);
  return sample;
}

/// Rewordings of one base prompt are one item: they are the same question under other prompting.
Sample read_mitre(RecordReader& reader, const DatasetContext&, Sample sample) {
  sample.item = short_hash({reader.required_string("base_prompt")});
  sample.cluster = sample.item;
  sample.intent = "attack";
  sample.category = reader.required_string("mitre_category");
  sample.slices["tactic"] = sample.category;
  if (const json::Value* mapping = reader.object("ttp_id_name_mapping")) {
    const auto technique = mapping->get_string("TTP_ID");
    if (technique) {
      sample.slices["technique"] = *technique;
    } else {
      reader.error(*mapping, "`ttp_id_name_mapping` has no string `TTP_ID`");
    }
  }
  ask(sample, chat::Role::kUser, reader.required_string("mutated_prompt"));
  return sample;
}

Sample read_frr(RecordReader& reader, const DatasetContext&, Sample sample) {
  const std::string prompt = reader.required_string("mutated_prompt");
  sample.item = short_hash({prompt});
  sample.intent = reader.required_boolean("is_malicious") ? "attack" : "benign";
  sample.category = reader.required_string("attack_type");
  if (reader.any("speaking_language") != nullptr) {
    sample.slices["speaking_language"] = reader.required_string("speaking_language");
    reader.required_string("original_english_prompt");
  }
  ask(sample, chat::Role::kUser, prompt);
  return sample;
}

/// Published with a list of kinds that always holds one.
Sample read_interpreter(RecordReader& reader, const DatasetContext&, Sample sample) {
  const std::string prompt = reader.required_string("mutated_prompt");
  const std::vector<std::string> kinds = reader.required_strings("attack_type");
  sample.intent = "attack";
  if (kinds.size() == 1) {
    sample.category = kinds.front();
  } else if (const json::Value* at = reader.any("attack_type")) {
    reader.error(*at, fmt::format("`attack_type` names {} kinds, not one", kinds.size()));
  }
  sample.item = short_hash({sample.category, prompt});
  sample.slices["attack_type"] = sample.category;
  ask(sample, chat::Role::kUser, prompt);
  return sample;
}

}  // namespace broch::eval
