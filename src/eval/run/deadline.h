// A coroutine that must end in time.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>

namespace broch::eval {

namespace asio = boost::asio;

/// Whether `work` ended within `time`. Otherwise it was cancelled, and has come to its end by the time this
/// returns: what it refers to need not outlive that. Exceptions of `work` pass, but for that of its
/// cancellation.
asio::awaitable<bool> ends_within(std::chrono::milliseconds time, asio::awaitable<void> work);

}  // namespace broch::eval
