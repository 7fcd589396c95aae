#include "eval/run/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <set>
#include <tuple>

#include "eval/condition/recorded.h"
#include "eval/run/attempt.h"
#include "eval/run/condition.h"
#include "eval/run/group_commit.h"
#include "eval/run/keep.h"

namespace broch::eval {

namespace {

constexpr size_t kMaxInFlight = 4096;

struct Job {
  size_t suite = 0;
  size_t sample = 0;
  uint64_t attempt = 0;
  const MatrixCell* cell = nullptr;
};

/// Everything the workers share; all of them run on one thread.
struct Work {
  const RunPlan& plan;
  const std::function<bool()>& stop;
  const std::vector<std::unique_ptr<Grader>>& graders;
  const Keeper& keeper;
  GroupCommit& commit;
  RunRecord& run;
  RunSummary& summary;
  Progress& progress;
  std::vector<Job> jobs;
  size_t next = 0;
  bool stopped = false;
  size_t running = 0;
  std::optional<Error> first_error;  ///< of a request
  double spent = 0;                  ///< dollars, where the price is known
  asio::steady_timer all_done;
};

/// Guards in front of the model show themselves in replies; from the first one on, the record names their
/// parts. Whether the record has changed.
bool note_guard(RunRecord& run, const std::vector<std::string>& parts) {
  std::vector<std::string>& known = run.guard_parts;
  bool any_new = false;
  for (const std::string& part : parts) {
    if (std::find(known.begin(), known.end(), part) != known.end()) continue;
    known.push_back(part);
    any_new = true;
  }
  if (any_new) std::sort(known.begin(), known.end());
  return any_new;
}

/// "$0.42, 3 errors": what there is to say.
std::string note_of(const Work& work) {
  std::string note;
  if (work.spent > 0) note = fmt::format("${:.2f}", work.spent);
  if (work.summary.errors > 0)
    note += fmt::format("{}{} errors", note.empty() ? "" : ", ", work.summary.errors);
  return note;
}

/// Counts an attempt once it is durable.
asio::awaitable<Status> record(Work& work, AttemptResult result) {
  std::optional<RunRecord> changed;
  if (note_guard(work.run, result.guard_parts)) changed = work.run;
  const bool failed = result.record.grade.outcome == Outcome::kError;
  if (work.plan.price) {
    work.spent += (static_cast<double>(result.record.input_tokens) * work.plan.price->input +
                   static_cast<double>(result.record.output_tokens) * work.plan.price->output) /
                  1e6;
  }
  BROCH_CO_CHECK(co_await work.commit.add(std::move(result.record), std::move(changed)));
  ++work.summary.done;
  if (failed) ++work.summary.errors;
  if (!work.first_error) work.first_error = std::move(result.error);
  work.progress.advance(1, note_of(work));
  co_return Status{};
}

asio::awaitable<void> work_through(Work& work) {
  while (work.next < work.jobs.size() && !work.stopped && !work.summary.error) {
    if (work.stop && work.stop()) {
      work.stopped = true;
      break;
    }
    const Job job = work.jobs[work.next++];
    const Suite& suite = work.plan.suites[job.suite];
    AttemptResult result = co_await make_attempt(work.plan, suite, suite.samples[job.sample], job.attempt,
                                                 *work.graders[job.suite], work.keeper, job.cell);
    // What others finish after the store failed is offered to it too: it may fit.
    if (Status status = co_await record(work, std::move(result)); !status && !work.summary.error)
      work.summary.error = status.error();
  }
}

asio::awaitable<void> worker(Work& work) {
  try {
    co_await work_through(work);
  } catch (const std::exception& broken) {
    if (!work.summary.error) {
      work.summary.error =
          Error{ErrorKind::kInternal, std::string("an attempt broke: ") + broken.what(), {}, ""};
    }
  }
  // A time in the past ends a wait that has not begun, too.
  if (--work.running == 0) work.all_done.expires_at(asio::steady_timer::time_point::min());
}

Result<std::vector<Job>> jobs_of(const RunPlan& plan, const std::vector<Store::Done>& done) {
  std::set<std::tuple<std::string_view, std::string_view, uint64_t>> finished;
  for (const Store::Done& one : done) finished.emplace(one.suite, one.sample, one.attempt);
  std::vector<const MatrixCell*> cells;
  if (plan.matrix) {
    for (const MatrixCell& cell : plan.matrix->cells) cells.push_back(&cell);
  } else {
    cells.push_back(nullptr);
  }
  std::vector<Job> jobs;
  for (size_t s = 0; s < plan.suites.size(); ++s) {
    const Suite& suite = plan.suites[s];
    for (size_t i = 0; i < suite.samples.size(); ++i) {
      for (const MatrixCell* cell : cells) {
        const std::string name = sample_in_cell(suite.samples[i].id, cell);
        for (uint64_t attempt = 0; attempt < plan.attempts; ++attempt) {
          if (!finished.contains({suite.info.name, name, attempt})) jobs.push_back({s, i, attempt, cell});
        }
      }
    }
  }
  return jobs;
}

/// A cell would hide a slice of the suite's own, and pairs of cells need each sample's id to be its own.
Status check_slices(const Suite& suite) {
  for (const Sample& sample : suite.samples) {
    for (const std::string_view key : kCellKeys) {
      if (!sample.slices.contains(std::string(key))) continue;
      return fail(
          ErrorKind::kUsage,
          fmt::format("suite {} has a slice `{}` of its own, which a matrix also has", suite.info.name, key),
          {}, "rename the suite's slice, or run it without --conditions");
    }
  }
  return {};
}

Status check_plan(const RunPlan& plan) {
  if (plan.model == nullptr || plan.suites.empty() || plan.attempts == 0) {
    return fail(ErrorKind::kInternal, "a plan needs a model, a suite and an attempt");
  }
  std::set<std::string> names;
  for (const Suite& suite : plan.suites) {
    if (!names.insert(suite.info.name).second) {
      return fail(ErrorKind::kUsage, fmt::format("two suites are called `{}`", suite.info.name), {},
                  "run them apart, or rename one");
    }
    if (plan.matrix) BROCH_CHECK(check_slices(suite));
  }
  return {};
}

Result<std::vector<std::unique_ptr<Grader>>> make_graders(const RunPlan& plan) {
  std::vector<std::unique_ptr<Grader>> graders;
  for (const Suite& suite : plan.suites) {
    BROCH_TRY(std::unique_ptr<Grader> grader, make_grader(suite.info.grader, plan.judges, suite.info.rubric));
    graders.push_back(std::move(grader));
  }
  return graders;
}

/// The record of a new run, or of the one to go on with.
Result<RunRecord> open_run(const RunPlan& plan, const RunRecord& planned, Store& store) {
  if (plan.resume.empty()) {
    BROCH_CHECK(store.create_run(planned));
    return planned;
  }
  BROCH_TRY(RunRecord recorded, store.run(plan.resume));
  BROCH_CHECK(check_same(recorded, planned));
  recorded.status = "running";
  BROCH_CHECK(store.update_run(recorded));
  // Only now: a complete run has all its attempts at any time.
  if (plan.retry_errors) BROCH_CHECK(store.remove_errors(recorded.id));
  return recorded;
}

/// Why nothing was measured, when not one request of the whole run was answered; else nothing.
Result<std::optional<Error>> nothing_answered(const Work& work, const Store& store,
                                              const std::vector<Store::Done>& before) {
  const bool failed_before =
      std::all_of(before.begin(), before.end(), [](const auto& one) { return one.error; });
  if (!failed_before || work.summary.errors != work.summary.done) return std::nullopt;
  Error error = work.first_error.value_or(Error{ErrorKind::kUpstream, "", {}, ""});
  std::string first = error.to_string();
  if (!work.first_error) {  // all of them were made before
    BROCH_TRY(const std::vector<AttemptRecord> attempts, store.attempts(work.run.id));
    if (attempts.empty()) return std::nullopt;
    first = attempts.front().error;
  }
  // What the user could mend in a file is still a run that failed.
  if (exit_code(error.kind) != exit_code(ErrorKind::kUpstream)) error.kind = ErrorKind::kUpstream;
  error.what =
      fmt::format("all {} requests failed; the first: {}", work.summary.done + work.summary.skipped, first);
  error.where = {};
  return error;
}

}  // namespace

asio::awaitable<Result<RunSummary>> run(RunPlan plan, Store& store, std::function<bool()> stop) {
  BROCH_CO_CHECK(check_plan(plan));
  BROCH_CO_CHECK(store.lock());
  BROCH_CO_TRY(Keeper keeper, Keeper::create());
  BROCH_CO_TRY(const std::vector<std::unique_ptr<Grader>> graders, make_graders(plan));
  BROCH_CO_TRY(RunRecord record, open_run(plan, record_of(plan, graders), store));
  if (plan.seal_to) keeper.seal_to(*plan.seal_to, record.id);
  BROCH_CO_TRY(const std::vector<Store::Done> done, store.done(record.id));
  BROCH_CO_TRY(std::vector<Job> jobs, jobs_of(plan, done));

  RunSummary summary;
  summary.id = record.id;
  summary.skipped = static_cast<int64_t>(done.size());
  Progress progress("eval", jobs.size(), "attempts", plan.progress);
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  GroupCommit commit(store, record.id, executor);
  Work work{plan,
            stop,
            graders,
            keeper,
            commit,
            record,
            summary,
            progress,
            std::move(jobs),
            0,
            false,
            0,
            std::nullopt,
            0,
            asio::steady_timer(executor, asio::steady_timer::time_point::max())};
  work.running = std::min({std::max<size_t>(plan.model->concurrency(), 1), kMaxInFlight, work.jobs.size()});
  for (size_t i = work.running; i > 0; --i) asio::co_spawn(executor, worker(work), asio::detached);
  if (work.running > 0) {
    boost::system::error_code cancelled;
    co_await work.all_done.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  }
  progress.finish();

  if (!summary.error && work.next == work.jobs.size()) {
    BROCH_CO_TRY(summary.error, nothing_answered(work, store, done));
    summary.unanswered = summary.error.has_value();
  }
  summary.status = summary.error ? "failed" : work.next < work.jobs.size() ? "stopped" : "complete";
  record.status = summary.status;
  if (Status status = store.update_run(record); !status && !summary.error) {
    summary.status = "failed";
    summary.error = status.error();
  }
  co_return summary;
}

}  // namespace broch::eval
