// Where the code of a reply lies: fenced blocks, and code without a fence.
//
// Whether a place is code is decided by what stands there and shortly before, never by what comes later, so
// that a stream and the whole text give the same regions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "chat/chat.h"
#include "core/finding.h"
#include "scan/scan.h"

namespace broch::guard {

struct CodeRegion {
  chat::ReplyCode code;                    ///< without fences and the marks of a quote or a list around it
  std::string_view info;                   ///< language word of the fence; empty without
  std::optional<scan::Language> language;  ///< by the fence's word, else by the look of the code
};

/// By the word behind a fence, else, where that says nothing, by the look of the code.
std::optional<scan::Language> language_of_fence(std::string_view info, std::string_view code);

/// Documents in documents end somewhere.
inline constexpr int kMaxNesting = 8;

/// A region without a fence begins where the reply begins, or on the first line after one that ends in a
/// colon, if its first lines read as code; it runs to the next fence or to the end. With `continuation` the
/// text does not begin a reply.
std::vector<CodeRegion> code_regions(std::string_view text, bool continuation);

/// Leading bytes of `text` that hold only prose and closed regions, whatever follows.
size_t settled_prefix(std::string_view text, bool continuation);

}  // namespace broch::guard
