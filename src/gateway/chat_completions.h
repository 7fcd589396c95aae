// POST /v1/chat/completions: through the guard to the upstream, and back through the guard.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "gateway/exchange.h"

namespace broch::gateway {

boost::asio::awaitable<void> chat_completions(Exchange& exchange);

}  // namespace broch::gateway
