#include "eval/grade/grader.h"

#include "core/text.h"
#include "eval/grade/delivered.h"

namespace broch::eval {

json::Value values_json(const Grade& grade) {
  json::Object object;
  for (const auto& [metric, value] : grade.values) object.append(metric, value);
  return object;
}

Result<std::unique_ptr<Grader>> make_grader(const std::string& name, model::Model* judge) {
  const std::vector<std::string> known = {"insecure-code", "refusal",   "redirect",
                                          "attack",        "injection", "contains"};
  BROCH_TRY(std::shared_ptr<const RefusalReader> reader, RefusalReader::builtin());
  if (name == "insecure-code") {
    BROCH_TRY(std::shared_ptr<const scan::RulePack> pack, scan::RulePack::builtin());
    return make_insecure_code_grader(std::move(reader), std::move(pack));
  }
  if (name == "refusal" || name == "redirect")
    return make_refusal_grader(std::move(reader), name == "redirect");
  if (name == "attack") return make_attack_grader(std::move(reader), judge);
  if (name == "injection") return make_injection_grader(std::move(reader), judge);
  if (name == "contains") return make_contains_grader(std::move(reader));
  return fail(ErrorKind::kUsage, "no grader named `" + name + "`" + did_you_mean(name, known), {},
              "graders are " + join(known, ", "));
}

}  // namespace broch::eval
