// For tests of whatever talks over the network: an event loop that a coroutine is run on, and a server that
// misbehaves as a script says. Everything is on loopback.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "net/await.h"
#include "net/http.h"

namespace broch::net::testing {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

class Loop {
 public:
  asio::io_context io;

  /// Runs the coroutine to its end. Servers on the same loop are served meanwhile.
  template <typename T>
  T run(asio::awaitable<T> work) {
    std::optional<T> result;
    std::exception_ptr thrown;
    io.restart();
    asio::co_spawn(io, std::move(work), [&](std::exception_ptr error, T value) {
      thrown = error;
      if (!error) result = std::move(value);
      io.stop();
    });
    io.run_for(30s);
    if (thrown) std::rethrow_exception(thrown);
    if (!result) throw std::runtime_error("the test did not end within 30 s");
    return *std::move(result);
  }
};

inline asio::awaitable<void> pause(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(kToken);
}

/// Accepts connections and runs `script` on each, with its number from 0. The connection closes when it
/// returns.
class RawServer {
 public:
  using Script = std::function<asio::awaitable<void>(tcp::socket&, int connection)>;

  RawServer(asio::io_context& io, Script script)
      : acceptor_(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
        script_(std::make_shared<const Script>(std::move(script))) {
    asio::co_spawn(io, accept(), asio::detached);
  }
  uint16_t port() const { return acceptor_.local_endpoint().port(); }
  int connections() const { return connections_; }
  Url url(const std::string& target) const { return {"http", "127.0.0.1", port(), target}; }

 private:
  asio::awaitable<void> accept() {
    while (true) {
      auto [ec, socket] = co_await acceptor_.async_accept(kToken);
      if (ec) co_return;
      asio::co_spawn(acceptor_.get_executor(), serve(std::move(socket), connections_++, script_),
                     asio::detached);
    }
  }
  /// Holds the script itself: it may outlive the server.
  static asio::awaitable<void> serve(tcp::socket socket, int connection,
                                     std::shared_ptr<const Script> script) {
    try {
      co_await (*script)(socket, connection);
    } catch (const std::exception&) {
      // The client closed; the script has nobody to talk to.
    }
  }

  tcp::acceptor acceptor_;
  std::shared_ptr<const Script> script_;
  int connections_ = 0;
};

/// Reads a request head and as much of the body as its Content-Length says; what is read.
inline asio::awaitable<std::string> read_request(tcp::socket& socket) {
  std::string bytes;
  const size_t head =
      co_await asio::async_read_until(socket, asio::dynamic_buffer(bytes), "\r\n\r\n", asio::use_awaitable);
  const size_t at = bytes.find("Content-Length: ");
  const size_t length = at < head ? std::stoul(bytes.substr(at + 16)) : 0;
  if (bytes.size() < head + length) {
    co_await asio::async_read(socket, asio::dynamic_buffer(bytes),
                              asio::transfer_exactly(head + length - bytes.size()), asio::use_awaitable);
  }
  co_return bytes;
}

inline asio::awaitable<void> say(tcp::socket& socket, std::string bytes) {
  co_await asio::async_write(socket, asio::buffer(bytes), asio::use_awaitable);
}

/// Makes the close that follows a reset instead of an orderly end.
inline void reset_on_close(tcp::socket& socket) { socket.set_option(asio::socket_base::linger(true, 0)); }

}  // namespace broch::net::testing
