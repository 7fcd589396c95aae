// links: scan
// The pre-lexer over any text, by the rules of any language: comments lie in the text, in order; what is put
// around it leaves nothing more to put around.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "language.h"
#include "scan/lang/grammar.h"
#include "scan/lex/balance.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace broch;
  if (size == 0) return 0;
  const scan::LexRules& rules = scan::spec_of(fuzz::language_of(data[0])).lex;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const scan::Balance balance = scan::balance(text, rules);
  if (balance.before.size() + balance.after.size() > 8 * text.size() + 64) std::abort();
  size_t end = 0;
  for (const Span& comment : scan::comments(text, rules)) {
    if (comment.begin < end || comment.end < comment.begin || comment.end > text.size()) std::abort();
    end = comment.end;
  }
  return 0;
}
