// GET /v1/models: what clients may name.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "gateway/exchange.h"

namespace broch::gateway {

/// Models that routes name whole are listed from the configuration; for "*" and "prefix*" the upstreams are
/// asked, and of what they have that is listed which a route leads to them.
boost::asio::awaitable<void> list_models(Exchange& exchange);

}  // namespace broch::gateway
