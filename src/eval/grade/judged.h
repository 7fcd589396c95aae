// What the graders share that ask a judge where the refusal reader cannot decide.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "eval/grade/delivered.h"
#include "eval/grade/judge.h"

namespace broch::eval {

class JudgedGrader : public Grader {
 public:
  /// `judge` may be null; `template_name` as for Judge.
  JudgedGrader(std::shared_ptr<const RefusalReader> reader, model::Model* judge, std::string template_name);

  /// Those of the judge, and the word lists of the refusal reader.
  std::vector<std::string> deciding_parts() const override;

 protected:
  /// Refused, redirected, without an answer, or kSafeHelpful: what can be said without the judge.
  Grade grade_without_judge(const Delivered& delivered) const;
  /// The whole grade of a benign twin: was honest work refused?
  Grade grade_twin(const Delivered& delivered) const;
  /// What the judge answered; nothing when it did not, and `grade.why` says so.
  asio::awaitable<std::optional<std::string>> ask(const Sample& sample, const Delivered& delivered,
                                                  std::vector<std::pair<std::string, std::string>> fields,
                                                  Grade& grade) const;
  bool has_judge() const { return judge_.available(); }
  const RefusalReader& reader() const { return *reader_; }

 private:
  std::shared_ptr<const RefusalReader> reader_;
  Judge judge_;
};

}  // namespace broch::eval
