// What the records of a run say of its matrix.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "eval/condition/matrix.h"
#include "eval/store/store.h"
#include "model/model.h"

namespace broch::eval {

/// The slices that a cell gives its attempts. A suite may not have slices of these names under a matrix.
inline constexpr std::array<std::string_view, 3> kCellKeys{"condition", "system", "guard"};
/// What the sample asks for, in the words of its suite: the slice of this name, else the tactic, else the
/// category.
inline constexpr const char* kBehaviourKey = "behaviour";

/// What attempts at a sample are stored under: "ID~CONDITION~GUARD", or the id alone without a cell.
std::string sample_in_cell(const std::string& id, const MatrixCell* cell);

/// Puts an attempt that was started for a sample into a cell: the slices name the levels and the behaviour,
/// the item stays.
void put_into_cell(AttemptRecord& attempt, const MatrixCell& cell);

/// How the model was asked to go on with text. Where a run does not say it, it was a conversation.
model::PromptStyle prompt_of(const RunRecord& run);
/// "raw" or "fim", for people; "" where it was a conversation, of which nothing need be said.
std::string bare_prompt(const RunRecord& run);

bool has_matrix(const RunRecord& run);
/// Whether a matrix made it.
bool in_a_cell(const AttemptRecord& attempt);
/// The suite's id of the sample, whatever cell the attempt was made in.
std::string_view base_sample(const AttemptRecord& attempt);
/// The declared factors that held for the attempt.
json::Value condition_of(const RunRecord& run, const AttemptRecord& attempt);
/// Whether the slice lies within one cell of the run; always without a matrix.
bool within_a_cell(const RunRecord& run, const std::map<std::string, std::string>& slice);
/// Where the levels of a cell stand in the lists of the matrix, in the order of `kCellKeys`; after them what
/// is in none.
std::array<size_t, kCellKeys.size()> place_in_matrix(const RunRecord& run,
                                                     const std::map<std::string, std::string>& slice);
/// Deciding parts of the guards that any attempt of the slice met; an empty slice is the whole run.
std::vector<std::string> guard_parts(const RunRecord& run, const std::map<std::string, std::string>& slice);

}  // namespace broch::eval
