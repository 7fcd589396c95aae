// How a stream is cut into pieces that can be decided one by one.
//
// Each check says how much of what is held it can decide whatever follows (Check::decidable); the most that
// all of them can decide is the next piece. A piece is checked together with the part of its line that
// already went out, so that a check sees the beginning of the line, and findings in that part are not
// reported again. Since no finding lies across a cut, the pieces give the findings of the whole text.
#include "guard/stream.h"

#include <algorithm>

#include "core/text.h"
#include "guard/guard_state.h"

namespace broch::guard {
namespace {

constexpr size_t kMaxContext = 256;
// Beyond this, held text is looked at again only when a line ends: looking costs its length.
constexpr size_t kEagerBytes = 4096;

// Leading bytes without an unfinished code point or the first half of a surrogate pair at the end.
size_t whole_characters(std::string_view text) {
  const size_t from = text.size() > 3 ? text.size() - 3 : 0;
  for (size_t at = text.size(); at-- > from;) {
    const auto c = static_cast<unsigned char>(text[at]);
    if ((c & 0xC0) == 0x80) continue;
    const size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    const bool high_surrogate =
        c == 0xED && at + 1 < text.size() && (static_cast<unsigned char>(text[at + 1]) & 0xF0) == 0xA0;
    return at + length > text.size() || high_surrogate ? at : text.size();
  }
  return text.size();
}

bool ends_in_colon(std::string_view line) {
  const size_t last = line.find_last_not_of(" \t\r\n*_");
  return last != std::string_view::npos && line[last] == ':';
}

}  // namespace

struct StreamGuard::State {
  std::shared_ptr<const Guard> guard;
  Stage stage;
  Verdict verdict;
  std::string held;
  std::string line;           ///< what went out of the current line, shortened from the left
  std::string fence;          ///< opening line of the block we are in after a forced cut
  std::string last_line;      ///< the last line with text that went out whole
  size_t base = 0;            ///< offset of `held` in the text fed so far
  bool behind_block = false;  ///< only blank lines since a block whose fence stood behind words
  bool begins_code = true;    ///< the next line may begin code without a fence
  bool blocked = false;
  bool ran = false;

  const Guard::State& rules() const { return *guard->state_; }
  std::string context() const { return fence + line; }
  bool continuation() const { return !line.empty() || !begins_code || !fence.empty(); }

  StreamStep feed(std::string_view text);
  StreamStep finish();

 private:
  /// The most that can go out now. What one check can decide may end inside what another must see whole, so
  /// all are asked until none shortens it. With `forced`, those that hold everything are not heard.
  size_t safe_cut(bool forced) const;
  void decide(size_t cut, StreamStep& step);
  void merge(Verdict piece, size_t context_size, StreamStep& step);
  void move_on(const std::string& text, std::string_view piece);
  void cover(Coverage piece);
  void note_forced();
};

size_t StreamGuard::State::safe_cut(bool forced) const {
  size_t cut = held.size();
  for (size_t before = cut + 1; cut < before;) {
    before = cut;
    // In reverse: the last check is the one most likely to hold everything, and then no other needs to look.
    for (auto it = rules().checks.rbegin(); it != rules().checks.rend() && cut > 0; ++it) {
      if (it->entries[static_cast<size_t>(stage)].empty()) continue;
      const size_t decidable =
          it->check->decidable(context(), std::string_view(held).substr(0, cut), continuation());
      if (decidable > 0 || !forced) cut = std::min(cut, decidable);
    }
  }
  return cut;
}

StreamStep StreamGuard::State::feed(std::string_view text) {
  StreamStep step;
  step.blocked = blocked;
  if (blocked || text.empty()) return step;
  chat::append_text(held, text);
  if (held.size() > kEagerBytes && text.find('\n') == std::string_view::npos &&
      held.size() <= static_cast<size_t>(rules().policy.max_hold_bytes)) {
    return step;
  }
  size_t cut = safe_cut(false);
  const bool force = cut == 0 && held.size() > static_cast<size_t>(rules().policy.max_hold_bytes);
  if (force) cut = safe_cut(true);
  cut = whole_characters(std::string_view(held).substr(0, cut));
  if (cut == 0) return step;
  decide(cut, step);
  if (force) note_forced();
  return step;
}

StreamStep StreamGuard::State::finish() {
  StreamStep step;
  step.blocked = blocked;
  if (!blocked && (!held.empty() || !ran)) decide(held.size(), step);
  return step;
}

void StreamGuard::State::decide(size_t cut, StreamStep& step) {
  const std::string before = context();
  const std::string piece = held.substr(0, cut);
  const chat::Segment segment = segment_for(stage, before + piece);
  Verdict found = rules().run(stage, {segment}, continuation());
  ran = true;

  std::erase_if(found.findings, [&](const SegmentFinding& f) { return f.finding.span.end <= before.size(); });
  std::vector<const SegmentFinding*> all;
  for (SegmentFinding& f : found.findings) {
    f.finding.span.begin = std::max(f.finding.span.begin, before.size());
    all.push_back(&f);
  }
  if (found.action >= Action::kRequireApproval) {
    blocked = step.blocked = true;
  } else {
    step.released += redact(segment.text, std::move(all)).substr(before.size());
  }
  merge(std::move(found), before.size(), step);
  held.erase(0, cut);
  base += cut;
  move_on(segment.text, piece);
}

void StreamGuard::State::merge(Verdict piece, size_t context_size, StreamStep& step) {
  verdict.action = std::max(verdict.action, piece.action);
  verdict.would = std::max(verdict.would, piece.would);
  for (const auto& [check, score] : piece.scores)
    verdict.scores[check] = std::max(verdict.scores[check], score);
  for (SegmentFinding& f : piece.findings) {
    f.finding.span = {f.finding.span.begin - context_size + base, f.finding.span.end - context_size + base};
    step.findings.push_back(f);
    verdict.findings.push_back(std::move(f));
  }
  for (Coverage& coverage : piece.coverage) cover(std::move(coverage));
  for (CheckReport& report : piece.checks) {
    const auto known = std::ranges::find(verdict.checks, report.id, &CheckReport::id);
    if (known == verdict.checks.end()) {
      verdict.checks.push_back(std::move(report));
      continue;
    }
    known->micros += report.micros;
    if (report.status > known->status) {
      known->status = report.status;
      known->why = std::move(report.why);
    }
  }
}

// One entry for each check: scanned only when every piece was.
void StreamGuard::State::cover(Coverage piece) {
  const auto known = std::ranges::find(verdict.coverage, piece.check, &Coverage::check);
  if (known == verdict.coverage.end()) {
    verdict.coverage.push_back(std::move(piece));
  } else {
    known->state = std::max(known->state, piece.state);
    add_reason(known->why, piece.why);
  }
}

// Remembers what the next piece needs to know of this one.
void StreamGuard::State::move_on(const std::string& text, std::string_view piece) {
  fence.clear();
  const std::string lines = with_line_feeds(text);
  const std::vector<chat::FencedBlock> blocks = chat::fenced_blocks(lines);
  const bool open = !blocks.empty() && !blocks.back().closed;
  // A fence whose line has not ended is still part of `line`.
  if (const size_t end = open ? blocks.back().body.begin : 0; open && lines[end - 1] == '\n') {
    const size_t newline = lines.rfind('\n', end - 2);
    const size_t begin = newline == std::string::npos ? 0 : newline + 1;
    fence = lines.substr(begin, end - begin);
  }
  const auto end_line = [&] {
    if (!trim(line).empty()) {
      last_line = line;
      behind_block = false;
    }
    line.clear();
  };
  for (const char c : piece) {
    if (line.ends_with('\r') && c != '\n') end_line();
    line += c;
    if (c == '\n') end_line();
  }
  if (!blocks.empty() && !open && blocks.back().behind_words &&
      trim(std::string_view(lines).substr(blocks.back().end)).empty()) {
    behind_block = true;
  }
  begins_code = last_line.empty() || behind_block || ends_in_colon(last_line);
  // The mark in front keeps a shortened line from looking like the beginning of one.
  if (line.size() > kMaxContext) line = "x" + line.substr(line.size() - kMaxContext + 1);
}

void StreamGuard::State::note_forced() {
  begins_code = true;
  const std::string why =
      "decided in pieces: more than " + std::to_string(rules().policy.max_hold_bytes) + " bytes were held";
  for (const Guard::State::Compiled& compiled : rules().checks) {
    if (compiled.entries[static_cast<size_t>(stage)].empty()) continue;
    cover({0, compiled.kind->id, Coverage::State::kSkipped, why});
  }
}

StreamGuard::StreamGuard(std::shared_ptr<const Guard> guard, Stage stage)
    : state_(std::make_unique<State>()) {
  state_->guard = std::move(guard);
  state_->stage = stage;
}
StreamGuard::~StreamGuard() = default;
StreamGuard::StreamGuard(StreamGuard&&) noexcept = default;

StreamStep StreamGuard::feed(std::string_view text) { return state_->feed(text); }
StreamStep StreamGuard::finish() { return state_->finish(); }
const Verdict& StreamGuard::verdict() const { return state_->verdict; }
size_t StreamGuard::held_bytes() const { return state_->held.size(); }

}  // namespace broch::guard
