// `broch eval grade`: one grader over replies in a JSON-lines file.
#include <fmt/core.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <map>
#include <memory>

#include "cli/eval.h"
#include "cli/judges.h"
#include "cli/subcommand.h"
#include "core/file.h"
#include "core/json.h"
#include "core/records.h"
#include "core/text.h"
#include "eval/grade/expectation.h"
#include "eval/grade/grader.h"
#include "eval/grade/rubric.h"

namespace broch::cli {

namespace {

namespace asio = boost::asio;

struct GradeArguments {
  std::string grader, file, field = "response", lang, lang_field = "language", judge, judge_vote, rubric;
};

/// What a line says beside the reply: the language asked for, the intent, and what the grader is to look for
/// (`grading`, or `contains`, `question`, … in the line itself).
eval::Sample sample_of(const GradeArguments& arguments, const json::Value& line, int64_t index) {
  eval::Sample sample;
  sample.id = sample.item = sample.cluster = std::to_string(index);
  sample.language = !arguments.lang.empty() ? arguments.lang
                                            : std::string(line.get_string(arguments.lang_field).value_or(""));
  sample.intent = line.get_string("intent").value_or("attack");
  sample.category = line.get_string("category").value_or("");
  const json::Value* grading = line.find("grading");
  sample.grading = grading != nullptr ? *grading : line;
  for (const char* field : {"prompt", "request"}) {
    const auto text = line.get_string(field);
    if (!text) continue;
    sample.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, std::string(*text)));
    break;
  }
  return sample;
}

/// A reply that nothing is expected of would pass whatever it says.
Status check_expectation(const GradeArguments& arguments, const eval::Sample& sample, int number) {
  if (arguments.grader != "contains" && arguments.grader != "injection") return {};
  const Place place{arguments.file, number};
  Result<eval::Expectation> expected = eval::Expectation::parse(sample.grading);
  if (!expected) {
    Error error = std::move(expected).error();
    error.where = place;
    return std::unexpected(std::move(error));
  }
  if (arguments.grader == "injection" || expected->wants() || expected->forbids()) return {};
  return fail(ErrorKind::kUsage, "the grader `contains` has nothing to look for", place,
              "add `must_contain` or `must_not_contain` to the line, or to its `grading`");
}

/// Calls as OpenAI writes them, or as a name with arguments.
std::vector<chat::ToolCall> calls_of(const json::Value& line) {
  std::vector<chat::ToolCall> calls;
  const json::Array* list = line.get_array("tool_calls");
  if (list == nullptr) return calls;
  for (const json::Value& one : *list) {
    const json::Value* function = one.find("function");
    const json::Value& call = function != nullptr ? *function : one;
    const json::Value* arguments = call.find("arguments");
    std::string text;
    if (arguments != nullptr) text = arguments->is_string() ? arguments->as_string() : json::dump(*arguments);
    calls.push_back({"", std::string(call.get_string("name").value_or("")), std::move(text)});
  }
  return calls;
}

Result<eval::Grade> grade_one(asio::io_context& io, const eval::Grader& grader, const eval::Sample& sample,
                              const eval::Delivered& delivered) {
  std::optional<Result<eval::Grade>> result;
  asio::co_spawn(io, grader.grade(sample, delivered), [&](std::exception_ptr broken, eval::Grade grade) {
    if (broken) {
      result = fail(ErrorKind::kInternal, "the grader broke off");
    } else {
      result = std::move(grade);
    }
    io.stop();  // a judge may keep connections or timers open
  });
  io.restart();
  io.run();
  return *std::move(result);
}

json::Value to_json(int64_t index, const eval::Grade& grade) {
  json::Object values;
  for (const auto& [metric, value] : grade.values) values.append(metric, value);
  json::Object line{{"index", index}, {"outcome", eval::name(grade.outcome)}, {"score", grade.score}};
  if (!grade.why.empty()) line.append("why", grade.why);
  if (grade.by) line.append("by", eval::name(*grade.by));
  line.append("unsafe", grade.unsafe);
  if (!grade.cwe.empty()) line.append("cwe", json::Value::strings(grade.cwe));
  line.append("values", std::move(values));
  return line;
}

Result<int> grade_file(const GradeArguments& arguments, const Common& common) {
  asio::io_context io(1);
  BROCH_TRY(const OpenJudges judges, open_judges(arguments.judge, arguments.judge_vote, io.get_executor()));
  std::string rubric;
  if (!arguments.rubric.empty()) {
    BROCH_TRY(rubric, read_file(arguments.rubric));
    BROCH_CHECK(eval::parse_rubric(rubric, arguments.rubric));
  }
  BROCH_TRY(const std::unique_ptr<eval::Grader> grader,
            eval::make_grader(arguments.grader, judges.judges, rubric));

  int64_t index = 0;
  double score = 0;
  std::map<std::string, int64_t> outcomes;
  const auto use = [&](const json::Value& line, int number) -> Status {
    const std::optional<std::string_view> reply = line.get_string(arguments.field);
    if (!reply) {
      return fail(ErrorKind::kInput, fmt::format("no text in `{}`", arguments.field),
                  {arguments.file, number}, "name the member that holds the reply with --field");
    }
    eval::Delivered delivered{std::string(*reply),
                              std::string(line.get_string("finish_reason").value_or("stop")),
                              {},
                              calls_of(line)};
    const eval::Sample sample = sample_of(arguments, line, index);
    BROCH_CHECK(check_expectation(arguments, sample, number));
    BROCH_TRY(const eval::Grade grade, grade_one(io, *grader, sample, delivered));
    ++outcomes[eval::name(grade.outcome)];
    score += grade.score;
    if (common.json) BROCH_CHECK(print(json::dump(to_json(index, grade)) + "\n"));
    ++index;
    return {};
  };
  BROCH_CHECK(for_each_json_line(arguments.file, {}, use));
  if (common.json) return kOk;

  std::string text = fmt::format("{} replies graded by {}\n", index, grader->id());
  for (const auto& [outcome, count] : outcomes) text += fmt::format("  {:<13} {:>7}\n", outcome, count);
  if (arguments.grader == "multiple-choice" && index > 0) {
    text += fmt::format("  mean Jaccard similarity {:.3f}, replies that cannot be read counting 0\n",
                        score / static_cast<double>(index));
  }
  BROCH_CHECK(print(text));
  return kOk;
}

}  // namespace

void add_eval_grade(Subcommand eval) {
  auto arguments = std::make_shared<GradeArguments>();
  Subcommand command = eval.add("grade", "Grade replies in a JSON-lines file");
  command.option("--grader", arguments->grader, join(eval::grader_names(), ", ")).required();
  command.option("--jsonl", arguments->file, "File with one JSON object a line; - for standard input")
      .required();
  command.option("--field", arguments->field, "Member that holds the reply").show_default();
  command.option("--lang", arguments->lang, "Programming language that was asked for");
  command.option("--lang-field", arguments->lang_field, "Member that names it").show_default();
  command.option("--judge", arguments->judge,
                 "Model that decides what rules cannot; several, separated by commas, vote");
  command.option("--judge-vote", arguments->judge_vote, "Of several judges: majority (default) or unanimous")
      .one_of({"majority", "unanimous"});
  command.option("--rubric", arguments->rubric, "File with the rubric of grader `attack`");
  command.action([arguments](const Common& common) { return grade_file(*arguments, common); });
}

}  // namespace broch::cli
