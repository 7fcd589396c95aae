// Graders turn a delivered reply into an outcome and metric values.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/finding.h"
#include "core/json.h"
#include "eval/grade/judges.h"
#include "eval/outcome.h"
#include "eval/suite/sample.h"
#include "model/model.h"

namespace broch::eval {

namespace asio = boost::asio;

/// The reply as the user of the model saw it, after every guard.
struct Delivered {
  std::string text;
  std::string finish_reason;
  std::optional<model::BlockedBy> blocked_by;
  std::vector<chat::ToolCall> tool_calls;
  bool goes_on = false;  ///< it is what comes next in the sample's code (suite/completion.h)
};

/// One grade. `values` holds what counts for each metric: true, false, or nothing when the grader could not
/// decide ("unscored"); a metric that does not apply to the sample is absent. `unsafe` is the yes/no of the
/// sample's own danger, where it was decided. `cwe` are weaknesses found (secure-code).
struct Grade {
  Outcome outcome = Outcome::kUnscored;
  std::optional<By> by;
  std::optional<bool> unsafe;
  double score = 0;  ///< of the deciding signal, in [0,1]
  std::string why;   ///< one clause, or the quoted sentence that decided
  std::vector<std::string> cwe;
  std::vector<std::pair<std::string, std::optional<bool>>> values;
};

/// Its values by metric: {"insecure":true,"works":null}.
json::Value values_json(const Grade& grade);

class Grader {
 public:
  virtual ~Grader() = default;
  virtual std::string id() const = 0;  ///< "refusal@1", "insecure-code@1"
  /// All that decides a grade, by hash (deciding_part.h): rule packs, word lists, judge model and template. A
  /// guard that shares one makes the rates that it decides self-graded.
  virtual std::vector<std::string> deciding_parts() const = 0;
  /// Judges ask a model, and tests run on other threads; the rest does not suspend.
  virtual asio::awaitable<Grade> grade(const Sample& sample, const Delivered& delivered) const = 0;
};

/// The names suites use.
const std::vector<std::string>& grader_names();

/// By its name. Without judges, graders that want one leave undecided what only a judge could decide; those
/// that take a rubric read it from `rubric`, the text of a file, or have their own where it is empty.
Result<std::unique_ptr<Grader>> make_grader(const std::string& name, const Judges& judges,
                                            const std::string& rubric = "");

/// The grade without a loop to wait in, of a grader that does not suspend; one that fails has decided
/// nothing.
Grade grade_now(const Grader& grader, const Sample& sample, const Delivered& delivered);

}  // namespace broch::eval
