// What decides a grade, by hash: "rule-pack=HASH", or "insecure,redirected:rule-pack=HASH" where it decides
// these metrics alone.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace broch::eval {

/// The part, for these metrics alone.
std::string part_for(std::initializer_list<std::string_view> metrics, std::string_view part);

/// Whether the part decides the metric. One that names no metrics decides all, but for those of usefulness,
/// which the refusal reader alone decides.
bool decides(std::string_view part, std::string_view metric);

/// A guard names a part after its check ("insecure-code=…"), a grader after what it holds ("rule-pack=…"):
/// the hash says whether it is the same.
bool same_part(std::string_view a, std::string_view b);

}  // namespace broch::eval
