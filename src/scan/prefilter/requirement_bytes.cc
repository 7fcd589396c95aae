#include "scan/prefilter/requirement_bytes.h"

#include "scan/number_bytes.h"

namespace broch::scan {
namespace {

using Kind = Requirement::Kind;

// Deeper than any rule that loads.
constexpr int kMaxNesting = 1'000;

bool has_text(Kind kind) { return kind == Kind::kWord || kind == Kind::kLiteral || kind == Kind::kRegex; }
bool has_parts(Kind kind) { return kind == Kind::kAnd || kind == Kind::kOr; }

bool read(std::string_view& bytes, Requirement& requirement, int depth) {
  if (bytes.empty() || static_cast<uint8_t>(bytes[0]) > static_cast<uint8_t>(Kind::kOr) ||
      depth > kMaxNesting) {
    return false;
  }
  requirement.kind = static_cast<Kind>(bytes[0]);
  bytes.remove_prefix(1);
  uint32_t count = 0;
  if (!has_text(requirement.kind) && !has_parts(requirement.kind)) return true;
  // Each part takes a byte at least.
  if (!read_number(bytes, count) || count > bytes.size()) return false;
  if (has_text(requirement.kind)) {
    requirement.atom = bytes.substr(0, count);
    bytes.remove_prefix(count);
    return !requirement.atom.empty();
  }
  requirement.parts.resize(count);
  for (Requirement& part : requirement.parts) {
    if (!read(bytes, part, depth + 1)) return false;
  }
  return true;
}

}  // namespace

void write_requirement(std::string& out, const Requirement& requirement) {
  out += static_cast<char>(requirement.kind);
  if (has_text(requirement.kind)) {
    write_number(out, static_cast<uint32_t>(requirement.atom.size()));
    out += requirement.atom;
  } else if (has_parts(requirement.kind)) {
    write_number(out, static_cast<uint32_t>(requirement.parts.size()));
    for (const Requirement& part : requirement.parts) write_requirement(out, part);
  }
}

bool read_requirement(std::string_view& bytes, Requirement& requirement) {
  return read(bytes, requirement, 0);
}

}  // namespace broch::scan
