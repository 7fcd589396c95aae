// broch rules: lists, shows, checks and tests insecure-code rules.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/rules_conformance.h"
#include "core/json.h"
#include "core/text.h"
#include "scan/fixtures.h"
#include "scan/scan.h"

namespace broch::cli {
namespace {

struct Arguments {
  std::vector<std::string> paths;
  std::vector<std::string> config;
  std::string id;
  bool no_default_rules = false;
  bool skip_unsupported = false;

  scan::LoadOptions load_options() const { return {.skip_unsupported = skip_unsupported}; }
};

json::Array to_json(const std::vector<scan::SkippedRule>& skipped) {
  json::Array out;
  for (const scan::SkippedRule& rule : skipped) {
    out.push_back(json::Object{
        {"id", rule.id}, {"path", rule.place.file}, {"line", rule.place.line}, {"why", rule.why}});
  }
  return out;
}

std::vector<std::string> language_names(const scan::RuleInfo& rule) {
  std::vector<std::string> out;
  for (const scan::Language language : rule.languages) out.push_back(scan::name(language));
  return out;
}

json::Value to_json(const scan::RuleInfo& rule) {
  return json::Object{{"id", rule.id},
                      {"languages", json::Value::strings(language_names(rule))},
                      {"cwe", json::Value::strings(rule.cwe)},
                      {"severity", name(rule.severity)},
                      {"confidence", name(rule.confidence)},
                      {"message", rule.message},
                      {"secure", rule.secure},
                      {"path", rule.place.file},
                      {"line", rule.place.line}};
}

Result<int> list(const Arguments& arguments, const Common& common) {
  BROCH_TRY(const auto pack,
            scan::RulePack::load(arguments.config, arguments.no_default_rules, arguments.load_options()));
  std::string out;
  json::Array records;
  for (const scan::RuleInfo& rule : pack->rules()) {
    records.push_back(to_json(rule));
    out += fmt::format("{:<32} {:<12} {:<8} {:<7} {}\n", rule.id, join(language_names(rule), ","),
                       name(rule.severity), name(rule.confidence), join(rule.cwe, " "));
  }
  if (common.json) {
    out = json::dump(json::Object{{"rules", std::move(records)}, {"digest", pack->digest()}}) + "\n";
  }
  BROCH_CHECK(print(out));
  return kOk;
}

Result<int> show(const Arguments& arguments, const Common& common) {
  BROCH_TRY(const auto pack,
            scan::RulePack::load(arguments.config, arguments.no_default_rules, arguments.load_options()));
  std::vector<std::string> ids;
  for (const scan::RuleInfo& rule : pack->rules()) {
    ids.push_back(rule.id);
    if (rule.id != arguments.id) continue;
    const std::string text = fmt::format(
        "{}\n  {}\n  write instead: {}\n  {} for {}, severity {}, confidence {}\n  defined at {}\n", rule.id,
        rule.message, rule.secure, join(rule.cwe, ", "), join(language_names(rule), ", "),
        name(rule.severity), name(rule.confidence), rule.place.to_string());
    BROCH_CHECK(print(common.json ? json::dump(to_json(rule)) + "\n" : text));
    return kOk;
  }
  return fail(ErrorKind::kUsage, "no rule `" + arguments.id + "`" + did_you_mean(arguments.id, ids), {},
              "broch rules list shows them all");
}

Result<int> validate(const Arguments& arguments, const Common& common) {
  BROCH_TRY(const auto pack, scan::RulePack::load(arguments.paths, true, arguments.load_options()));
  const auto count = static_cast<int64_t>(pack->rules().size());
  if (common.json) {
    BROCH_CHECK(
        print(json::dump(json::Object{
                  {"rules", count}, {"skipped", to_json(pack->skipped())}, {"digest", pack->digest()}}) +
              "\n"));
    return kOk;
  }
  std::string out;
  for (const scan::SkippedRule& rule : pack->skipped()) {
    out += fmt::format("{}: skipped {}: {}\n", rule.place.to_string(), rule.id, rule.why);
  }
  out += fmt::format("{} rules compile", count);
  out += pack->skipped().empty() ? "\n" : fmt::format(", {} skipped\n", pack->skipped().size());
  BROCH_CHECK(print(out));
  return kOk;
}

Result<int> test(const Arguments& arguments, const Common& common) {
  BROCH_TRY(const scan::FixtureReport report, scan::test_rules(arguments.paths));
  std::string out;
  json::Array mismatches;
  for (const scan::FixtureMismatch& mismatch : report.mismatches) {
    const char* kind = mismatch.missed ? "missed" : "unexpected";
    mismatches.push_back(json::Object{{"path", mismatch.place.file},
                                      {"line", mismatch.place.line},
                                      {"rule", mismatch.rule},
                                      {"kind", kind}});
    out += fmt::format("{}:{}: {}: {}\n", mismatch.place.file, mismatch.place.line, kind, mismatch.rule);
  }
  for (const std::string& rule : report.untested) out += fmt::format("{}: no ruleid or no ok line\n", rule);
  out += fmt::format("{} fixtures: {} expected findings, {} clean lines, {} mismatches, {} rules untested\n",
                     report.files, report.expected, report.clean, report.mismatches.size(),
                     report.untested.size());
  if (common.json) {
    out = json::dump(json::Object{{"passed", report.passed()},
                                  {"files", static_cast<int64_t>(report.files)},
                                  {"expected", static_cast<int64_t>(report.expected)},
                                  {"clean", static_cast<int64_t>(report.clean)},
                                  {"todo", static_cast<int64_t>(report.todo)},
                                  {"mismatches", std::move(mismatches)},
                                  {"untested", json::Value::strings(report.untested)}}) +
          "\n";
  }
  BROCH_CHECK(print(out));
  return report.passed() ? kOk : kFindings;
}

using Run = Result<int> (*)(const Arguments&, const Common&);

CLI::App* add(CLI::App& parent, Invocation& invocation, const char* verb, const char* what, Run run,
              const std::shared_ptr<Arguments>& arguments) {
  CLI::App* command = parent.add_subcommand(verb, what);
  add_common(*command, invocation);
  command->callback([&invocation, run, arguments] {
    invocation.action = [run, arguments](const Common& common) { return run(*arguments, common); };
  });
  return command;
}

}  // namespace

void add_rules(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("rules", "Insecure-code rules: list, show, validate, test");
  command->require_subcommand(1);
  auto arguments = std::make_shared<Arguments>();
  const auto add_skip = [&](CLI::App* one) {
    one->add_flag("--skip-unsupported", arguments->skip_unsupported,
                  "Pass over rules that do not load, and count them");
  };
  const auto add_pack = [&](CLI::App* one) {
    one->add_option("--config", arguments->config, "Add the rules of a file or folder (repeatable)")
        ->allow_extra_args(false);
    one->add_flag("--no-default-rules", arguments->no_default_rules, "Only the rules given with --config");
    add_skip(one);
  };
  add_pack(add(*command, invocation, "list", "One line per rule", list, arguments));
  CLI::App* show_one =
      add(*command, invocation, "show", "What a rule finds and what to write instead", show, arguments);
  show_one->add_option("id", arguments->id, "The rule's id")->required();
  add_pack(show_one);
  CLI::App* validate_all = add(*command, invocation, "validate",
                               "Compile rule files; the first error with its place", validate, arguments);
  validate_all->add_option("paths", arguments->paths, "Rule files or folders")->required();
  add_skip(validate_all);
  add(*command, invocation, "test", "Run rule files against the fixtures beside them", test, arguments)
      ->add_option("paths", arguments->paths, "Rule files or folders")
      ->required();
  add_rules_conformance(*command, invocation);
}

}  // namespace broch::cli
