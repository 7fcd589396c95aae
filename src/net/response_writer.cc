#include "net/response_writer.h"

#include <array>
#include <cstdio>
#include <ctime>

#include "core/json.h"
#include "net/wire.h"

namespace broch::net {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "Status";
  }
}

/// RFC 9110, section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", whatever the locale.
std::string http_date(std::time_t now) {
  static constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[utc.tm_wday],
                utc.tm_mday, kMonths[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
  return text.data();
}

bool has_no_body(int status) { return status / 100 == 1 || status == 204 || status == 304; }

}  // namespace

std::string error_body(int status, std::string_view message) {
  return json::dump(
      json::Object{{"error", json::Object{{"message", message},
                                          {"type", status < 500 ? "invalid_request_error" : "server_error"},
                                          {"param", nullptr},
                                          {"code", nullptr}}}});
}

Result<std::string> ConnectionWriter::write_head(int status, const Headers& headers,
                                                 std::string_view framing) const {
  if (status < 200 || status > 599)
    return fail(ErrorKind::kInternal, "a response status is within 200 and 599");
  std::string head = "HTTP/1.1 " + std::to_string(status) + " ";
  head.append(reason(status)).append("\r\n");
  BROCH_CHECK(
      append_fields(head, headers, {"content-length", "transfer-encoding", "connection", "keep-alive"}));
  if (!headers.has("date")) head.append("Date: ").append(http_date(std::time(nullptr))).append("\r\n");
  head.append(framing);
  if (!form_.keep_alive) {
    head.append("Connection: close\r\n");
  } else if (form_.http10) {
    head.append("Connection: keep-alive\r\n");
  }
  return head.append("\r\n");
}

asio::awaitable<Status> ConnectionWriter::put(std::string_view head, std::string_view body, Phase then) {
  transport_.set_deadline(std::chrono::steady_clock::now() + timeout_);
  // Until the bytes are out the answer counts as broken, also when cancellation unwinds this coroutine.
  phase_ = Phase::kBroken;
  Status status = co_await transport_.write(head, body);
  if (!status && status.error().kind == ErrorKind::kTimeout) {
    status = fail(ErrorKind::kTimeout, "the client did not read its response");
  }
  if (status) {
    phase_ = then;
    transport_.clear_deadline();
  }
  co_return status;
}

asio::awaitable<Status> ConnectionWriter::send(int status, Headers headers, std::string body) {
  if (started()) co_return fail(ErrorKind::kInternal, "a response was sent before");
  std::string framing;
  if (!has_no_body(status)) framing = "Content-Length: " + std::to_string(body.size()) + "\r\n";
  BROCH_CO_TRY(const std::string head, write_head(status, headers, framing));
  if (form_.head_only || has_no_body(status)) body.clear();
  co_return co_await put(head, body, Phase::kDone);
}

asio::awaitable<Status> ConnectionWriter::begin(int status, Headers headers) {
  if (started()) co_return fail(ErrorKind::kInternal, "a response was sent before");
  if (has_no_body(status))
    co_return fail(ErrorKind::kInternal, "a response of this status has no body to stream");
  // HTTP/1.0 knows no chunks: the end of the connection is the end of the body.
  if (form_.http10) form_.keep_alive = false;
  BROCH_CO_TRY(const std::string head,
               write_head(status, headers, form_.http10 ? "" : "Transfer-Encoding: chunked\r\n"));
  co_return co_await put(head, {}, Phase::kStreaming);
}

asio::awaitable<Status> ConnectionWriter::write(std::string bytes) {
  if (phase_ != Phase::kStreaming)
    co_return fail(ErrorKind::kNetwork, "the response is not open for writing");
  // An empty chunk would be the last one.
  if (bytes.empty() || form_.head_only) co_return Status{};
  if (form_.http10) co_return co_await put(bytes, {}, Phase::kStreaming);
  std::array<char, 24> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
  bytes.append("\r\n");
  co_return co_await put(size.data(), bytes, Phase::kStreaming);
}

asio::awaitable<Status> ConnectionWriter::end() {
  if (phase_ != Phase::kStreaming)
    co_return fail(ErrorKind::kNetwork, "the response is not open for writing");
  if (form_.http10 || form_.head_only) {
    phase_ = Phase::kDone;
    co_return Status{};
  }
  co_return co_await put("0\r\n\r\n", {}, Phase::kDone);
}

void ConnectionWriter::abort() {
  phase_ = Phase::kBroken;
  transport_.close();
}

}  // namespace broch::net
