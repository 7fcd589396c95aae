// Metavariables and ellipses as identifiers that every grammar accepts, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace broch::scan {

inline constexpr std::string_view kVariablePrefix = "_broch_m_";
inline constexpr std::string_view kSequencePrefix = "_broch_s_";
inline constexpr std::string_view kEllipsisName = "_broch_ellipsis_";
inline constexpr std::string_view kDeepName = "_broch_deep_";

/// The texts to try for a pattern: where `...` may be a statement it gets a `;` in one of them (`semicolons`:
/// the language ends statements so), and directly inside braces a mapping splat in another (`splats`).
std::vector<std::string> substitute(std::string_view pattern, bool semicolons, bool splats);

/// "$X" for the placeholder of X, "$...X", "...": for messages. Other text unchanged.
std::string restore(std::string_view text);

/// Length of a metavariable at the start of `text` ("$X", "$...X"), or 0.
size_t metavariable_length(std::string_view text);

}  // namespace broch::scan
