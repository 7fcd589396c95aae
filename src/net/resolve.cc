#include "net/resolve.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <memory>

#include "net/await.h"

namespace broch::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Shared with the look-up, which may outlive who waits for it. `finished` is cancelled when the answer is
/// there.
struct Lookup {
  explicit Lookup(const asio::any_io_executor& executor) : resolver(executor), finished(executor) {}
  tcp::resolver resolver;
  asio::steady_timer finished;
  bool done = false;
  boost::system::error_code error;
  std::vector<tcp::endpoint> endpoints;
};

}  // namespace

asio::awaitable<Result<std::vector<tcp::endpoint>>> resolve(const std::string& host, uint16_t port,
                                                            std::chrono::steady_clock::time_point deadline) {
  boost::system::error_code not_literal;
  const asio::ip::address literal = asio::ip::make_address(host, not_literal);
  if (!not_literal) co_return std::vector<tcp::endpoint>{{literal, port}};

  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  auto lookup = std::make_shared<Lookup>(executor);
  lookup->finished.expires_at(deadline);
  lookup->resolver.async_resolve(
      host, std::to_string(port), tcp::resolver::numeric_service,
      [lookup](const boost::system::error_code& ec, const tcp::resolver::results_type& results) {
        lookup->done = true;
        lookup->error = ec;
        for (const auto& entry : results) lookup->endpoints.push_back(entry.endpoint());
        lookup->finished.cancel();
      });
  const auto [ec] = co_await lookup->finished.async_wait(kToken);
  if (!lookup->done) {
    lookup->resolver.cancel();
    if (ec) co_return fail(ErrorKind::kCancelled, "cancelled");
    co_return fail(ErrorKind::kTimeout, "looking up `" + host + "` took too long");
  }
  if (lookup->error) {
    co_return fail(ErrorKind::kNetwork, "cannot look up `" + host + "`: " + lookup->error.message(), {},
                   "check the host name and the network");
  }
  co_return std::move(lookup->endpoints);
}

}  // namespace broch::net
