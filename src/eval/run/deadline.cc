#include "eval/run/deadline.h"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <utility>

namespace broch::eval {

namespace {

/// Ends without an exception, so that the race below is over when the work is, however it ended.
asio::awaitable<void> held(asio::awaitable<void> work, std::exception_ptr& broken) {
  try {
    co_await std::move(work);
  } catch (...) {
    broken = std::current_exception();
  }
}

}  // namespace

asio::awaitable<bool> ends_within(std::chrono::milliseconds time, asio::awaitable<void> work) {
  using asio::experimental::awaitable_operators::operator||;
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  std::exception_ptr broken;
  const auto first = co_await (held(std::move(work), broken) || timer.async_wait(asio::use_awaitable));
  // What came of cancelling the work is not what it was for.
  if (first.index() == 1) co_return false;
  if (broken) std::rethrow_exception(broken);
  co_return true;
}

}  // namespace broch::eval
