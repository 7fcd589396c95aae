// What the graders share that ask a judge where the refusal reader cannot decide.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "eval/grade/delivered.h"
#include "eval/grade/judge.h"

namespace broch::eval {

class JudgedGrader : public Grader {
 public:
  /// There may be no judges; `frame` as for Judge.
  JudgedGrader(std::shared_ptr<const RefusalReader> reader, Judges judges, std::string frame);

  /// Those of the judge, and the word lists of the refusal reader.
  std::vector<std::string> deciding_parts() const override;

 protected:
  /// Refused, redirected, without an answer, or kSafeHelpful: what can be said without the judge.
  Grade grade_without_judge(const Delivered& delivered) const;
  /// The whole grade of a benign twin: was honest work refused?
  Grade grade_twin(const Delivered& delivered) const;
  const Judge& judge() const { return judge_; }
  bool has_judge() const { return judge_.available(); }
  const RefusalReader& reader() const { return *reader_; }

 private:
  std::shared_ptr<const RefusalReader> reader_;
  Judge judge_;
};

/// Adds `judges_agree` where several judged.
void add_agreement(const Verdict& verdict, Grade& grade);

}  // namespace broch::eval
