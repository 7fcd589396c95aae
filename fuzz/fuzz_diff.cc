// links: scan
// Diffs and ignore files from anywhere: the lines that a diff adds are pieces of it, numbered upwards; globs
// end.
#include <cstdint>
#include <cstdlib>

#include "scan/input/diff.h"
#include "scan/input/glob.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace broch;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto files = scan::parse_diff(text, "diff");
  if (!files && (files.error().what.empty() || files.error().where.file != "diff")) std::abort();
  if (files) {
    for (const scan::ChangedFile& file : *files) {
      for (const scan::AddedLine& line : file.added) {
        if (line.text.data() < text.data() || line.text.data() + line.text.size() > text.data() + size)
          std::abort();
        if (line.line < 1) std::abort();
      }
    }
  }
  scan::IgnoreRules ignore;
  ignore.add(text, "");
  (void)ignore.ignores_file("a/b/c.py");
  const size_t half = size / 2;
  (void)scan::matches(text.substr(0, half), text.substr(half));
  return 0;
}
