#include "eval/grade/phrase.h"

#include <algorithm>

#include "core/text.h"
#include "eval/grade/text_match.h"

namespace broch::eval::phrase {

namespace {

constexpr size_t kMaxGap = 8;

/// Base letters of U+00C0..U+017F ('*' where there is none or it needs two).
constexpr std::string_view kLatin =
    "aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**rrrrrrsssssssstttttt"
    "uuuuuuuuuuuuwwyyyzzzzzzs";

/// Thai has no full stop and puts spaces between clauses: one ends a sentence that has this many letters.
constexpr size_t kThaiSentence = 40;

/// Letters of Devanagari written as a base and a dot below (U+0958..U+095F).
constexpr char32_t kDotted[] = {0x915, 0x916, 0x917, 0x91C, 0x921, 0x922, 0x92B, 0x92F};

bool is_thai(char32_t c) { return c >= 0xE01 && c <= 0xE4E; }
bool is_han(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x2FA1F); }
bool is_kana(char32_t c) { return c >= 0x3041 && c <= 0x30FF; }
bool is_devanagari(char32_t c) { return c >= 0x900 && c <= 0x97F; }
/// Ligatures, full-width and mathematical letters, which NFKC takes back to plain ones.
bool is_compatible(char32_t c) {
  return (c >= 0xFB00 && c <= 0xFB06) || (c >= 0xFF10 && c <= 0xFF5A) || (c >= 0x1D400 && c <= 0x1D7FF);
}

/// The mark that ends a quotation which `c` begins, beside U+201D for U+201E; 0 where it begins none.
char32_t quote_end(char32_t c) {
  switch (c) {
    case '"':
      return '"';
    case 0x201C:
      return 0x201D;  // “ ”
    case 0x201E:
      return 0x201C;  // „ “
    case 0xAB:
      return 0xBB;  // « »
    case 0xBB:
      return 0xAB;
    case 0x300C:
      return 0x300D;  // 「 」
    case 0x300E:
      return 0x300F;  // 『 』
    default:
      return 0;
  }
}

/// kLetter is a word of its own; kMark is dropped without ending the word.
enum class Class { kWord, kLetter, kMark, kBreak };

/// Folds one code point into `word`.
Class fold(char32_t c, std::string& word) {
  if (is_compatible(c)) {
    std::string text;
    append_utf8(text, c);
    text = folded(text);
    Class last = Class::kMark;
    for (size_t at = 0; at < text.size();) {
      const Decoded plain = decode_utf8(text, at);
      at += plain.length;
      // What stays as it is has no plain form.
      if (plain.code_point == c) return Class::kBreak;
      last = fold(plain.code_point, word);
    }
    return last;
  }
  if (c < 0x80) {
    const char ascii = static_cast<char>(c);
    if (ascii >= 'A' && ascii <= 'Z') {
      word += static_cast<char>(ascii + 32);
    } else if ((ascii >= 'a' && ascii <= 'z') || (ascii >= '0' && ascii <= '9')) {
      word += ascii;
    } else {
      return Class::kBreak;
    }
    return Class::kWord;
  }
  if (c >= 0x300 && c <= 0x36F) return Class::kMark;  // combining accents
  if (c == 0x93C) return Class::kMark;                // the dot below
  if (c == 0x901) c = 0x902;                          // the moon over the line is the dot
  if (c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF) return Class::kMark;
  if (c == 0xC6 || c == 0xE6) {
    word += "ae";
  } else if (c == 0x152 || c == 0x153) {
    word += "oe";
  } else if (c == 0xDF) {
    word += "ss";
  } else if (c >= 0xC0 && c <= 0x17F) {
    const char base = kLatin[c - 0xC0];
    if (base == '*') return Class::kBreak;
    word += base;
  } else if (is_thai(c) || is_han(c)) {
    append_utf8(word, c);
    return Class::kLetter;
  } else if (c >= 0x958 && c <= 0x95F) {
    append_utf8(word, kDotted[c - 0x958]);
  } else if (c >= 0x370 && c != 0x964 && c != 0x965 && !(c >= 0x2000 && c <= 0x2BFF) &&
             !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFE30 && c <= 0xFFEF) && c < 0x1F000) {
    append_utf8(word, c);
  } else {
    return Class::kBreak;
  }
  return Class::kWord;
}

/// A full stop ends a sentence only before white space, a quote or the end: "3.5" and "file.c" go on.
bool ends_sentence(std::string_view text, size_t at, char32_t c) {
  if (c == '\n' || c == '!' || c == '?') return true;
  if (c == 0x964 || c == 0x965 || c == 0x3002 || c == 0xFF01 || c == 0xFF0E || c == 0xFF1F)
    return true;  // । ॥ 。！．？
  if (c != '.') return false;
  return at + 1 >= text.size() ||
         std::string_view(" \t\r\n\"')*_").find(text[at + 1]) != std::string_view::npos;
}

/// Words matched from `at` on by the rest of a row, or npos. Greedy: longer choices and wider gaps win.
/// With `to_end` they must be all words up to `end`.
size_t match_row(const std::vector<Element>& row, bool to_end, size_t element,
                 const std::vector<uint32_t>& words, size_t at, size_t end) {
  if (element == row.size()) return to_end && at != end ? std::string::npos : at;
  const Element& here = row[element];
  size_t best = std::string::npos;
  const auto keep = [&](size_t result) {
    if (result != std::string::npos && (best == std::string::npos || result > best)) best = result;
  };
  if (here.gap > 0) {
    for (size_t skipped = 0; skipped <= here.gap && at + skipped <= end; ++skipped) {
      keep(match_row(row, to_end, element + 1, words, at + skipped, end));
    }
    return best;
  }
  for (const std::vector<uint32_t>& choice : here.choices) {
    if (at + choice.size() > end) continue;
    if (!std::equal(choice.begin(), choice.end(), words.begin() + static_cast<ptrdiff_t>(at))) continue;
    keep(match_row(row, to_end, element + 1, words, at + choice.size(), end));
  }
  if (here.optional) keep(match_row(row, to_end, element + 1, words, at, end));
  return best;
}

}  // namespace

std::vector<std::string> fold_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    at += decoded.length;
    if (is_thai(decoded.code_point) || is_han(decoded.code_point)) end_word();
    const Class kind = fold(decoded.code_point, word);
    if (kind == Class::kBreak || kind == Class::kLetter) end_word();
  }
  end_word();
  return words;
}

uint32_t Book::intern(const std::string& word) {
  return words_.emplace(word, static_cast<uint32_t>(words_.size() + 1)).first->second;
}

Status Book::define_set(const std::string& name, const std::vector<std::string>& choices,
                        const Place& place) {
  std::vector<std::vector<uint32_t>> rows;
  for (const std::string& choice : choices) {
    std::vector<uint32_t> row;
    for (const std::string& word : fold_words(choice)) row.push_back(intern(word));
    if (row.empty()) return fail(ErrorKind::kInput, "set `" + name + "` has a choice without a word", place);
    rows.push_back(std::move(row));
  }
  if (!sets_.emplace(name, std::move(rows)).second) {
    return fail(ErrorKind::kInput, "set `" + name + "` is defined twice", place);
  }
  return {};
}

Result<Element> Book::element(std::string_view source, const Place& place) {
  Element element;
  if (source.ends_with('?')) {
    element.optional = true;
    source.remove_suffix(1);
  }
  if (source.starts_with('~')) {
    const std::string digits(source.substr(1));
    if (digits.size() != 1 || digits[0] < '1' || digits[0] > static_cast<char>('0' + kMaxGap)) {
      return fail(ErrorKind::kInput, "a gap is `~1` to `~8`", place);
    }
    element.gap = static_cast<size_t>(digits[0] - '0');
    return element;
  }
  if (source.starts_with('(') && source.ends_with(')')) source = source.substr(1, source.size() - 2);
  for (std::string_view choice : split(source, '|')) {
    if (choice.starts_with('$')) {
      const auto set = sets_.find(std::string(choice.substr(1)));
      if (set == sets_.end())
        return fail(ErrorKind::kInput, "no set named `" + std::string(choice) + "`", place);
      element.choices.insert(element.choices.end(), set->second.begin(), set->second.end());
      continue;
    }
    std::vector<uint32_t> row;
    for (const std::string& word : fold_words(choice)) row.push_back(intern(word));
    if (row.empty())
      return fail(ErrorKind::kInput, "an alternative without a word", place, "write `(a|b)?` for optional");
    element.choices.push_back(std::move(row));
  }
  return element;
}

Status Book::add(int kind, std::string_view source, const Place& place) {
  Phrase phrase;
  phrase.kind = kind;
  source = trim(source);
  if (source.starts_with('^')) {
    phrase.sentence_start = true;
    source = trim(source.substr(1));
  }
  if (source.ends_with(" $")) {
    phrase.sentence_end = true;
    source = trim(source.substr(0, source.size() - 2));
  }
  while (!source.empty()) {
    size_t length = source.find(' ');
    if (source.front() == '(') {
      const size_t close = source.find(')');
      if (close == std::string_view::npos) return fail(ErrorKind::kInput, "`(` is not closed", place);
      length = source.find(' ', close);
    }
    BROCH_TRY(Element next, element(source.substr(0, length), place));
    phrase.row.push_back(std::move(next));
    source = length == std::string_view::npos ? std::string_view{} : trim(source.substr(length));
  }
  if (phrase.row.empty() || phrase.row.front().optional || phrase.row.front().gap > 0) {
    return fail(ErrorKind::kInput, "a phrase begins with a word, a set or alternatives", place);
  }
  for (const std::vector<uint32_t>& choice : phrase.row.front().choices) {
    std::vector<size_t>& bucket = by_first_word_[choice.front()];
    if (bucket.empty() || bucket.back() != phrases_.size()) bucket.push_back(phrases_.size());
  }
  phrases_.push_back(std::move(phrase));
  return {};
}

std::vector<Match> Book::find(const Text& text) const {
  std::vector<Match> matches;
  const std::vector<uint32_t>& words = text.words();
  for (size_t s = 0; s < text.sentences().size(); ++s) {
    const Sentence& sentence = text.sentences()[s];
    for (size_t at = sentence.first_word; at < sentence.end_word; ++at) {
      const auto bucket = by_first_word_.find(words[at]);
      if (bucket == by_first_word_.end()) continue;
      const size_t before = matches.size();
      for (size_t index : bucket->second) {
        const Phrase& phrase = phrases_[index];
        if (phrase.sentence_start && at != sentence.first_word) continue;
        const size_t end = match_row(phrase.row, phrase.sentence_end, 0, words, at, sentence.end_word);
        if (end == std::string::npos) continue;
        const auto same = std::find_if(matches.begin() + static_cast<ptrdiff_t>(before), matches.end(),
                                       [&](const Match& m) { return m.kind == phrase.kind; });
        if (same == matches.end()) {
          matches.push_back({phrase.kind, s, at, end});
        } else {
          same->end_word = std::max(same->end_word, end);
        }
      }
    }
  }
  return matches;
}

Text::Text(const Book& book, std::string_view source, const std::vector<Span>& hidden) {
  std::string word;
  Sentence sentence;
  size_t next_hidden = 0, thai_letters = 0;
  char32_t quote = 0, closing = 0;  // the mark that began the quotation we are in, and the one that ends it
  size_t quote_first = 0;
  const auto end_word = [&](double length = 1) {
    if (word.empty()) return;
    sentence.length += length;
    const auto known = book.words_.find(word);
    words_.push_back(known == book.words_.end() ? kUnknownWord : known->second);
    word.clear();
  };
  const auto end_sentence = [&](size_t at) {
    end_word();
    if (words_.size() > sentence.first_word) {
      sentence.end_word = words_.size();
      const std::string_view raw = source.substr(sentence.span.begin, at - sentence.span.begin);
      const std::string_view kept = trim(raw);
      sentence.span.begin += static_cast<size_t>(kept.data() - raw.data());
      sentence.span.end = sentence.span.begin + kept.size();
      sentences_.push_back(sentence);
    }
    sentence = {words_.size(), words_.size(), 0, {at, at}};
    thai_letters = 0;
  };
  for (size_t at = 0; at < source.size();) {
    if (next_hidden < hidden.size() && at >= hidden[next_hidden].begin) {
      end_sentence(at);
      at = std::max(at, hidden[next_hidden++].end);
      sentence.span = {at, at};
      continue;
    }
    const Decoded decoded = decode_utf8(source, at);
    const char32_t c = decoded.code_point;
    const bool thai = is_thai(c), han = is_han(c);
    if (thai || han) end_word();
    const Class kind = fold(c, word);
    if (kind == Class::kWord || kind == Class::kLetter) {
      ++letters_;
      han_ += han;
      kana_ += is_kana(c);
      thai_letters += thai;
      if (c >= 0x370 && !thai && !han && !is_devanagari(c) && !is_compatible(c)) ++foreign_;
    }
    if (kind == Class::kLetter) end_word(thai ? .25 : .5);
    if (kind == Class::kBreak) {
      end_word();
      if (quote != 0 && (c == closing || (quote == 0x201E && c == 0x201D))) {
        quotes_.push_back({quote_first, words_.size()});
        quote = 0;
      } else if (quote == 0) {
        quote = c, closing = quote_end(c), quote_first = words_.size();
        if (closing == 0) quote = 0;
      } else if (quote == '"' && c == '\n') {
        quote = 0;  // it stood for inches, or was forgotten
      }
      if (ends_sentence(source, at, c) || (c == ' ' && thai_letters >= kThaiSentence)) {
        at += decoded.length;
        end_sentence(at);
        continue;
      }
    }
    at += decoded.length;
  }
  end_sentence(source.size());
}

bool Text::quoted(size_t first, size_t end) const {
  return std::any_of(quotes_.begin(), quotes_.end(), [&](const Span& quote) {
    const bool all = quote.begin == 0 && quote.end == words_.size();
    return !all && quote.begin <= first && end <= quote.end;
  });
}

double Text::foreign_share() const {
  if (letters_ == 0) return 0;
  const size_t foreign = foreign_ + (kana_ * 10 > han_ ? han_ : 0);
  return static_cast<double>(foreign) / static_cast<double>(letters_);
}

}  // namespace broch::eval::phrase
