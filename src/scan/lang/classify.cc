// The guess for untagged code: signs of each language are counted line by line, and a language is named only
// when it leads the next one clearly. Near relatives share signs; a wrong guess is worse than none, as the
// wrong language's rules would run in silence.
#include <algorithm>
#include <array>
#include <cctype>

#include "core/text.h"
#include "scan/lang/classify_signs.h"
#include "scan/lang/grammar.h"
#include "scan/tree/parse.h"

namespace broch::scan {
namespace {

using enum Language;

constexpr size_t kMaxClassified = 16 << 10;
constexpr int kMaxRepeats = 4;  // more of one sign say no more
constexpr int kLikely = 4;

/// `import os`, `import os.path as p, sys`: nothing but lower-case module names, as no other scanned language
/// has it; `from a import b`.
bool python_import(std::string_view line) {
  if (line.starts_with("from ") && line.find(" import ") != std::string_view::npos) return true;
  constexpr std::string_view kWord = "import ";
  if (!line.starts_with(kWord) || line.size() == kWord.size()) return false;
  return std::all_of(line.begin() + kWord.size(), line.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ',' || c == ' ';
  });
}

/// A call of a method that begins with a capital, `x.Read(`: the habit of C#, and of Go.
bool calls_capitalized(std::string_view line) {
  for (size_t dot = line.find('.'); dot != std::string_view::npos; dot = line.find('.', dot + 1)) {
    size_t end = dot + 1;
    if (end >= line.size() || !std::isupper(static_cast<unsigned char>(line[end]))) continue;
    const bool word = end + 1 < line.size() && std::islower(static_cast<unsigned char>(line[end + 1]));
    while (end < line.size() && std::isalnum(static_cast<unsigned char>(line[end]))) ++end;
    if (word && end < line.size() && line[end] == '(') return true;
  }
  return false;
}

/// A sentence: many words, hardly a sign of code.
bool reads_as_prose(std::string_view line) {
  const auto words = std::count(line.begin(), line.end(), ' ') + 1;
  const auto marks = std::count_if(line.begin(), line.end(), [](unsigned char c) {
    return std::ispunct(c) && c != ',' && c != '.' && c != '\'' && c != '-' && c != '!' && c != '?';
  });
  const bool comment = line.starts_with('#') || line.starts_with("//") || line.starts_with('*');
  return !comment && words >= 5 && marks * 6 < words;
}

/// How loudly `signs` speak in the lines.
int score_of(std::span<const Sign> signs, std::span<const std::string_view> lines) {
  int score = 0;
  for (const Sign& sign : signs) {
    int count = 0;
    for (const std::string_view line : lines) {
      count += sign.line_start ? line.starts_with(sign.text) : line.find(sign.text) != std::string_view::npos;
      if (count == kMaxRepeats) break;
    }
    score += count * sign.weight;
  }
  return score;
}

std::vector<std::string_view> code_lines(std::string_view code) {
  std::vector<std::string_view> lines;
  size_t prose = 0;
  for (const std::string_view line : split(code.substr(0, kMaxClassified), '\n')) {
    const std::string_view start = trim(line);
    if (start.empty()) continue;
    if (reads_as_prose(start)) {
      ++prose;
    } else {
      lines.push_back(start);
    }
  }
  if (prose > lines.size()) lines.clear();
  return lines;
}

/// Whether the code parses as it stands and calls something: settings and prose do not.
bool parses_with_a_call(std::string_view code, Language language) {
  const std::string text(code.substr(0, kMaxClassified));
  const Grammar& grammar = Grammar::of(language);
  Work work{.left = 400'000};
  const auto parsed = parse(text, grammar, work, code_of(text, grammar));
  if (!parsed || parsed->has_error) return false;
  for (uint32_t n = 0; n < parsed->tree.size(); ++n) {
    if (parsed->tree.role(n) == Role::kCall) return true;
  }
  return false;
}

/// Where signs do not tell: the likeliest language in which the code parses; of those that no sign speaks
/// for, the two that people leave without a tag most. The shell parses nearly anything.
std::optional<Language> first_that_parses(std::string_view code, std::span<const int> score) {
  std::vector<Language> candidates = {kPython, kJavaScript};
  for (const Candidate& candidate : classify_candidates()) {
    const Language language = candidate.language;
    const bool listed = language == kPython || language == kJavaScript || language == kBash;
    if (!listed && score[index_of(language)] > 0) candidates.push_back(language);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](Language a, Language b) { return score[index_of(a)] > score[index_of(b)]; });
  for (const Language language : candidates) {
    if (parses_with_a_call(code, language)) return language;
  }
  return std::nullopt;
}

using Scores = std::array<int, kLanguageCount>;

/// The language that its signs tell, and what each language scored.
std::optional<Language> by_signs(std::string_view code, Scores& score) {
  const std::vector<std::string_view> lines = code_lines(code);
  if (lines.empty()) return std::nullopt;
  int imports = 0, colons = 0, ended = 0, capitalized = 0;
  for (const std::string_view line : lines) {
    imports += python_import(line);
    capitalized += calls_capitalized(line);
    colons += line.ends_with(':') && !line.starts_with("case ") && !line.starts_with("default") &&
              !line.starts_with("public") && !line.starts_with("private") && !line.starts_with("protected");
    ended += line.ends_with(';') || line.ends_with('{') || line == "}";
  }
  for (const Candidate& candidate : classify_candidates()) {
    int& of = score[index_of(candidate.language)];
    of = score_of(candidate.signs, lines);
    if (!candidate.statements_end) of -= 3 * ended;
  }
  score[index_of(kPython)] += 4 * imports + 2 * colons;
  score[index_of(kCSharp)] += 3 * std::min(capitalized, kMaxRepeats);
  score[index_of(kGo)] += 2 * std::min(capitalized, kMaxRepeats);
  const auto best = std::max_element(score.begin(), score.end());
  const auto language = kLanguages[static_cast<size_t>(best - score.begin())];
  int next = 0;
  for (const int& other : score) {
    if (&other != &*best) next = std::max(next, other);
  }
  if (*best < kLikely || *best * 4 < next * 5) return std::nullopt;
  if (language == kJavaScript && score_of(typescript_signs(), lines) >= 5) return kTypeScript;
  return language;
}

}  // namespace

std::optional<Language> classify(std::string_view code) {
  Scores score{};
  return by_signs(code, score);
}

std::optional<Language> classify_code(std::string_view code) {
  Scores score{};
  const std::optional<Language> told = by_signs(code, score);
  return told ? told : first_that_parses(code, score);
}

}  // namespace broch::scan
