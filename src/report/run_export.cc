#include "report/run_export.h"

#include <charconv>

#include "eval/condition/recorded.h"

namespace broch::report {

const Record* ExportedRun::record_of(const eval::AttemptRecord& attempt) const {
  const auto found = datasets.find(attempt.suite);
  if (found == datasets.end()) return nullptr;
  size_t position = 0;
  const std::string_view sample = eval::base_sample(attempt);
  const char* end = sample.data() + sample.size();
  const auto [rest, error] = std::from_chars(sample.data(), end, position);
  if (error != std::errc{} || rest != end || position >= found->second.size()) return nullptr;
  return &found->second[position];
}

const eval::RunRecord::SuiteRecord* ExportedRun::suite(const std::string& name) const {
  for (const auto& suite : run.suites) {
    if (suite.name == name) return &suite;
  }
  return nullptr;
}

}  // namespace broch::report
