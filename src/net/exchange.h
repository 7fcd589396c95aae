// One request and its response over one connection, for client.cc.
#pragma once

#include <memory>
#include <string>

#include "net/client.h"
#include "net/message.h"
#include "net/transport.h"

namespace broch::net {

/// The request line and header fields, with the blank line. What frames the message and what belongs to one
/// connection is the client's own; such fields of the request are left out.
Result<std::string> write_request_head(const Request& request);

/// "10 s", "250 ms"
std::string duration_text(std::chrono::milliseconds time);

/// `received` tells whether any byte of a response came: until then, on a reused connection, the server may
/// simply have closed it, and the request may be sent again. All references must outlive it.
class Exchange {
 public:
  Exchange(const ClientOptions& options, Transport& transport, const Request& request, Instant total_end)
      : options_(options),
        transport_(transport),
        request_(request),
        total_end_(total_end),
        parser_(new_parser()) {}

  asio::awaitable<Result<Response>> run(const std::string& head, const Client::OnHead& on_head,
                                        const Client::OnData& on_data);
  bool received() const { return received_; }
  bool reusable() { return parser_.done() && parser_.head().keep_alive && input_.empty() && written_; }

 private:
  MessageParser new_parser() const {
    return MessageParser(
        request_.method == "HEAD" ? MessageParser::Kind::kResponseToHead : MessageParser::Kind::kResponse,
        {options_.max_header_bytes, options_.max_body_bytes});
  }
  void expect_progress() {
    transport_.set_deadline(std::min(std::chrono::steady_clock::now() + options_.idle_timeout, total_end_));
  }
  Error timeout_error() const {
    if (std::chrono::steady_clock::now() >= total_end_) {
      return {ErrorKind::kTimeout, "no complete answer within " + duration_text(options_.total_timeout)};
    }
    return {ErrorKind::kTimeout, "the server sent nothing for " + duration_text(options_.idle_timeout)};
  }
  asio::awaitable<Status> write(const std::string& head);
  asio::awaitable<Result<bool>> read_more();
  Status parse();
  Error broken(Error error) const;

  const ClientOptions& options_;
  Transport& transport_;
  const Request& request_;
  Instant total_end_;
  MessageParser parser_;
  std::string input_;  ///< received and not yet parsed
  int interim_ = 0;
  bool received_ = false;
  bool written_ = false;
};

}  // namespace broch::net
