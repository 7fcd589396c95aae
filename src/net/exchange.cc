#include "net/exchange.h"

#include <algorithm>
#include <utility>

#include "core/version.h"
#include "net/wire.h"

namespace broch::net {
namespace {

/// Each piece of a large body has the idle timeout to itself.
constexpr size_t kWritePiece = 256 << 10;
constexpr int kMaxInterim = 16;

}  // namespace

std::string duration_text(std::chrono::milliseconds time) {
  if (time.count() % 1000 == 0) return std::to_string(time.count() / 1000) + " s";
  return std::to_string(time.count()) + " ms";
}

Result<std::string> write_request_head(const Request& request) {
  const Url& url = request.url;
  if (!is_token(request.method)) return fail(ErrorKind::kInput, "the method is not a token");
  const bool clean =
      url.target.starts_with('/') && std::all_of(url.target.begin(), url.target.end(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) != 0x7f;
      });
  if (!clean) return fail(ErrorKind::kInput, "the request target is not a path without spaces");
  std::string head = request.method + " " + url.target + " HTTP/1.1\r\n";
  std::string host = url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]";
  if (url.port != (url.tls() ? 443 : 80)) host += ":" + std::to_string(url.port);
  Headers own{{"Host", host}};
  if (!request.headers.has("user-agent")) own.add("User-Agent", std::string("broch/") + version());
  if (!request.body.empty() || (request.method != "GET" && request.method != "HEAD")) {
    own.add("Content-Length", std::to_string(request.body.size()));
  }
  BROCH_CHECK(append_fields(head, own, {}));
  BROCH_CHECK(append_fields(head, request.headers,
                            {"host", "content-length", "connection", "transfer-encoding", "keep-alive", "te",
                             "trailer", "upgrade", "proxy-connection", "expect"}));
  return head.append("\r\n");
}

asio::awaitable<Status> Exchange::write(const std::string& head) {
  expect_progress();
  std::string_view rest = request_.body;
  const std::string_view first = rest.substr(0, kWritePiece);
  BROCH_CO_CHECK(co_await transport_.write(head, first));
  rest.remove_prefix(first.size());
  while (!rest.empty()) {
    expect_progress();
    const std::string_view piece = rest.substr(0, kWritePiece);
    BROCH_CO_CHECK(co_await transport_.write(piece));
    rest.remove_prefix(piece.size());
  }
  written_ = true;
  co_return Status{};
}

/// False at the end of the stream.
asio::awaitable<Result<bool>> Exchange::read_more() {
  expect_progress();
  const size_t had = input_.size();
  input_.resize(had + kReadBytes);
  const Result<size_t> count = co_await transport_.read(input_.data() + had, kReadBytes);
  input_.resize(had + (count ? *count : 0));
  if (!count) {
    if (count.error().kind == ErrorKind::kTimeout) co_return std::unexpected(timeout_error());
    Error error = count.error();
    if (error.kind == ErrorKind::kNetwork && received_)
      error.what = "the response was truncated: " + error.what;
    co_return std::unexpected(std::move(error));
  }
  received_ = received_ || *count > 0;
  co_return *count > 0;
}

/// Parses what came, past interim (1xx) responses.
Status Exchange::parse() {
  while (!input_.empty() && !parser_.done()) {
    Result<size_t> used = parser_.feed(input_);
    if (!used) return std::unexpected(broken(std::move(used).error()));
    input_.erase(0, *used);
    if (!parser_.done() || parser_.head().status / 100 != 1) break;
    if (parser_.head().status == 101 || ++interim_ > kMaxInterim) {
      return fail(ErrorKind::kNetwork, "the server sent an interim response that nobody asked for");
    }
    parser_ = new_parser();
  }
  return {};
}

Error Exchange::broken(Error error) const {
  if (error.kind == ErrorKind::kLimit) {
    error.what =
        parser_.head_done()
            ? "the response body is larger than " + std::to_string(options_.max_body_bytes) + " bytes"
            : "the response head is larger than " + std::to_string(options_.max_header_bytes) + " bytes";
    return error;
  }
  if (error.kind == ErrorKind::kInput) error.kind = ErrorKind::kNetwork;
  return error;
}

asio::awaitable<Result<Response>> Exchange::run(const std::string& head, const Client::OnHead& on_head,
                                                const Client::OnData& on_data) {
  Status written = co_await write(head);
  if (!written && written.error().kind != ErrorKind::kNetwork) {
    if (written.error().kind == ErrorKind::kTimeout) co_return std::unexpected(timeout_error());
    co_return std::unexpected(std::move(written).error());
  }
  // A server may refuse a request and close before it has read all of it: its answer is worth more than our
  // failed write.
  Response response;
  bool announced = false;
  bool streaming = false;
  while (!parser_.done()) {
    Result<bool> read = co_await read_more();
    if (!read && !written && !received_) co_return std::unexpected(std::move(written).error());
    if (!read) co_return std::unexpected(std::move(read).error());
    if (*read) {
      BROCH_CO_CHECK(parse());
    } else if (!received_) {
      co_return fail(ErrorKind::kNetwork, "the server closed the connection without an answer");
    } else if (Status ended = parser_.finish(); !ended) {
      const std::string where = parser_.head_done() ? "body" : "head";
      co_return fail(ErrorKind::kNetwork,
                     "the response was truncated: the connection ended inside its " + where);
    }
    if (!parser_.head_done() || parser_.head().status / 100 == 1) continue;
    if (!announced) {
      announced = true;
      response.status = parser_.head().status;
      response.headers = parser_.head().headers;
      streaming = on_data && response.status / 100 == 2;
      if (on_head) on_head(response);
    }
    if (streaming && !parser_.body().empty()) {
      const std::string piece = std::exchange(parser_.body(), {});
      BROCH_CO_CHECK(co_await on_data(piece));
    }
  }
  response.body = std::move(parser_.body());
  co_return response;
}

}  // namespace broch::net
