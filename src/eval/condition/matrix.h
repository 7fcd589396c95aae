// The matrix of a run: conditions x system prompts x guards, from one YAML file (docs/conditions.md).
//
//   BROCH_TRY(Matrix matrix, load_matrix("conditions.yaml"));
//   for (const MatrixCell& cell : matrix.cells) fmt::print("{}\n", cell.name);
//
// A cell is a condition of the run: every sample is asked in each. All cells of a run share model, sampling,
// seed, grader and items, so that any two are paired by item within the run.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json.h"
#include "eval/condition/condition.h"
#include "guard/guard.h"

namespace broch::eval {

/// Put before what the sample's own system message says. "none" leaves it as it is.
struct SystemPrompt {
  std::string name, text;
};

/// "none" has no guard.
struct GuardLevel {
  std::string name;
  std::shared_ptr<const guard::Guard> guard;
};

/// Positions in the lists of its matrix. `name` joins the names of its levels; `slices` are the same by
/// factor: "condition", "guard" and, where the matrix has system prompts, "system".
struct MatrixCell {
  size_t condition = 0, system = 0, guard = 0;
  std::string name;
  std::map<std::string, std::string> slices;
};

struct Matrix {
  std::vector<Condition> conditions;
  std::vector<SystemPrompt> systems;
  std::vector<GuardLevel> guards;
  bool own_guards = false;  ///< the file names the guards; otherwise there is one level, that of the run
  std::string digest;       ///< SHA-256 over all that decides what is asked in which cell
  std::vector<MatrixCell> cells;

  /// The sample's conversation as the cell asks it.
  Asked ask(const MatrixCell& cell, chat::Conversation conversation) const;
  const guard::Guard* guard(const MatrixCell& cell) const { return guards[cell.guard].guard.get(); }
  /// How many requests a sample takes in all cells: turns are requests too.
  int64_t requests_a_sample() const;
};

/// `of_run` is the guard that holds in every cell, unless the file names guards itself: both is an error.
/// Unknown keys, techniques and policies are errors with line and column. A policy is a built-in one or a
/// file in the folder of the matrix or below.
Result<Matrix> load_matrix(const std::string& path,
                           const std::shared_ptr<const guard::Guard>& of_run = nullptr);
Result<Matrix> parse_matrix(std::string_view text, const std::string& file,
                            const std::shared_ptr<const guard::Guard>& of_run = nullptr);

/// What a run's record says of its matrix: the digest, the levels, and the deciding parts of each guard.
json::Value to_json(const Matrix& matrix);

}  // namespace broch::eval
