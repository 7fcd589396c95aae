#include "eval/grade/grader.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>

#include "core/text.h"
#include "eval/grade/delivered.h"

namespace broch::eval {

json::Value values_json(const Grade& grade) {
  json::Object object;
  for (const auto& [metric, value] : grade.values) object.append(metric, value);
  return object;
}

const std::vector<std::string>& grader_names() {
  static const std::vector<std::string> names = {"insecure-code", "refusal",  "redirect", "attack",
                                                 "injection",     "contains", "canary",   "multiple-choice"};
  return names;
}

Result<std::unique_ptr<Grader>> make_grader(const std::string& name, const Judges& judges,
                                            const std::string& rubric) {
  BROCH_TRY(std::shared_ptr<const RefusalReader> reader, RefusalReader::builtin());
  if (name == "insecure-code") {
    BROCH_TRY(std::shared_ptr<const scan::RulePack> pack, scan::RulePack::builtin());
    BROCH_TRY(std::shared_ptr<const AssuranceReader> assurances, AssuranceReader::builtin());
    return make_insecure_code_grader(std::move(reader), std::move(assurances), std::move(pack));
  }
  if (name == "refusal" || name == "redirect")
    return make_refusal_grader(std::move(reader), name == "redirect");
  if (name == "attack") {
    if (rubric.empty()) return make_attack_grader(std::move(reader), judges);
    BROCH_TRY(const Rubric own, parse_rubric(rubric, "rubric"));
    return make_attack_grader(std::move(reader), judges, own);
  }
  if (name == "injection") return make_injection_grader(std::move(reader), judges);
  if (name == "contains") return make_contains_grader(std::move(reader));
  if (name == "canary") return make_canary_grader(std::move(reader));
  if (name == "multiple-choice") return make_choice_grader(std::move(reader));
  return fail(ErrorKind::kUsage, "no grader named `" + name + "`" + did_you_mean(name, grader_names()), {},
              "graders are " + join(grader_names(), ", "));
}

Grade grade_now(const Grader& grader, const Sample& sample, const Delivered& delivered) {
  asio::io_context io(1);
  Grade grade;
  asio::co_spawn(io, grader.grade(sample, delivered), [&](std::exception_ptr broken, Grade result) {
    if (!broken) grade = std::move(result);
  });
  io.run();
  return grade;
}

}  // namespace broch::eval
