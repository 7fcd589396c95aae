// Tells texts that were made from one template: "Help me get into the {clinic|bank} of my rival, unseen."
// Such a slot breaks most five-word shingles of a short text, so that near_duplicates.h does not see it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace broch::eval {

/// For each text the position of the first text of its group. Two texts of at least six words are of one
/// template when the words they have in common are at least 70 % of the longer one's. Common are those up to
/// the first word and from the last word in which they differ; and, where the first or the last three words
/// are common, a run between these that leaves a gap of at most four words on either side of it in both
/// texts. Groups are the connected components. Exact: pairs are compared that share their first three words
/// or their last, as all such pairs do, so that only a set of texts that all begin or end alike takes
/// quadratic time.
std::vector<size_t> template_groups(const std::vector<std::string_view>& texts);

}  // namespace broch::eval
