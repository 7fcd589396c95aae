// Takes an API key out of what a server says: one that repeats the credentials it got must not hand them on.
//
//   const net::KeyScrubber scrubber(key);
//   response = scrubber.clean(std::move(response));
//
// What is taken out is a secret. The words that people put where a server asks for no key ("EMPTY", "none",
// "sk-no-key-required") are none: ordinary answers hold them, and an answer has to stay what it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/finding.h"
#include "net/client.h"

namespace broch::net {

/// A secret has at least 16 bytes, six of them different even when bytes that repeat the one before or count
/// on from it do not count ("sk-xxxxxxxxxxxxxxxx", "sk-1234567890abcdef"), and is not made of words: it has a
/// digit, or letters in a row that no word has (more than 15, or lower and upper case mixed). Keys that
/// servers give out are; a password of one's own that is not is never looked for.
bool is_secret(std::string_view key);

/// Finds the key as it stands and as JSON spells it: any of its bytes as `\u0073`, those that JSON escapes
/// with backslashes, in JSON within JSON with more of them. Immutable: any number of threads may use one.
class KeyScrubber {
 public:
  /// A key that is no secret is not looked for, nor is "".
  explicit KeyScrubber(std::string_view key);

  bool looks() const { return !key_.empty(); }
  /// What stands in place of the key: "[key]", or U+FFFD when the key could be put together again around
  /// that.
  std::string_view mark() const { return mark_; }

  struct Place {
    Span span;
    bool whole = false;  ///< false: the text ends where the key may go on
  };
  /// The first place from `from` on where the key stands, or where it begins and the text ends.
  std::optional<Place> find(std::string_view text, size_t from = 0) const;

  std::string clean(std::string text) const;
  /// The values of headers and the body.
  Response clean(Response response) const;

 private:
  enum class Reading { kNo, kBegun, kWhole };
  Reading read(std::string_view text, size_t& at, size_t done) const;
  Reading read_escape(std::string_view text, size_t& at, size_t done) const;

  std::string key_;
  std::string_view mark_;
};

}  // namespace broch::net
