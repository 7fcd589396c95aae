// links: net
// HTTP messages: no bytes may crash the parser, pass its limits, or read differently in other pieces.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "net/message.h"

namespace {

using broch::net::MessageParser;

constexpr broch::net::MessageLimits kLimits{.header_bytes = 4096, .body_bytes = 4096};

struct Outcome {
  bool failed = false;
  bool done = false;
  bool head_done = false;
  std::string body;
  std::string rest;
};

Outcome read(MessageParser::Kind kind, std::string_view bytes, size_t piece) {
  MessageParser parser(kind, kLimits);
  Outcome out;
  for (size_t at = 0; at < bytes.size(); at += piece) {
    out.rest += bytes.substr(at, piece);
    if (out.failed || parser.done()) continue;
    const broch::Result<size_t> used = parser.feed(out.rest);
    out.failed = !used;
    if (used && *used > out.rest.size()) std::abort();
    if (used) out.rest.erase(0, *used);
  }
  if (!out.failed && !parser.done()) out.failed = !parser.finish();
  out.done = parser.done();
  out.head_done = parser.head_done();
  out.body = parser.body();
  if (out.body.size() > kLimits.body_bytes) std::abort();
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // Near the limits the size of a piece decides where a head that is too large is noticed.
  if (size == 0 || size > 2048) return 0;
  const auto kind = data[0] % 3 == 0   ? MessageParser::Kind::kRequest
                    : data[0] % 3 == 1 ? MessageParser::Kind::kResponse
                                       : MessageParser::Kind::kResponseToHead;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Outcome whole = read(kind, bytes, bytes.size() + 1);
  const Outcome split = read(kind, bytes, 1 + size % 5);
  if (whole.failed != split.failed) std::abort();
  if (!whole.failed && (whole.done != split.done || whole.body != split.body || whole.rest != split.rest))
    std::abort();
  return 0;
}
