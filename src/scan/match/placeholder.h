// Metavariables and ellipses as identifiers that every grammar accepts, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/lang/grammar.h"

namespace broch::scan {

inline constexpr std::string_view kVariablePrefix = "_broch_m_";
inline constexpr std::string_view kCapitalPrefix = "Broch_m_";
inline constexpr std::string_view kSequencePrefix = "_broch_s_";
inline constexpr std::string_view kEllipsisName = "_broch_ellipsis_";
inline constexpr std::string_view kDeepName = "_broch_deep_";

/// The texts to try for a pattern, as the language writes things (LanguageSpec::forms, sigil, semicolons): a
/// `...` that may be a statement with and without a `;`, in braces with and without a mapping splat, a
/// metavariable with and without the sigil of variables.
std::vector<std::string> substitute(std::string_view pattern, const LanguageSpec& spec);

/// `form` of a PlaceForm with `placeholder` in it.
std::string write_form(std::string_view form, std::string_view placeholder);

/// "$X" for the placeholder of X, "$...X", "...": for messages. Other text unchanged.
std::string restore(std::string_view text);

/// Length of a metavariable at the start of `text` ("$X", "$...X"), or 0.
size_t metavariable_length(std::string_view text);

}  // namespace broch::scan
