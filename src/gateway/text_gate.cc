#include "gateway/text_gate.h"

#include <algorithm>
#include <utility>

namespace broch::gateway {
namespace {

size_t common_suffix(std::string_view a, std::string_view b) {
  const size_t most = std::min(a.size(), b.size());
  size_t n = 0;
  while (n < most && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  return n;
}

}  // namespace

template <typename Call>
guard::StreamStep TextGate::timed(Call call) {
  const auto start = std::chrono::steady_clock::now();
  guard::StreamStep step = call();
  guard_time_ += std::chrono::steady_clock::now() - start;
  return step;
}

void TextGate::feed(std::string_view text, TextPiece& piece) {
  piece.size = text.size();
  pieces_.push_back(&piece);
  input_ += text;
  guard::StreamStep step = timed([&] { return guard_.feed(text); });
  apply(std::move(step), guard_.held_bytes());
}

void TextGate::finish() {
  if (finished_ || blocked_) return;
  finished_ = true;
  apply(timed([&] { return guard_.finish(); }), 0);
}

void TextGate::apply(const guard::StreamStep& step, size_t held) {
  output_ += step.released;
  if (step.blocked) {
    drop();
    blocked_ = true;
    return;
  }
  const size_t pending = input_.size() - in_;
  decided_ = pending - std::min(held, pending);
  settle();
}

void TextGate::drop() {
  // What was let out still goes: it has its verdict. The rest has none, or a bad one.
  decided_ = output_.size() - out_;
  while (settle_unchanged()) {
  }
  for (bool first = true; TextPiece * piece : pieces_) {
    const bool takes_rest = std::exchange(first, false) && out_ < output_.size();
    piece->fate = takes_rest ? TextPiece::Fate::kReplaced : TextPiece::Fate::kDropped;
    if (takes_rest) piece->text = output_.substr(out_);
  }
  if (!pieces_.empty()) output_.clear(), out_ = 0;
  pieces_.clear();
  input_.clear();
  in_ = decided_ = 0;
}

void TextGate::settle() {
  while (settle_unchanged() || settle_region()) {
  }
  if (in_ > 0) input_.erase(0, std::exchange(in_, 0));
  if (out_ > 0) output_.erase(0, std::exchange(out_, 0));
}

// The front piece, when it is decided and came out as it went in.
bool TextGate::settle_unchanged() {
  if (pieces_.empty() || pieces_.front()->size > decided_) return false;
  const size_t size = pieces_.front()->size;
  const std::string_view text = std::string_view(input_).substr(in_, size);
  if (!std::string_view(output_).substr(out_).starts_with(text)) return false;
  pieces_.front()->fate = TextPiece::Fate::kUnchanged;
  pieces_.pop_front();
  consume(size, size);
  return true;
}

// The pieces from the front to where output and input agree again, once all of them are decided.
bool TextGate::settle_region() {
  if (pieces_.empty() || pieces_.front()->size > decided_) return false;
  const std::string_view in = std::string_view(input_).substr(in_, decided_);
  const std::string_view out = std::string_view(output_).substr(out_);
  const size_t region = in.size() - common_suffix(in, out);
  size_t taken = 0, count = 0;
  while (count < pieces_.size() && (count == 0 || taken < region)) taken += pieces_[count++]->size;
  if (taken > in.size()) return false;  // the last of them is decided in part
  const size_t out_size = out.size() - (in.size() - taken);
  pieces_.front()->text = out.substr(0, out_size);
  for (size_t i = 0; i < count; ++i) pieces_[i]->fate = TextPiece::Fate::kReplaced;
  pieces_.erase(pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(count));
  consume(taken, out_size);
  return true;
}

void TextGate::consume(size_t in, size_t out) {
  in_ += in;
  decided_ -= in;
  out_ += out;
}

std::string TextGate::take_rest() {
  std::string rest = pieces_.empty() ? output_.substr(out_) : std::string();
  if (pieces_.empty()) output_.clear(), out_ = 0;
  return rest;
}

}  // namespace broch::gateway
