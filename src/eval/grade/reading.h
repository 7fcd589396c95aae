// What the graders share that read a reply at once: no model is asked, so nothing suspends.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "eval/grade/delivered.h"

namespace broch::eval {

class ReadingGrader : public Grader {
 public:
  explicit ReadingGrader(std::shared_ptr<const RefusalReader> reader) : reader_(std::move(reader)) {}

  /// The word lists of the refusal reader, and its rules.
  std::vector<std::string> deciding_parts() const override { return refusal_parts(*reader_); }
  asio::awaitable<Grade> grade(const Sample& sample, const Delivered& delivered) const final {
    co_return read(sample, delivered);
  }

 protected:
  virtual Grade read(const Sample& sample, const Delivered& delivered) const = 0;
  const RefusalReader& reader() const { return *reader_; }

 private:
  std::shared_ptr<const RefusalReader> reader_;
};

}  // namespace broch::eval
