// links: net
// Event streams: no bytes may crash the parser, and however they are split the events are the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "net/sse.h"

namespace {

using broch::net::SseEvent;
using broch::net::SseParser;

std::vector<SseEvent> parse(std::string_view bytes, size_t piece, std::string& rest) {
  SseParser parser;
  std::vector<SseEvent> all;
  const auto take = [&](broch::Result<std::vector<SseEvent>> events) {
    if (!events) std::abort();
    for (SseEvent& event : *events) all.push_back(std::move(event));
  };
  for (size_t at = 0; at < bytes.size(); at += piece) take(parser.feed(bytes.substr(at, piece)));
  take(parser.finish());
  rest = parser.pending();
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 65536) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string rest_whole;
  std::string rest_split;
  const std::vector<SseEvent> whole = parse(bytes, bytes.size() + 1, rest_whole);
  const std::vector<SseEvent> split = parse(bytes, 1 + size % 7, rest_split);
  if (rest_whole != rest_split || whole.size() != split.size()) std::abort();
  std::string joined;
  for (size_t i = 0; i < whole.size(); ++i) {
    const SseEvent& a = whole[i];
    const SseEvent& b = split[i];
    if (a.raw != b.raw || a.data != b.data || a.event != b.event || a.id != b.id ||
        a.has_data != b.has_data) {
      std::abort();
    }
    joined += a.raw;
  }
  if (joined + rest_whole != bytes) std::abort();
  return 0;
}
