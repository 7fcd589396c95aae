// What human labels say of a grader: its errors, and what people would say of all replies.
//
//   BROCH_TRY(Calibration c, calibrate(runs, labels));
//   for (const GraderErrors& e : c.errors) ...
//
// The statistics are those of stats/verified.h, stats/judge.h, stats/kappa.h; docs/calibration.md explains
// them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/json.h"
#include "eval/calibrate/draw.h"
#include "eval/calibrate/labels.h"
#include "eval/store/store.h"
#include "stats/kappa.h"
#include "stats/verified.h"

namespace broch::eval {

/// A metric of a suite as one run's grader decided it, of the attempts of one group (group_of() in draw.h);
/// `group` "" stands for all of them.
struct GradedSlice {
  std::string run, model, suite, metric;
  std::string by = kByCategory, group;
  std::string grader;  ///< with the parts that decide

  bool same_question(const GradedSlice& other) const {
    return suite == other.suite && metric == other.metric;
  }
};

/// The labelled replies of a slice. `judged` is the rate as graded, worth as many replies as its clusters
/// are; `undecided` attempts are not in it. `labels` are attempts on which the labellers agree, `positive`
/// those of them called yes; on `contested` ones they do not.
struct GraderErrors {
  GradedSlice of;
  stats::Share judged;
  int64_t undecided = 0, labels = 0, positive = 0, contested = 0;
  stats::Verified verified;
};

/// Two labellers on what both labelled.
struct Agreement {
  std::string first, second;
  int64_t attempts = 0;
  std::optional<stats::Kappa> kappa;
};

/// Whether the grader errs as often on the replies of two models, so that their rates may be compared as
/// graded: sensitivity and specificity equivalent within the margin at level .05, each by two one-sided
/// tests.
struct Claim {
  GradedSlice first, second;
  double sensitivity_difference = 0, specificity_difference = 0;
  stats::Interval sensitivity_interval, specificity_interval;  ///< of 90 %: inside the margin is equivalent
  double p = 1;                                                ///< the larger of both tests
  bool comparable = false;
};

struct Calibration {
  std::vector<GraderErrors> errors;  ///< by suite, metric, run; all groups first, then each
  std::vector<Agreement> agreements;
  std::vector<Claim> claims;
  double margin = 0.10;
  int64_t contested = 0, open = 0;  ///< attempts; `open` have no label, or are unsure
};

struct CalibrateOptions {
  std::string by = kByCategory;
  double margin = 0.10;
};

/// Labels of attempts that the runs do not hold, or of what their grader did not decide, are errors; so is a
/// `by` that no attempt of theirs has.
Result<Calibration> calibrate(const std::vector<RecordedRun>& runs, const std::vector<Label>& labels,
                              const CalibrateOptions& options = {});

/// A rate of another run, corrected by the errors of the same grader on the same model's replies. `rate` is
/// nothing where they cannot be applied, and `why` says so.
struct Correction {
  GradedSlice of;
  stats::Share judged;
  std::optional<stats::CorrectedRate> rate;
  std::string why;
};
std::vector<Correction> apply(const Calibration& calibration, const RecordedRun& run);

json::Value to_json(const Calibration& calibration);
json::Value to_json(const std::vector<Correction>& corrections);

}  // namespace broch::eval
