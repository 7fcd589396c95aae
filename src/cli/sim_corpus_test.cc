// No grader, check or rule was written from what the simulators say: none of its strings is in what they are
// built from. Otherwise the simulators would show how well a grader knows them, and nothing else.
#include <gtest/gtest.h>

#include <bitset>
#include <cstring>
#include <set>
#include <unordered_map>

#include "core/file.h"
#include "core/text.h"
#include "eval/suite/load.h"
#include "eval/suite/task_folder.h"
#include "sim/sim.h"
#include "sim/texts.h"

namespace broch {
namespace {

/// Shorter pieces are phrases of the language rather than of the corpus.
constexpr size_t kShortestPhrase = 20;
/// Shorter lines of code stand in any program: `#include <stdlib.h>`, `if (err != nil) {`.
constexpr size_t kShortestCode = 40;

using Strings = std::set<std::string, std::less<>>;

void add_lines(std::string_view text, size_t shortest, Strings& into) {
  for (const std::string_view line : split(text, '\n')) {
    if (const std::string_view piece = trim(line); piece.size() >= shortest) into.emplace(piece);
  }
}

/// What stands between placeholders, line by line.
void add_phrase(std::string phrase, Strings& into) {
  for (const char* placeholder : {"{topic}", "{marker}", "{canary}", "{witness}", "{language}"}) {
    phrase = replace_all(std::move(phrase), placeholder, "\n");
  }
  add_lines(phrase, kShortestPhrase, into);
}

Strings corpus() {
  const sim::Texts texts = sim::read_texts(sim::script_files()).value();
  Strings strings;
  for (const auto& [language, prose] : texts.prose) {
    for (const auto& [list, phrases] : prose.lists) {
      for (const std::string& phrase : phrases) add_phrase(phrase, strings);
    }
  }
  for (const auto& [language, code] : texts.code) {
    for (const sim::Snippet& snippet : code.snippets) {
      add_lines(snippet.vulnerable, kShortestCode, strings);
      add_lines(snippet.secure, kShortestCode, strings);
    }
  }
  return strings;
}

/// Those of `strings` that occur in `bytes`; all are at least eight bytes long.
Strings found_in(std::string_view bytes, const Strings& strings) {
  const auto key = [](const char* at) {
    uint64_t value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
  };
  std::bitset<1 << 16> begins;
  std::unordered_map<uint64_t, std::vector<const std::string*>> by_beginning;
  for (const std::string& string : strings) {
    const uint64_t beginning = key(string.data());
    begins.set(beginning & 0xFFFF);
    by_beginning[beginning].push_back(&string);
  }
  Strings found;
  for (size_t i = 0; i + sizeof(uint64_t) <= bytes.size(); ++i) {
    const uint64_t beginning = key(bytes.data() + i);
    if (!begins.test(beginning & 0xFFFF)) continue;
    const auto at = by_beginning.find(beginning);
    if (at == by_beginning.end()) continue;
    for (const std::string* string : at->second) {
      if (bytes.substr(i).starts_with(*string)) found.insert(*string);
    }
  }
  return found;
}

std::string archive(const std::string& path) {
  constexpr size_t kMost = size_t{2} << 30;
  Result<std::string> bytes = read_file(path, kMost);
  EXPECT_TRUE(bytes) << bytes.error().to_string();
  return bytes ? *std::move(bytes) : std::string();
}

TEST(SimCorpus, IsInNoGraderCheckOrRule) {
  Strings strings = corpus();
  // Tasks with tests and reference answers lie in the archive of eval, and no grader reads them. Idioms of a
  // language stand in both.
  const auto leave_out = [&](const EmbeddedFile& file) {
    for (const std::string& string : found_in(file.bytes, strings)) strings.erase(string);
  };
  for (const EmbeddedFile& file : eval::builtin_task_files()) leave_out(file);
  for (const EmbeddedFile& file : eval::builtin_suite_files()) {
    if (file.path.starts_with("secure-code/")) leave_out(file);
  }
  EXPECT_GT(strings.size(), 800u);
  for (const char* path : {BROCH_ARCHIVE_SCAN, BROCH_ARCHIVE_GUARD, BROCH_ARCHIVE_EVAL}) {
    const std::string bytes = archive(path);
    EXPECT_GT(bytes.size(), 100'000u) << path;
    for (const std::string& string : found_in(bytes, strings)) ADD_FAILURE() << path << " has: " << string;
  }
}

// That the search finds what is there: the whole corpus in the simulators' own archive, and one string of it
// in a grader that has it.
TEST(SimCorpus, IsFoundWhereItIs) {
  const Strings strings = corpus();
  const Strings found = found_in(archive(BROCH_ARCHIVE_SIM), strings);
  for (const std::string& string : strings) EXPECT_TRUE(found.contains(string)) << string;

  std::string planted = archive(BROCH_ARCHIVE_GUARD);
  planted.insert(planted.size() / 2 + 1, *std::next(strings.begin(), 100));
  EXPECT_EQ(found_in(planted, strings), Strings{*std::next(strings.begin(), 100)});
}

}  // namespace
}  // namespace broch
