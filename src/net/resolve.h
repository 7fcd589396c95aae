// Names to addresses, within a deadline.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "core/error.h"

namespace broch::net {

/// An address literal is answered without a look-up. The system's resolver cannot be stopped: after the
/// deadline the caller gets kTimeout and the look-up ends on its own.
boost::asio::awaitable<Result<std::vector<boost::asio::ip::tcp::endpoint>>> resolve(
    const std::string& host, uint16_t port, std::chrono::steady_clock::time_point deadline);

}  // namespace broch::net
