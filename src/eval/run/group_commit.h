// Group commit: attempts become durable together, and each waits until it is.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "eval/store/store.h"

namespace broch::eval {

namespace asio = boost::asio;

/// A commit costs a sync of the disk, whatever it holds. One is in flight, on a thread of its own; what
/// finishes meanwhile is the next group. So nothing waits for company: a slow model has its attempts
/// committed one by one, and a fast one by up to 64. Used on one thread, that of `executor`; while an add()
/// is under way nobody else may use the store. Outlives every add().
class GroupCommit {
 public:
  static constexpr size_t kMost = 64;  ///< attempts in a group

  GroupCommit(Store& store, std::string run, asio::any_io_executor executor);

  /// Returns when the attempt is durable, or with what kept its group from being written; then none of the
  /// group is. `changed` is the run's record as it is to be before the attempt counts, or nothing.
  asio::awaitable<Status> add(AttemptRecord attempt, std::optional<RunRecord> changed);

 private:
  struct Group;
  asio::awaitable<void> write_groups();
  asio::awaitable<Status> write(const Group& group);  ///< on the thread

  Store& store_;
  std::string run_;
  asio::any_io_executor executor_;
  std::deque<std::shared_ptr<Group>> waiting_;  ///< the last one still grows
  bool writing_ = false;
  asio::thread_pool thread_{1};
};

}  // namespace broch::eval
