// Phrases over the words of a text: what the refusal reader looks for, kept as data instead of regular
// expressions.
//
//   phrase::Book book;
//   BROCH_CHECK(book.define_set("help", {"help", "assist", "give you a hand"}, place));
//   BROCH_CHECK(book.add(kDecline, "i (cannot|can't) (really)? $help", place));
//   phrase::Text text(book, reply);
//   for (const phrase::Match& m : book.find(text)) ...
//
// Words are compared without case, accents and apostrophes ("can't" is the two words `can` `t`) and without
// the width and style of their letters, in phrases and texts alike. Chinese and Thai are written without
// spaces: each of their letters is a word. A phrase is a row of: a word; `$set`; `(a|b c|$set)` alternatives;
// any of them followed by `?` for optional; `~3` for up to three words of any kind; `^` in front for "at the
// start of a sentence" and ` $` behind for "at its end". A match does not cross the end of a sentence.
// Matching is linear in the text for a given book: gaps are at most 8 words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/error.h"
#include "core/finding.h"

namespace broch::eval::phrase {

constexpr uint32_t kUnknownWord = 0;

/// One row element. `choices` are word rows, any of which may stand here; a gap has none and `gap` words at
/// most.
struct Element {
  std::vector<std::vector<uint32_t>> choices;
  bool optional = false;
  size_t gap = 0;
};

struct Match {
  int kind = 0;
  size_t sentence = 0;
  size_t first_word = 0, end_word = 0;  ///< half-open, in words of the text
};

class Text;

class Book {
 public:
  Status define_set(const std::string& name, const std::vector<std::string>& choices, const Place& place);
  Status add(int kind, std::string_view phrase, const Place& place);
  /// All matches, by position; at one position the longest of each kind.
  std::vector<Match> find(const Text& text) const;
  /// The number that stands for a folded word in every text of this book.
  uint32_t intern(const std::string& word);

 private:
  friend class Text;
  struct Phrase {
    int kind = 0;
    bool sentence_start = false, sentence_end = false;
    std::vector<Element> row;
  };
  Result<Element> element(std::string_view source, const Place& place);

  std::unordered_map<std::string, uint32_t> words_;
  std::unordered_map<std::string, std::vector<std::vector<uint32_t>>> sets_;
  std::vector<Phrase> phrases_;
  std::unordered_map<uint32_t, std::vector<size_t>> by_first_word_;
};

/// `length` is in spoken words: a Chinese letter is half of one, a Thai letter a quarter.
struct Sentence {
  size_t first_word = 0, end_word = 0;
  double length = 0;
  Span span;  ///< bytes of the text, trimmed
};

/// The folded words of a text.
std::vector<std::string> fold_words(std::string_view text);

/// A text cut into words and sentences. Keeps no view of the source.
class Text {
 public:
  /// Words inside `hidden` spans (sorted, disjoint) are left out: code is no statement of the model.
  Text(const Book& book, std::string_view source, const std::vector<Span>& hidden = {});
  const std::vector<uint32_t>& words() const { return words_; }
  const std::vector<Sentence>& sentences() const { return sentences_; }
  /// Whether these words stand within quotation marks, in a text that has words outside them.
  bool quoted(size_t first, size_t end) const;
  /// Share of letters of scripts no phrase is written in. Chinese letters among Japanese kana are Japanese.
  double foreign_share() const;

 private:
  std::vector<uint32_t> words_;
  std::vector<Sentence> sentences_;
  std::vector<Span> quotes_;  ///< in words
  size_t letters_ = 0, foreign_ = 0, kana_ = 0, han_ = 0;
};

}  // namespace broch::eval::phrase
