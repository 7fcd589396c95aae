#include "guard/checks/normalize.h"

#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringoptions.h>

#include <algorithm>
#include <array>
#include <limits>

#include "core/text.h"
#include "guard/checks/unwrap.h"

namespace broch::guard {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// Offsets of an unchanged stretch move along; all bytes of a replacement come from where it begins.
std::vector<uint32_t> origins(const icu::Edits& edits, size_t size) {
  std::vector<uint32_t> origin(size + 1);
  UErrorCode status = U_ZERO_ERROR;
  icu::Edits::Iterator it = edits.getFineIterator();
  while (it.next(status) && U_SUCCESS(status)) {
    for (int32_t i = 0; i < it.newLength(); ++i) {
      const auto at = static_cast<size_t>(it.destinationIndex()) + static_cast<size_t>(i);
      if (at < size) origin[at] = static_cast<uint32_t>(it.sourceIndex() + (it.hasChange() ? 0 : i));
    }
  }
  return origin;
}

Result<View> fold(std::string_view text) {
  View view;
  if (is_ascii(text)) {
    view.text.resize(text.size());
    std::ranges::transform(text, view.text.begin(), lower);
    return view;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return fail(ErrorKind::kUnavailable, "no normalisation data", {}, "reinstall ICU");
  icu::Edits edits;
  icu::StringByteSink<std::string> sink(&view.text);
  normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, &edits,
                            status);
  if (U_FAILURE(status)) return fail(ErrorKind::kLimit, "the text cannot be normalised");
  view.origin = origins(edits, view.text.size());
  view.origin.back() = static_cast<uint32_t>(text.size());
  return view;
}

// Letters after case folding that are drawn like a Latin one.
char look_alike(char32_t c) {
  struct Pair {
    char32_t from;
    char to;
  };
  static constexpr std::array kPairs = {
      Pair{0x3B1, 'a'}, Pair{0x3B5, 'e'}, Pair{0x3B9, 'i'}, Pair{0x3BA, 'k'}, Pair{0x3BD, 'v'},
      Pair{0x3BF, 'o'}, Pair{0x3C1, 'p'}, Pair{0x3C4, 't'}, Pair{0x3C5, 'u'}, Pair{0x3C7, 'x'},
      Pair{0x3F2, 'c'}, Pair{0x3F3, 'j'}, Pair{0x430, 'a'}, Pair{0x432, 'b'}, Pair{0x433, 'r'},
      Pair{0x435, 'e'}, Pair{0x43A, 'k'}, Pair{0x43C, 'm'}, Pair{0x43D, 'h'}, Pair{0x43E, 'o'},
      Pair{0x43F, 'n'}, Pair{0x440, 'p'}, Pair{0x441, 'c'}, Pair{0x442, 't'}, Pair{0x443, 'y'},
      Pair{0x445, 'x'}, Pair{0x455, 's'}, Pair{0x456, 'i'}, Pair{0x457, 'i'}, Pair{0x458, 'j'},
      Pair{0x475, 'v'}, Pair{0x491, 'r'}, Pair{0x4BB, 'h'}, Pair{0x4CF, 'l'}, Pair{0x501, 'd'},
      Pair{0x51B, 'q'}, Pair{0x51D, 'w'}, Pair{0x261, 'g'}, Pair{0x131, 'i'}, Pair{0x1D0B, 'k'}};
  const auto found = std::ranges::find(kPairs, c, &Pair::from);
  return found == kPairs.end() ? '\0' : found->to;
}

uint32_t origin_at(const View& view, size_t at) {
  return view.origin.empty() ? static_cast<uint32_t>(at) : view.origin[at];
}

std::optional<View> without_homoglyphs(const View& folded) {
  if (is_ascii(folded.text)) return std::nullopt;
  View view{.text = {}, .disguise = "homoglyphs", .origin = {}, .whole = {}};
  bool latin = false;
  bool replaced = false;
  for (size_t at = 0; at < folded.text.size();) {
    const Decoded c = decode_utf8(folded.text, at);
    latin = latin || is_letter(folded.text[at]);
    const char plain = look_alike(c.code_point);
    replaced = replaced || plain != '\0';
    for (size_t i = 0; i < (plain != '\0' ? 1 : c.length); ++i) {
      view.text += plain != '\0' ? plain : folded.text[at + i];
      view.origin.push_back(origin_at(folded, at + i));
    }
    at += c.length;
  }
  view.origin.push_back(origin_at(folded, folded.text.size()));
  return latin && replaced ? std::optional(std::move(view)) : std::nullopt;
}

bool is_gap(char c) { return c == ' ' || c == '.' || c == '-' || c == '_' || c == '*' || c == '\n'; }

// The end of a run of at least six single letters, each but the last followed by gaps; `begin` when there is
// none.
size_t spaced_run(std::string_view text, size_t begin) {
  if (begin > 0 && !is_gap(text[begin - 1])) return begin;
  size_t letters = 0;
  size_t end = begin;
  for (size_t at = begin; at < text.size() && is_letter(text[at]);) {
    size_t next = at + 1;
    while (next < text.size() && next < at + 5 && is_gap(text[next])) ++next;
    if (next == at + 1 && next < text.size()) break;
    ++letters;
    end = at + 1;
    at = next;
  }
  return letters >= 6 ? end : begin;
}

std::optional<View> without_spacing(const View& folded) {
  const std::string& text = folded.text;
  View view{.text = {}, .disguise = "spacing", .origin = {}, .whole = {}};
  const auto keep = [&](char c, size_t at) {
    view.text += c;
    view.origin.push_back(origin_at(folded, at));
  };
  bool found = false;
  for (size_t at = 0; at < text.size();) {
    const size_t end = is_letter(text[at]) ? spaced_run(text, at) : at;
    found = found || end > at;
    if (end == at) {
      keep(text[at], at);
      ++at;
    }
    while (at < end) {
      keep(text[at], at);
      const size_t gap = at + 1;
      for (++at; at < end && is_gap(text[at]);) ++at;
      // Within a run a wide gap is a space between words, a narrow one nothing.
      if (at - gap > 1) keep(' ', gap);
    }
  }
  view.origin.push_back(origin_at(folded, text.size()));
  return found ? std::optional(std::move(view)) : std::nullopt;
}

Status add_views(std::string_view text, const std::string& disguise, std::optional<Span> whole, int depth,
                 UnwrapBudget& budget, std::vector<View>& out) {
  BROCH_TRY(View folded, fold(text));
  std::vector<View> found;
  if (auto view = without_homoglyphs(folded)) found.push_back(*std::move(view));
  if (auto view = without_spacing(folded)) found.push_back(*std::move(view));
  found.insert(found.begin(), std::move(folded));
  for (View& view : found) {
    view.disguise = disguise + (disguise.empty() || view.disguise.empty() ? "" : "+") + view.disguise;
    if (whole) view.whole = whole;
    out.push_back(std::move(view));
  }
  if (depth == 0) return {};
  for (Unwrapped& inner : unwrap(text, budget)) {
    const std::string name = disguise + (disguise.empty() ? "" : "+") + inner.encoding;
    BROCH_CHECK(
        add_views(inner.text, name, whole ? whole : std::optional(inner.span), depth - 1, budget, out));
  }
  return {};
}

}  // namespace

Span View::source(Span span) const {
  if (whole) return *whole;
  if (origin.empty()) return span;
  const size_t end = origin[std::min(span.end, text.size())];
  return {origin[span.begin], std::max<size_t>(end, origin[span.begin] + 1)};
}

Result<std::vector<View>> views(std::string_view text) {
  if (text.size() >= static_cast<size_t>(std::numeric_limits<int32_t>::max())) {
    return fail(ErrorKind::kLimit, "the text is too long to be normalised");
  }
  std::vector<View> out;
  UnwrapBudget budget;
  BROCH_CHECK(add_views(text, "", std::nullopt, 2, budget, out));
  return out;
}

}  // namespace broch::guard
