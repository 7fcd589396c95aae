// Holds suites against their format and against what their prompts may say.
#include "cli/eval_lint.h"

#include <fmt/core.h>

#include <memory>

#include "core/json.h"
#include "eval/lint/lint.h"

namespace broch::cli {

namespace {

std::string text_of(const eval::LintReport& report) {
  std::string text;
  for (const eval::LintFinding& one : report.findings) {
    const std::string where = one.line > 0 ? fmt::format("{}:{}", one.path, one.line) : one.path;
    text += fmt::format("{}: {}: {}{}\n", where, one.rule,
                        one.sample.empty() ? "" : "`" + one.sample + "`: ", one.what);
  }
  return text + fmt::format("{} findings in {} samples of {} suites\n", report.findings.size(),
                            report.samples, report.suites.size());
}

json::Value json_of(const eval::LintReport& report) {
  json::Array findings;
  for (const eval::LintFinding& one : report.findings) {
    findings.push_back(json::Object{{"path", one.path},
                                    {"line", one.line},
                                    {"rule", one.rule},
                                    {"sample", one.sample},
                                    {"message", one.what}});
  }
  return json::Object{{"findings", std::move(findings)},
                      {"suites", json::Value::strings(report.suites)},
                      {"samples", report.samples}};
}

Result<int> run_lint(const std::vector<std::string>& paths, const Common& common) {
  BROCH_TRY(const eval::LintReport report, eval::lint(paths));
  BROCH_CHECK(print(common.json ? json::dump(json_of(report)) + "\n" : text_of(report)));
  return report.findings.empty() ? kOk : kFindings;
}

}  // namespace

void add_eval_lint(Subcommand eval) {
  auto paths = std::make_shared<std::vector<std::string>>();
  Subcommand command =
      eval.add("lint", "Check suites: format, twins, taxonomy, clusters, what attack prompts may hold");
  command.option("PATH", *paths, "Suite folders, folders of suites, test files, samples").required();
  command.action([paths](const Common& common) { return run_lint(*paths, common); });
}

}  // namespace broch::cli
