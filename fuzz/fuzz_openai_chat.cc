// links: chat
//
// Requests, responses and chunks from any bytes. What parses must survive its own edits: replacing every
// string literal by the text it spells gives a body that reads the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "chat/openai_chat.h"

namespace {

using namespace broch::chat;

std::string rewritten(std::string_view body, const std::vector<Segment>& segments) {
  std::vector<std::pair<broch::Span, std::string>> edits;
  for (const Segment& s : segments) {
    if (s.unscannable.empty() && s.place.wire.size() > 0) edits.emplace_back(s.place.wire, s.text);
  }
  return replace_literals(body, std::move(edits));
}

void require_same(const std::vector<Segment>& a, const std::vector<Segment>& b) {
  if (a.size() != b.size()) std::abort();
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].text != b[i].text || a[i].unscannable != b[i].unscannable) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  if (auto request = parse_openai_request(body)) {
    auto again = parse_openai_request(rewritten(body, request->segments));
    if (!again) std::abort();
    require_same(request->segments, again->segments);
    if (!parse_openai_request(write_openai_request("m", request->conversation, request->sampling, true)))
      std::abort();
  }
  if (auto response = parse_openai_response(body)) {
    auto again = parse_openai_response(rewritten(body, response->segments));
    if (!again) std::abort();
    require_same(response->segments, again->segments);
    if (!parse_openai_response(write_openai_response(*response, 0))) std::abort();
  }
  if (auto chunk = parse_openai_chunk(body)) {
    if (!parse_openai_chunk(write_openai_chunk(*chunk))) std::abort();
    OpenAiAssembler assembler;
    assembler.add(*chunk);
    std::move(assembler).finish();
  }
  fenced_blocks(body);
  return 0;
}
