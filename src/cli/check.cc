// broch check: asks the guard one question, or one per line of a file.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/subcommand.h"
#include "core/file.h"
#include "core/records.h"
#include "core/text.h"
#include "guard/guard.h"

namespace broch::cli {
namespace {

struct CheckArguments {
  std::string path;
  std::string stage = "input";
  std::string policy = "balanced";
  std::string jsonl;
  std::string field = "text";
};

std::string as_text(const std::string& title, const guard::Verdict& verdict, std::string_view text) {
  std::string out = fmt::format("{}: {}", title, guard::name(verdict.action));
  if (verdict.would != verdict.action) out += fmt::format(" (would {})", guard::name(verdict.would));
  out += '\n';
  const LineIndex lines(text);
  for (const guard::SegmentFinding& found : verdict.findings) {
    const Finding& f = found.finding;
    const LineColumn at = lines.at(f.span.begin);
    out += fmt::format("  {}:{}  {}  {}/{}  {} ({}, score {:.2f})\n", at.line, at.column,
                       guard::name(found.action), f.check, f.rule, f.message, name(f.severity), f.score);
    if (!f.remediation.empty()) out += fmt::format("        {}\n", f.remediation);
  }
  for (const guard::Coverage& coverage : verdict.coverage) {
    if (coverage.state == guard::Coverage::State::kScanned) continue;
    out += fmt::format("  {} did not see all: {}\n", coverage.check, coverage.why);
  }
  return out;
}

class Command {
 public:
  Command(const CheckArguments& arguments, const Common& common) : arguments_(arguments), common_(common) {}

  Result<int> run() {
    if (arguments_.path.empty() == arguments_.jsonl.empty()) {
      return fail(ErrorKind::kUsage, "nothing to check", {},
                  "name a file, `-` for standard input, or --jsonl");
    }
    stage_ = *guard::parse_stage(arguments_.stage);
    BROCH_TRY(const guard::Policy policy, guard::Policy::load(arguments_.policy));
    BROCH_TRY(guard_, guard::Guard::compile(policy));
    if (arguments_.jsonl.empty()) {
      BROCH_TRY(const std::string text, read_file(arguments_.path));
      BROCH_CHECK(check(arguments_.path, text));
    } else {
      BROCH_CHECK(check_lines());
    }
    return worst_ >= guard::Action::kRedact ? kFindings : kOk;
  }

 private:
  Status check(const std::string& title, std::string text) {
    const std::vector<chat::Segment> segments = {guard::segment_for(stage_, std::move(text))};
    const guard::Verdict verdict = guard_->check(stage_, segments);
    worst_ = std::max(worst_, verdict.action);
    return print(common_.json ? json::dump(verdict.to_json()) + "\n"
                              : as_text(title, verdict, segments[0].text));
  }

  Status check_lines() {
    return for_each_json_line(arguments_.jsonl, {}, [&](const json::Value& value, int line) -> Status {
      const json::Value* text = arguments_.field.starts_with('/') ? value.at_pointer(arguments_.field)
                                : value.is_object()               ? value.as_object().find(arguments_.field)
                                                                  : nullptr;
      if (text == nullptr || !text->is_string()) {
        return fail(ErrorKind::kInput, "no string `" + arguments_.field + "`", {arguments_.jsonl, line, 1},
                    "name the field that holds the text with --field");
      }
      return check(fmt::format("{}:{}", arguments_.jsonl, line), text->as_string());
    });
  }

  const CheckArguments& arguments_;
  const Common& common_;
  guard::Stage stage_ = guard::Stage::kInput;
  std::shared_ptr<const guard::Guard> guard_;
  guard::Action worst_ = guard::Action::kAllow;
};

}  // namespace

void add_check(Subcommand app) {
  Subcommand command = app.add("check", "Ask the guard for its verdict on a text");
  auto arguments = std::make_shared<CheckArguments>();
  command.option("file", arguments->path, "File to check, - for standard input");
  command.option("--stage", arguments->stage, "Where the text stands")
      .one_of({"input", "output", "tool_call", "tool_result"});
  command.option("--policy", arguments->policy, "Built-in policy (balanced, strict, monitor, off) or a file");
  command.option("--jsonl", arguments->jsonl, "Check every line of a JSON-lines file");
  command.option("--field", arguments->field, "Field of each line that holds the text, or a JSON Pointer");
  command.action(
      [arguments](const Common& common) -> Result<int> { return Command(*arguments, common).run(); });
}

}  // namespace broch::cli
