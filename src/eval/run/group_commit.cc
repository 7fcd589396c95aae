#include "eval/run/group_commit.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace broch::eval {

struct GroupCommit::Group {
  explicit Group(const asio::any_io_executor& executor)
      : written(executor, asio::steady_timer::time_point::max()) {}

  std::vector<AttemptRecord> attempts;
  std::optional<RunRecord> run;
  Status status;
  asio::steady_timer written;  ///< expires when `status` is known
};

GroupCommit::GroupCommit(Store& store, std::string run, asio::any_io_executor executor)
    : store_(store), run_(std::move(run)), executor_(std::move(executor)) {}

asio::awaitable<Status> GroupCommit::add(AttemptRecord attempt, std::optional<RunRecord> changed) {
  if (waiting_.empty() || waiting_.back()->attempts.size() == kMost) {
    waiting_.push_back(std::make_shared<Group>(executor_));
  }
  const std::shared_ptr<Group> group = waiting_.back();
  group->attempts.push_back(std::move(attempt));
  if (changed) group->run = std::move(changed);
  if (!writing_) {
    writing_ = true;
    asio::co_spawn(executor_, write_groups(), asio::detached);
  }
  boost::system::error_code ended;
  co_await group->written.async_wait(asio::redirect_error(asio::use_awaitable, ended));
  co_return group->status;
}

asio::awaitable<void> GroupCommit::write_groups() {
  while (!waiting_.empty()) {
    const std::shared_ptr<Group> group = std::move(waiting_.front());
    waiting_.pop_front();
    group->status = co_await asio::co_spawn(thread_, write(*group), asio::use_awaitable);
    // A time in the past ends a wait that has not begun, too.
    group->written.expires_at(asio::steady_timer::time_point::min());
  }
  writing_ = false;
}

asio::awaitable<Status> GroupCommit::write(const Group& group) {
  if (group.run) BROCH_CO_CHECK(store_.update_run(*group.run));
  co_return store_.add_attempts(run_, group.attempts);
}

}  // namespace broch::eval
