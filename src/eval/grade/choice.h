// Multiple choice: which options a reply names.
#pragma once

#include <optional>
#include <set>
#include <string_view>

namespace broch::eval {

/// The letters chosen, of the first `options` letters of the alphabet; nothing when the reply names none in a
/// form that can be read, or names one that is no option. Read in this order, the last of its kind:
///   JSON: a list, or the member `correct_answers`, `answers`, `answer`, `correct_answer` or `choice`
///   $\boxed{A, C}$
///   "answer: A and C", "the correct answers are (A), (C)", "Antwort: B"
///   a reply that is letters alone, or lines that each begin with one: "A)", "B, D", "- C. because …"
/// A letter may carry the mark of a list ("A)", "(A)", "A.", "**A**") and the option's text behind that.
std::optional<std::set<char>> chosen(std::string_view reply, int options);

/// |both| / |either|, in [0,1] (Jaccard 1901); 1 for two empty sets.
double jaccard(const std::set<char>& a, const std::set<char>& b);

}  // namespace broch::eval
