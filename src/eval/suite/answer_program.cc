#include "eval/suite/answer_program.h"

#include <stdexcept>

#include "core/pcre.h"

namespace broch::eval {
namespace {

Pcre expression(const char* text) {
  auto compiled = Pcre::compile(text, {.multiline = true});
  if (!compiled) throw std::logic_error(compiled.error().what);
  return *std::move(compiled);
}

bool has(const Pcre& what, std::string_view text) {
  std::vector<Span> groups;
  const auto found = what.find(text, 0, groups);
  return found && *found == Pcre::Outcome::kMatch;
}

/// A text on which the search reaches its limit stays as it is.
std::string replaced(const Pcre& what, const std::string& text, std::string_view by) {
  std::string out;
  size_t done = 0;
  const Status searched = what.for_each(text, [&](const std::vector<Span>& groups) {
    out.append(text, done, groups[0].begin - done).append(by);
    done = groups[0].end;
    return true;
  });
  return searched ? out.append(text, done) : text;
}

/// Ending the answer's own process with 0 becomes ending it with 1; in a child it stays. The headers come
/// first, since those of C++ take such macros back.
constexpr std::string_view kEndsFail = R"(#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#ifdef __cplusplus
#include <cstdlib>
#else
#include <stdlib.h>
#endif
#include <unistd.h>
static pid_t answer_process;
__attribute__((constructor(101))) static void answer_begins(void) { answer_process = getpid(); }
static int answer_status(int status) { return status == 0 && getpid() == answer_process ? 1 : status; }
#define exit(status) exit(answer_status(status))
#define _exit(status) _exit(answer_status(status))
#define _Exit(status) _Exit(answer_status(status))
#define quick_exit(status) quick_exit(answer_status(status))
)";

std::string c_program(const std::string& answer) {
  static const Pcre main = expression(R"(\bmain\s*\()"),
                    ends = expression(R"((?<![.\w>])(_?exit|_Exit|quick_exit)\s*\()"),
                    own_header = expression(R"(^[ \t]*#[ \t]*include[ \t]*"[^"\n]*")");
  std::string before, after;
  if (has(ends, answer)) before += kEndsFail;
  if (has(main, answer)) {
    before += "#define main answer_main\n";
    after = "\n#undef main\n";
  }
  // There is no file beside the answer: a header of its own is in the answer, or was never given.
  std::string program = replaced(own_header, answer, "");
  if (!before.empty()) before += "#line 1\n";
  return before + program + after;
}

std::string java_program(const std::string& answer) {
  static const Pcre
      package = expression(R"(^[ \t]*package\s+[\w.]+\s*;)"),
      ends = expression(
          R"(\b(?:System|Runtime\s*\.\s*getRuntime\s*\(\s*\))\s*\.\s*(?:exit|halt)\s*\(\s*0\s*\))");
  return replaced(ends, replaced(package, answer, ""), "System.exit(1)");
}

}  // namespace

std::string answer_program(const std::string& answer, std::string_view language) {
  if (language == "c" || language == "cpp") return c_program(answer);
  if (language == "java") return java_program(answer);
  return answer;
}

}  // namespace broch::eval
