#include "net/message.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "core/text.h"

namespace broch::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::string_view;
using ErrorCode = boost::system::error_code;

/// Extensions of chunks carry nothing for us; a sender that pads every byte with kilobytes of them is
/// stopped.
constexpr size_t kMaxChunkExtensionBytes = 64 << 10;

constexpr size_t kShortestLastChunk = 5;

class ParserBase {
 public:
  virtual ~ParserBase() = default;
  virtual size_t put(std::string_view bytes, ErrorCode& ec) = 0;
  virtual void put_eof(ErrorCode& ec) = 0;
  virtual bool started() const = 0;
  virtual bool done() const = 0;
  virtual bool keep_alive() const = 0;
  /// In a chunked body, and not within the data of a chunk.
  virtual bool between_chunks() const = 0;

  MessageHead head;
  std::string body;
  size_t body_limit = 0;
  bool head_done = false;
  std::string refused;  ///< why we refuse what Beast takes

 protected:
  /// Beast reads "Transfer-Encoding: gzip" or "chunked, identity" in a request as "no body".
  void check_field(http::field field, string_view value, ErrorCode& ec) {
    if (field != http::field::transfer_encoding) return;
    if (!iequals({value.data(), value.size()}, "chunked")) {
      refused = "a Transfer-Encoding other than `chunked`";
    } else if (head.minor_version == 0) {
      refused = "a Transfer-Encoding under HTTP/1.0";
    }
    if (!refused.empty()) ec = http::error::bad_transfer_encoding;
  }
  size_t add_body(string_view bytes, ErrorCode& ec) {
    if (bytes.size() > body_limit - body_bytes_) {
      ec = http::error::body_limit;
      return 0;
    }
    body_bytes_ += bytes.size();
    body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  bool count_extension(size_t bytes) { return (extension_bytes_ += bytes) <= kMaxChunkExtensionBytes; }

 private:
  size_t body_bytes_ = 0;
  size_t extension_bytes_ = 0;
};

template <bool kIsRequest>
class Parser final : public ParserBase, private http::basic_parser<kIsRequest> {
  using Base = http::basic_parser<kIsRequest>;

 public:
  Parser(const MessageLimits& limits, bool to_head) {
    Base::header_limit(static_cast<uint32_t>(std::min<size_t>(limits.header_bytes, UINT32_MAX)));
    // Beast finds a large Content-Length before it calls the head done; ours tells the two limits apart.
    Base::body_limit(boost::none);
    body_limit = limits.body_bytes;
    Base::eager(true);
    Base::skip(to_head);
  }
  size_t put(std::string_view bytes, ErrorCode& ec) override {
    return Base::put(boost::asio::const_buffer(bytes.data(), bytes.size()), ec);
  }
  void put_eof(ErrorCode& ec) override { Base::put_eof(ec); }
  bool started() const override { return Base::got_some(); }
  bool done() const override { return Base::is_done(); }
  bool keep_alive() const override { return Base::keep_alive(); }
  bool between_chunks() const override { return head_done && Base::chunked() && chunk_rest_ == 0; }

 private:
  void on_request_impl(http::verb, string_view method, string_view target, int version, ErrorCode&) override {
    head.method.assign(method.data(), method.size());
    head.target.assign(target.data(), target.size());
    head.minor_version = version % 10;
  }
  void on_response_impl(int code, string_view, int version, ErrorCode&) override {
    head.status = code;
    head.minor_version = version % 10;
  }
  void on_field_impl(http::field field, string_view name, string_view value, ErrorCode& ec) override {
    if (head_done) return;  // a trailer
    check_field(field, value, ec);
    head.headers.add({name.data(), name.size()}, {value.data(), value.size()});
  }
  void on_header_impl(ErrorCode& ec) override {
    head_done = true;
    const auto length = Base::content_length();
    if (length && *length > body_limit && !Base::is_done()) ec = http::error::body_limit;
  }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
  std::size_t on_body_impl(string_view bytes, ErrorCode& ec) override { return add_body(bytes, ec); }
  void on_chunk_header_impl(std::uint64_t size, string_view extension, ErrorCode& ec) override {
    chunk_rest_ = size;
    if (!count_extension(extension.size())) ec = http::error::bad_chunk_extension;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, ErrorCode& ec) override {
    chunk_rest_ -= bytes.size();
    return add_body(bytes, ec);
  }
  void on_finish_impl(ErrorCode&) override {}

  std::uint64_t chunk_rest_ = 0;  ///< bytes of the current chunk still to come
};

}  // namespace

struct MessageParser::State {
  MessageLimits limits;
  std::unique_ptr<ParserBase> parser;

  std::unexpected<Error> describe(const ErrorCode& ec) const {
    if (ec == http::error::header_limit) {
      return fail(ErrorKind::kLimit,
                  "the message head is larger than " + std::to_string(limits.header_bytes) + " bytes");
    }
    if (ec == http::error::body_limit) {
      return fail(ErrorKind::kLimit,
                  "the message body is larger than " + std::to_string(limits.body_bytes) + " bytes");
    }
    if (ec == http::error::partial_message) {
      return fail(ErrorKind::kInput, parser->head_done ? "the message was cut off in its body"
                                                       : "the message was cut off in its head");
    }
    const std::string why = parser->refused.empty() ? ec.message() : parser->refused;
    return fail(ErrorKind::kInput, std::string(kMalformed) + why);
  }
};

MessageParser::MessageParser(Kind kind, const MessageLimits& limits) : state_(new State{limits, nullptr}) {
  if (kind == Kind::kRequest) {
    state_->parser = std::make_unique<Parser<true>>(limits, false);
  } else {
    state_->parser = std::make_unique<Parser<false>>(limits, kind == Kind::kResponseToHead);
  }
}
MessageParser::~MessageParser() = default;
MessageParser::MessageParser(MessageParser&&) noexcept = default;
MessageParser& MessageParser::operator=(MessageParser&&) noexcept = default;

Result<size_t> MessageParser::feed(std::string_view bytes) {
  ParserBase& parser = *state_->parser;
  size_t used = 0;
  // Robustness, RFC 9112 section 2.2: an empty line before a request line is skipped.
  if (!parser.started() && bytes == "\r") return used;
  if (!parser.started() && bytes.starts_with("\r\n")) used = 2;
  while (used < bytes.size() && !parser.done()) {
    const std::string_view rest = bytes.substr(used);
    // Beast asserts that the last chunk, once begun, comes with five bytes or more; "0\r\n\r\n" has as many.
    if (parser.between_chunks() && rest.size() < kShortestLastChunk) break;
    ErrorCode ec;
    const size_t taken = parser.put(rest, ec);
    used += taken;
    if (ec == http::error::need_more) break;
    if (ec) return state_->describe(ec);
    if (taken == 0) break;
  }
  // A line of a chunk header or a trailer that never ends is not under Beast's limit.
  if (!parser.done() && bytes.size() - used > state_->limits.header_bytes) {
    return state_->describe(http::make_error_code(http::error::header_limit));
  }
  if (parser.head_done) parser.head.keep_alive = parser.keep_alive();
  return used;
}

Status MessageParser::finish() {
  ParserBase& parser = *state_->parser;
  if (parser.done()) return {};
  ErrorCode ec = http::make_error_code(http::error::partial_message);
  if (parser.started()) parser.put_eof(ec);
  if (ec) return state_->describe(ec);
  return {};
}

bool MessageParser::started() const { return state_->parser->started(); }
bool MessageParser::head_done() const { return state_->parser->head_done; }
bool MessageParser::done() const { return state_->parser->done(); }
MessageHead& MessageParser::head() { return state_->parser->head; }
std::string& MessageParser::body() { return state_->parser->body; }

}  // namespace broch::net
