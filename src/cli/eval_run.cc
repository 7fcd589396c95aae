// `broch eval run`: suites against a model, under one condition or a matrix of them.
#include <fmt/ranges.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <csignal>
#include <exception>
#include <filesystem>
#include <limits>
#include <memory>
#include <set>

#include "cli/eval.h"
#include "cli/eval_plan.h"
#include "cli/eval_request.h"
#include "cli/eval_scores.h"
#include "cli/judges.h"
#include "cli/models.h"
#include "cli/subcommand.h"
#include "core/duration.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/run/declared_factors.h"
#include "eval/run/runner.h"
#include "eval/suite/load.h"

namespace broch::cli {

namespace {

namespace asio = boost::asio;

struct RunArguments {
  EvalRequest request;
  std::string store;
  std::string resume;  ///< id, tag, or "" with `resuming` for the last run
  bool resuming = false;
  std::optional<std::string> registered;  ///< plan file
  bool retry_errors = false;
  bool yes = false;
};

volatile std::sig_atomic_t interrupted = 0;

/// The first signal ends the run after the attempts in flight; a second one ends the process, which loses no
/// finished attempt.
void on_signal(int signal) {
  interrupted = 1;
  static constexpr char kText[] = "\nstopping after the attempts in flight; once more stops now\n";
  (void)!write(STDERR_FILENO, kText, sizeof kText - 1);
  std::signal(signal, SIG_DFL);
}

/// Asking costs nothing and reaches nobody.
}  // namespace

bool is_free(const std::string& spec, const model::Model& model) {
  const auto parsed = model::parse_spec(spec);
  return model.simulated() || (parsed && (parsed->kind == "replay" || parsed->kind == "gguf"));
}

std::optional<model::Price> price_of(const std::string& spec, const model::Model& model) {
  if (is_free(spec, model)) return model::Price{};
  const auto parsed = model::parse_spec(spec);
  if (!parsed || parsed->kind != "openai") return std::nullopt;
  const auto options = model::read_openai_options(*parsed);
  return options ? options->price : std::nullopt;
}

Result<std::vector<eval::Suite>> load_suites(const EvalRequest& request) {
  if (!request.suites) {
    return fail(ErrorKind::kUsage, "no suite is named", {}, "add --suite NAME, e.g. --suite quick");
  }
  BROCH_TRY(const std::vector<std::string> names, eval::expand_suites(*request.suites));
  if (request.dataset && names.size() != 1) {
    return fail(ErrorKind::kUsage, fmt::format("--dataset fits one suite, not {}", names.size()), {},
                "name the one that measures what the file holds");
  }
  std::vector<eval::Suite> suites;
  for (const std::string& name : names) {
    BROCH_TRY(eval::Suite suite,
              eval::load_suite(name, request.dataset, request.limit_or_default(), request.seed_or_default()));
    suites.push_back(std::move(suite));
  }
  return suites;
}

namespace {

Result<std::shared_ptr<const guard::Guard>> open_guard(const EvalRequest& request) {
  if (!request.guard || *request.guard == "off") return nullptr;
  BROCH_TRY(const guard::Policy policy, guard::Policy::load(*request.guard));
  return guard::Guard::compile(policy);
}

Result<std::chrono::milliseconds> deadline_of(const EvalRequest& request) {
  using std::chrono::milliseconds;
  if (!request.deadline) return milliseconds{0};
  const std::optional<milliseconds> time = parse_duration(*request.deadline);
  if (time && *time >= milliseconds{1} && *time <= std::chrono::hours{24}) return *time;
  return fail(ErrorKind::kUsage, fmt::format("`{}` is no deadline", one_line(*request.deadline, 40)), {},
              "write it as 500ms, 60s or 5m, up to 24h");
}

/// Runs the coroutine to its end on this thread.
Result<eval::RunSummary> run_to_end(asio::io_context& io, eval::RunPlan plan, eval::Store& store) {
  std::optional<Result<eval::RunSummary>> result;
  asio::co_spawn(io, eval::run(std::move(plan), store, [] { return interrupted != 0; }),
                 [&](std::exception_ptr broken, Result<eval::RunSummary> summary) {
                   if (!broken) {
                     result = std::move(summary);
                     io.stop();  // models may keep connections or timers open
                     return;
                   }
                   result = fail(ErrorKind::kInternal, "the run broke off");
                   io.stop();
                 });
  io.run();
  if (!result) return fail(ErrorKind::kInternal, "the run ended without a result");
  return *std::move(result);
}

std::string next_steps(const eval::RunSummary& summary) {
  if (summary.status != "complete") return fmt::format("\nNext:\n  broch eval run --resume {}\n", summary.id);
  return fmt::format(
      "\nNext:\n  broch eval show {0} --slices\n  broch report {0} -o report.html\n"
      "  broch eval tag {0} baseline          then change something, run again, and\n"
      "  broch eval compare baseline last\n",
      summary.id);
}

/// Suites of which not one request was answered: the run has measured nothing of them.
std::set<std::string> unmeasured(const std::vector<eval::AttemptRecord>& attempts) {
  std::set<std::string> suites;
  for (const eval::AttemptRecord& attempt : attempts) suites.insert(attempt.suite);
  for (const eval::AttemptRecord& attempt : attempts) {
    if (attempt.grade.outcome != eval::Outcome::kError) suites.erase(attempt.suite);
  }
  return suites;
}

Result<int> report(const eval::Store& store, const eval::RunSummary& summary, const Common& common) {
  eval::RecordedRun one;
  if (!summary.error) {  // else the store may be what failed
    BROCH_TRY(one, store.recorded(summary.id, eval::Store::Columns::kGrades));
  }
  const std::set<std::string> missing = unmeasured(one.attempts);
  if (common.json) {
    json::Array names;
    for (const std::string& suite : missing) names.push_back(suite);
    BROCH_CHECK(
        print(json::dump(json::Object{
                  {"run", summary.id}, {"status", summary.status}, {"unmeasured", std::move(names)}}) +
              "\n"));
  } else if (!summary.error) {
    std::string text = metrics_table(one.run, eval::metrics(one.run, one.attempts), false) +
                       set_scores_text(one.run, one.attempts);
    if (summary.errors > 0) {
      text +=
          fmt::format("  {} requests failed; `broch eval run --resume {} --retry-errors` makes them again\n",
                      summary.errors, summary.id);
    }
    if (!missing.empty()) {
      text += fmt::format("  not measured, since every request failed: {}\n", fmt::join(missing, ", "));
    }
    BROCH_CHECK(print(text + next_steps(summary)));
  }
  if (summary.error) {
    Error error = *summary.error;
    error.remedy += fmt::format("{}{} attempts are kept; go on with `broch eval run --resume {}{}`",
                                error.remedy.empty() ? "" : "; ", summary.done + summary.skipped, summary.id,
                                summary.unanswered ? " --retry-errors" : "");
    return std::unexpected(std::move(error));
  }
  return summary.status == "complete" && missing.empty() ? kOk : kRuntime;
}

/// Takes what was not given from the run that is resumed; its id.
Result<std::string> take_up(const RunArguments& arguments, EvalRequest& request) {
  if (!arguments.resuming) return std::string();
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const eval::RunRecord run, store.run(arguments.resume.empty() ? "last" : arguments.resume));
  request.fill_from(EvalRequest::from_json(run.request));
  return run.id;
}

Result<int> eval_run(const RunArguments& arguments, const Common& common) {
  EvalRequest request = arguments.request;
  if (arguments.retry_errors && !arguments.resuming) {
    return fail(ErrorKind::kUsage, "--retry-errors goes with --resume", {}, "name the run: --resume ID");
  }
  eval::RunPlan plan;
  BROCH_TRY(plan.resume, take_up(arguments, request));
  for (std::optional<std::string>* file : {&request.dataset, &request.seal_to, &request.conditions}) {
    if (*file) *file = std::filesystem::absolute(**file).string();
  }
  if (!request.model) {
    return fail(ErrorKind::kUsage, "no model is named", {},
                "add --model, e.g. --model 'openai:NAME?base_url=http://127.0.0.1:8000/v1' or --model "
                "sim:vulnerable");
  }
  BROCH_TRY(plan.suites, load_suites(request));
  BROCH_TRY(plan.guard, open_guard(request));
  if (request.conditions) {
    BROCH_TRY(plan.matrix, eval::load_matrix(*request.conditions, plan.guard));
  }
  BROCH_TRY(plan.deadline, deadline_of(request));
  if (request.factors) {
    BROCH_TRY(plan.factors, eval::parse_declared_factors(*request.factors));
  }

  asio::io_context io(1);
  const model::Factory factory = model_factory();
  BROCH_TRY(const std::unique_ptr<model::Model> model, factory.open(*request.model, io.get_executor()));
  BROCH_TRY(const OpenJudges judges,
            open_judges(request.judge.value_or(""), request.judge_vote.value_or(""), io.get_executor()));
  plan.model = model.get();
  plan.price = price_of(*request.model, *model);
  plan.judges = judges.judges;
  const bool judged = !judges.judges.empty();
  plan.sampling = request.sampling();
  plan.seed = request.seed_or_default();
  plan.attempts = request.attempts_or_default();
  plan.keep = request.keep.value_or("");
  if (request.seal_to) {
    BROCH_TRY(plan.seal_to, seal::PublicKey::read(*request.seal_to));
  }
  plan.retry_errors = arguments.retry_errors;
  plan.request = request.to_json();
  plan.progress = common.progress();

  const eval::Plan planned = eval::make_plan(
      plan.suites,
      {.attempts = plan.attempts, .max_tokens = request.max_tokens.value_or(0), .judged = judged},
      plan.matrix ? &*plan.matrix : nullptr);
  if (arguments.registered) {
    BROCH_TRY(const eval::Registered registered, eval::load_plan(*arguments.registered));
    BROCH_CHECK(eval::check_plan(registered, planned));
    plan.request.as_object().set("plan",
                                 json::Object{{"sha256", registered.sha256}, {"content", registered.plan}});
  }
  const bool free = is_free(*request.model, *model) && judges.free;
  if (!free) {
    PlanPrices prices{.model = price_of(*request.model, *model), .judged = judged, .judge = {}};
    if (judged) prices.judge = judges.price;
    const std::string text = plan_text(planned, prices);
    if (!arguments.yes) {
      BROCH_CHECK(confirm(text));
    } else if (!common.quiet) {
      fmt::print(stderr, "{}", text);
    }
  }
  // Not before: who declines leaves no empty store behind.
  BROCH_TRY(eval::Store store, eval::Store::open(arguments.store));
  BROCH_CHECK(store.lock());
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  BROCH_TRY(const eval::RunSummary summary, run_to_end(io, std::move(plan), store));
  return report(store, summary, common);
}

}  // namespace

void add_eval_run(Subcommand eval) {
  Subcommand command = eval.add("run", "Run suites against a model and grade every reply");
  auto arguments = std::make_shared<RunArguments>();
  EvalRequest& request = arguments->request;
  add_sample_options(command, request);
  command.option("--model", request.model, "Model, as KIND:NAME?key=value");
  command.option("--guard", request.guard, "Policy of a guard in process: a built-in name or a file");
  command.option("--judge", request.judge,
                 "Model that decides what rules cannot; several, separated by commas, vote");
  command.option("--judge-vote", request.judge_vote, "Of several judges: majority (default) or unanimous")
      .one_of({"majority", "unanimous"});
  command.option("--plan", arguments->registered,
                 "Plan file (`broch eval plan -o`) that this run was fixed in");
  command.option("--keep", request.keep, "What is stored of texts: grades, redacted, full (the suite's own)")
      .one_of({"grades", "redacted", "full"});
  command.option("--seal-to", request.seal_to,
                 "Public key of `broch eval keygen`: what is kept in full is sealed to it");
  command.option("--deadline", request.deadline,
                 "Longest time of an attempt with its grading, e.g. 60s; what takes longer is an error");
  command.option(
      "--factors", request.factors,
      "What else sets this run apart, e.g. adapter=lora-3,quantisation=q4_k_m: a comparison names it");
  command.option("--temperature", request.temperature, "Sampling temperature").within(0.0, 5.0);
  command.option("--top-p", request.top_p, "Nucleus sampling").within(0.0, 1.0);
  command
      .option("--sampling-seed", request.sampling_seed, "Seed sent to the model, varied by item and attempt")
      .whole(0, std::numeric_limits<int64_t>::max());
  const Option resume =
      command.option("--resume", arguments->resume, "Go on with a run: its id, or the last one").values(0, 1);
  command.flag("--retry-errors", arguments->retry_errors, "With --resume: make failed requests again");
  command.flag("-y,--yes", arguments->yes, "Do not ask before requests that cost something");
  add_store_option(command, arguments->store);
  command.action([arguments, resume](const Common& common) {
    arguments->resuming = resume.given();
    return eval_run(*arguments, common);
  });
}

}  // namespace broch::cli
