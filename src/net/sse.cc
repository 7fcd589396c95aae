#include "net/sse.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace broch::net {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Where a line ends: `end` excludes its terminator, `next` is the start of the line after it.
struct LineEnd {
  size_t end;
  size_t next;
};

/// Looks from `offset` for CR, LF or CRLF. A CR that is the last byte may be half of a CRLF: unless the
/// stream is `at_end`, its line is not known to have ended.
std::optional<LineEnd> find_line_end(std::string_view bytes, size_t offset, bool at_end) {
  const size_t end = bytes.find_first_of("\r\n", offset);
  if (end == std::string_view::npos) return {};
  if (bytes[end] == '\n') return LineEnd{end, end + 1};
  if (end + 1 == bytes.size()) {
    if (!at_end) return {};
    return LineEnd{end, end + 1};
  }
  return LineEnd{end, bytes[end + 1] == '\n' ? end + 2 : end + 1};
}

void read_line(std::string_view line, SseEvent& event) {
  const size_t colon = line.find(':');
  if (colon == 0) return;  // a comment
  const std::string_view field = line.substr(0, colon);
  std::string_view value = colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (field == "data") {
    if (event.has_data) event.data += '\n';
    event.data += value;
    event.has_data = true;
  } else if (field == "event") {
    event.event = value;
  } else if (field == "id" && value.find('\0') == std::string_view::npos) {
    event.id = value;
  }
}

}  // namespace

SseEvent SseParser::read_block(std::string_view raw) {
  SseEvent event;
  event.raw = raw;
  if (std::exchange(first_, false) && raw.starts_with(kBom)) raw.remove_prefix(kBom.size());
  for (size_t at = 0; at < raw.size();) {
    const std::optional<LineEnd> line = find_line_end(raw, at, true);
    if (!line) break;
    read_line(raw.substr(at, line->end - at), event);
    at = line->next;
  }
  return event;
}

Result<std::vector<SseEvent>> SseParser::take_events(bool at_end) {
  std::vector<SseEvent> events;
  size_t block = 0;
  while (true) {
    const std::optional<LineEnd> line = find_line_end(buffer_, scanned_, at_end);
    if (!line) break;
    size_t begin = line_;
    if (first_ && block == 0 && line_ == 0 && std::string_view(buffer_).starts_with(kBom))
      begin = kBom.size();
    line_ = scanned_ = line->next;
    if (line->end != begin) continue;
    if (line->next - block > max_event_bytes_) break;
    events.push_back(read_block(std::string_view(buffer_).substr(block, line->next - block)));
    block = line->next;
  }
  buffer_.erase(0, block);
  line_ -= block;
  // A last CR is looked at again together with what follows it.
  scanned_ = buffer_.ends_with('\r') ? std::max(line_, buffer_.size() - 1) : std::max(line_, buffer_.size());
  if (buffer_.size() > max_event_bytes_) {
    failed_ = true;
    return fail(ErrorKind::kLimit,
                "an event of the stream is larger than " + std::to_string(max_event_bytes_) + " bytes");
  }
  return events;
}

Result<std::vector<SseEvent>> SseParser::feed(std::string_view bytes) {
  if (failed_) return fail(ErrorKind::kLimit, "the event stream failed before");
  buffer_.append(bytes);
  return take_events(false);
}

Result<std::vector<SseEvent>> SseParser::finish() {
  if (failed_) return fail(ErrorKind::kLimit, "the event stream failed before");
  return take_events(true);
}

std::string write_sse(std::string_view data, std::string_view event) {
  std::string out;
  if (!event.empty()) {
    // A line end would start another field.
    out.append("event: ").append(event.substr(0, event.find_first_of("\r\n"))).append("\n");
  }
  for (size_t at = 0;;) {
    const std::optional<LineEnd> line = find_line_end(data, at, true);
    out.append("data: ").append(data.substr(at, line ? line->end - at : std::string_view::npos)).append("\n");
    if (!line) break;
    at = line->next;
  }
  return out.append("\n");
}

}  // namespace broch::net
