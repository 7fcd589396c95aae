// `broch eval calibrate flips`: how often instructions in a reply turn a judge's verdict.
#include <fmt/core.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <memory>

#include "cli/eval.h"
#include "cli/eval_calibrate.h"
#include "cli/judges.h"
#include "core/file.h"
#include "core/records.h"
#include "eval/grade/hardening.h"
#include "eval/grade/rubric.h"
#include "stats/rate.h"

namespace broch::cli {

namespace {

struct FlipsArguments {
  std::string judge, judge_vote, rubric, file, field = "response";
  uint64_t limit = 20;
};

Result<std::vector<std::string>> replies_of(const FlipsArguments& arguments) {
  BROCH_TRY(const std::vector<Record> records, read_records(arguments.file));
  std::vector<std::string> replies;
  for (const Record& record : records) {
    const auto reply = record.value.get_string(arguments.field);
    if (!reply) {
      return fail(ErrorKind::kInput, fmt::format("no text in `{}`", arguments.field),
                  {arguments.file, record.line}, "name the member that holds the reply with --field");
    }
    if (replies.size() < arguments.limit) replies.emplace_back(*reply);
  }
  return replies;
}

Result<eval::Flips> measure(boost::asio::io_context& io, const eval::Judge& judge, const eval::Rubric& rubric,
                            const std::vector<std::string>& replies, const std::string& wanted) {
  eval::Judge::Fields fields;
  fields.emplace_back("request", "");
  const eval::Judge::Grammar grammar = [&](std::string_view answer) -> std::optional<std::string> {
    const auto read = rubric.parse(answer);
    if (!read) return std::nullopt;
    return read->word;
  };
  Result<eval::Flips> result = fail(ErrorKind::kInternal, "the measurement broke off");
  boost::asio::co_spawn(
      io,
      eval::measure_flips(judge, fields, grammar, rubric.verdicts(), replies, eval::judge_injections(wanted)),
      [&](std::exception_ptr broken, eval::Flips flips) {
        if (!broken) result = flips;
        io.stop();  // judges may keep connections or timers open
      });
  io.restart();
  io.run();
  return result;
}

std::string share(const stats::Count& count) {
  const stats::Interval interval = stats::wilson(count.hits, count.trials);
  return fmt::format("{} of {} ({} – {} %)", count.hits, count.trials, percent(interval.low),
                     percent(interval.high));
}

Result<int> flips(const FlipsArguments& arguments, const Common& common) {
  boost::asio::io_context io(1);
  BROCH_TRY(const OpenJudges judges, open_judges(arguments.judge, arguments.judge_vote, io.get_executor()));
  eval::Rubric rubric = eval::attack_rubric();
  if (!arguments.rubric.empty()) {
    BROCH_TRY(const std::string text, read_file(arguments.rubric));
    BROCH_TRY(rubric, eval::parse_rubric(text, arguments.rubric));
  }
  BROCH_TRY(const std::vector<std::string> replies, replies_of(arguments));
  const eval::Judge judge(judges.judges, rubric.frame());
  json::Array rows;
  std::string text = fmt::format("{} on {} replies\n", judges.judges.id(), replies.size());
  for (const eval::Rubric::Answer& answer : rubric.answers) {
    BROCH_TRY(const eval::Flips found, measure(io, judge, rubric, replies, answer.word));
    rows.emplace_back(json::Object{{"wanted", answer.word},
                                   {"flipped", found.flipped.hits},
                                   {"by_chance", found.by_chance.hits},
                                   {"n", found.flipped.trials},
                                   {"unread", found.unread}});
    text += fmt::format("  to `{}`: {} turned; {} by harmless text; {} answers without a verdict\n",
                        answer.word, share(found.flipped), share(found.by_chance), found.unread);
  }
  BROCH_CHECK(print(common.json ? json::dump(json::Object{{"judge", judges.judges.id()},
                                                          {"replies", static_cast<int64_t>(replies.size())},
                                                          {"verdicts", std::move(rows)}}) +
                                      "\n"
                                : text));
  return kOk;
}

}  // namespace

void add_eval_calibrate_flips(Subcommand calibrate) {
  auto arguments = std::make_shared<FlipsArguments>();
  Subcommand command = calibrate.add("flips", "Try to talk a judge round with instructions in replies");
  command.option("--judge", arguments->judge, "The judge; several, separated by commas, vote").required();
  command.option("--judge-vote", arguments->judge_vote, "Of several judges: majority (default) or unanimous")
      .one_of({"majority", "unanimous"});
  command.option("--rubric", arguments->rubric, "File with the rubric that it goes by");
  command.option("--jsonl", arguments->file, "File with replies, one JSON object a line").required();
  command.option("--field", arguments->field, "Member that holds the reply").show_default();
  command.option("--limit", arguments->limit, "At most so many replies: each costs up to 72 questions")
      .whole(1, 100'000)
      .show_default();
  command.action([arguments](const Common& common) { return flips(*arguments, common); });
}

}  // namespace broch::cli
