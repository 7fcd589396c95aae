// POST /v1/guard: one question to the guard, from a script or another gateway.
//
//   {"stage": "output", "text": "..."}
//   {"stage": "input", "conversation": [{"role": "user", "content": "..."}], "policy": "strict"}
//
// The answer is the verdict of `broch check --json`. `policy` names a built-in policy; files are read only
// where the gateway's own configuration says so.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "gateway/exchange.h"

namespace broch::gateway {

boost::asio::awaitable<void> ask_guard(Exchange& exchange);

}  // namespace broch::gateway
