// The part of a scan that follows the parse, for those who keep a tree of their own.
#pragma once

#include <string_view>
#include <vector>

#include "scan/pack.h"
#include "scan/tree/flat_tree.h"

namespace broch::scan {

/// Deeper nesting of brackets is no program; error recovery on it can be quadratic.
inline constexpr size_t kMaxNesting = 500;

/// Findings of `rules` on `tree`, whose source is `code` behind `before` bytes of padding. The tree need not
/// have all of the code.
ScanResult scan_tree(const RulePack::Compiled& pack, const std::vector<const CompiledRule*>& rules,
                     std::string_view code, Language language, FlatTree tree, size_t before);

}  // namespace broch::scan
