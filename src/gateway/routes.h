// Which request is answered by whom.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "gateway/services.h"
#include "net/server.h"

namespace broch::gateway {

boost::asio::awaitable<void> answer(Services& services, const net::ServerRequest& request,
                                    net::ResponseWriter& writer);

}  // namespace broch::gateway
