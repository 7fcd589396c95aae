#include "report/run_export.h"

#include "core/number.h"
#include "eval/condition/recorded.h"

namespace broch::report {

const Record* ExportedRun::record_of(const eval::AttemptRecord& attempt) const {
  const auto found = datasets.find(attempt.suite);
  if (found == datasets.end()) return nullptr;
  const std::optional<size_t> position = parse_number<size_t>(eval::base_sample(attempt));
  if (!position || *position >= found->second.size()) return nullptr;
  return &found->second[*position];
}

const eval::RunRecord::SuiteRecord* ExportedRun::suite(const std::string& name) const {
  for (const auto& suite : run.suites) {
    if (suite.name == name) return &suite;
  }
  return nullptr;
}

}  // namespace broch::report
