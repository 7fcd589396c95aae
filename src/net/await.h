// How the sources of this library wait: a coroutine gets the error code with the result instead of an
// exception. For them alone: Asio's headers are heavy.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace broch::net {

inline constexpr auto kToken = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace broch::net
