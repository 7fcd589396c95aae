// broch rules: lists, shows, checks and tests insecure-code rules.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/rules_conformance.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "core/text.h"
#include "scan/fixtures.h"
#include "scan/inspect.h"
#include "scan/scan.h"

namespace broch::cli {
namespace {

struct RulesArguments {
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

/// A rule and what its file says of it.
struct Shown {
  const scan::RuleInfo& rule;
  const scan::RuleDescription& text;
};

json::Object to_json(const Shown& one) {
  json::Object out{{"id", one.rule.id},
                   {"languages", json::Value::strings(language_names(one.rule))},
                   {"cwe", json::Value::strings(one.rule.cwe)},
                   {"severity", name(one.rule.severity)},
                   {"confidence", name(one.rule.confidence)},
                   {"mode", one.text.mode},
                   {"message", one.rule.message},
                   {"secure", one.rule.secure},
                   {"path", one.rule.place.file},
                   {"line", one.rule.place.line}};
  if (!one.text.fix.empty()) out.append("fix", one.text.fix);
  if (!one.rule.disabled.empty()) out.append("disabled", one.rule.disabled);
  return out;
}

/// The rules that the options ask for, with their texts.
struct Listing {
  std::shared_ptr<const scan::RulePack> pack;
  std::map<std::string, scan::RuleDescription> texts;

  Shown at(const scan::RuleInfo& rule) const { return {rule, texts.at(rule.id)}; }
};

Result<Listing> load(const RulesArguments& arguments) {
  Listing out;
  BROCH_TRY(out.pack,
            scan::RulePack::load(arguments.config, arguments.no_default_rules, arguments.load_options()));
  BROCH_TRY(out.texts, scan::describe(*out.pack, !arguments.no_default_rules));
  return out;
}

Result<int> list(const RulesArguments& arguments, const Common& common) {
  BROCH_TRY(const Listing listing, load(arguments));
  std::string out;
  json::Array records;
  for (const scan::RuleInfo& rule : listing.pack->rules()) {
    const Shown one = listing.at(rule);
    records.push_back(to_json(one));
    out += fmt::format("{:<32} {:<12} {:<7} {:<8} {:<7} {}{}\n", rule.id, join(language_names(rule), ","),
                       one.text.mode, name(rule.severity), name(rule.confidence), join(rule.cwe, " "),
                       rule.disabled.empty() ? "" : "  disabled: " + rule.disabled);
  }
  if (common.json) {
    out = json::dump(json::Object{{"rules", std::move(records)},
                                  {"skipped", to_json(listing.pack->skipped())},
                                  {"digest", listing.pack->digest()}}) +
          "\n";
  }
  BROCH_CHECK(print(out));
  return kOk;
}

std::string to_text(const Shown& one) {
  std::string out = one.rule.id + "\n";
  const auto part = [&](const char* title, const std::string& text) {
    if (!text.empty()) out += fmt::format("\n{}\n  {}\n", title, replace_all(text, "\n", "\n  "));
  };
  part("What it finds", one.rule.message);
  part("Write instead", one.rule.secure);
  part("Fix", one.text.fix);
  part("Disabled, unless it runs from a file", one.rule.disabled);
  out += fmt::format("\n{} for {}; {} mode, severity {}, confidence {}; {}\n",
                     one.rule.cwe.empty() ? "no CWE" : join(one.rule.cwe, ", "),
                     join(language_names(one.rule), ", "), one.text.mode, name(one.rule.severity),
                     name(one.rule.confidence), one.rule.place.to_string());
  return out + "\n" + one.text.yaml;
}

Result<int> show(const RulesArguments& arguments, const Common& common) {
  BROCH_TRY(const Listing listing, load(arguments));
  std::vector<std::string> ids;
  for (const scan::RuleInfo& rule : listing.pack->rules()) {
    ids.push_back(rule.id);
    if (rule.id != arguments.id) continue;
    const Shown one = listing.at(rule);
    json::Object record = to_json(one);
    record.append("yaml", one.text.yaml);
    BROCH_CHECK(print(common.json ? json::dump(std::move(record)) + "\n" : to_text(one)));
    return kOk;
  }
  return fail(ErrorKind::kUsage, "no rule `" + arguments.id + "`" + did_you_mean(arguments.id, ids), {},
              "broch rules list shows them all");
}

json::Array to_json(const std::vector<scan::BrokenRule>& broken) {
  json::Array out;
  for (const scan::BrokenRule& rule : broken) {
    out.push_back(json::Object{{"id", rule.id},
                               {"path", rule.error.where.file},
                               {"line", rule.error.where.line},
                               {"column", rule.error.where.column},
                               {"why", rule.error.what}});
  }
  return out;
}

/// Every rule that does not load, each with its place. With --skip-unsupported they are no failure.
Result<int> validate(const RulesArguments& arguments, const Common& common) {
  BROCH_TRY(const scan::Validation found, scan::validate_rules(arguments.paths));
  std::string out;
  for (const scan::SkippedRule& rule : found.outside) {
    out += fmt::format("{}: skipped {}: {}\n", rule.place.to_string(), rule.id, rule.why);
  }
  for (const scan::BrokenRule& rule : found.broken) {
    const std::string remedy = rule.error.remedy.empty() ? "" : " (" + rule.error.remedy + ")";
    const std::string line = rule.error.to_string() + remedy + "\n";
    if (arguments.skip_unsupported) {
      out += line;
    } else {
      fmt::print(stderr, "broch: {}", line);
    }
  }
  out += fmt::format("{} rules compile", found.rules);
  if (!found.broken.empty()) out += fmt::format(", {} do not", found.broken.size());
  if (!found.outside.empty()) out += fmt::format(", {} skipped", found.outside.size());
  out += "\n";
  if (common.json) {
    out = json::dump(json::Object{{"rules", static_cast<int64_t>(found.rules)},
                                  {"broken", to_json(found.broken)},
                                  {"skipped", to_json(found.outside)}}) +
          "\n";
  }
  BROCH_CHECK(print(out));
  return found.broken.empty() || arguments.skip_unsupported ? kOk : kUsage;
}

Result<int> test(const RulesArguments& arguments, const Common& common) {
  BROCH_TRY(const scan::FixtureReport report, scan::test_rules(arguments.paths));
  std::string out;
  json::Array mismatches;
  for (const scan::FixtureMismatch& mismatch : report.mismatches) {
    const char* kind = name(mismatch.kind);
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

using Run = Result<int> (*)(const RulesArguments&, const Common&);

Subcommand add(Subcommand parent, const char* verb, const char* what, Run run,
               const std::shared_ptr<RulesArguments>& arguments) {
  Subcommand command = parent.add(verb, what);
  command.action([run, arguments](const Common& common) { return run(*arguments, common); });
  return command;
}

}  // namespace

void add_rules(Subcommand app) {
  Subcommand command = app.add_group("rules", "Insecure-code rules: list, show, validate, test");
  auto arguments = std::make_shared<RulesArguments>();
  const auto add_skip = [&](Subcommand one) {
    one.flag("--skip-unsupported", arguments->skip_unsupported,
             "Pass over rules that do not load, and count them");
  };
  const auto add_pack = [&](Subcommand one) {
    one.option("--config", arguments->config, "Add the rules of a file or folder (repeatable)")
        .one_at_a_time();
    one.flag("--no-default-rules", arguments->no_default_rules, "Only the rules given with --config");
    add_skip(one);
  };
  add_pack(add(command, "list", "One line per rule", list, arguments));
  Subcommand show_one = add(command, "show", "What a rule finds and what to write instead", show, arguments);
  show_one.option("id", arguments->id, "The rule's id").required();
  add_pack(show_one);
  Subcommand validate_all =
      add(command, "validate", "Compile rule files; every rule that does not load, with its place", validate,
          arguments);
  validate_all.option("paths", arguments->paths, "Rule files or folders").required();
  add_skip(validate_all);
  add(command, "test", "Run rule files against the fixtures beside them", test, arguments)
      .option("paths", arguments->paths, "Rule files or folders")
      .required();
  add_rules_conformance(command);
}

}  // namespace broch::cli
