// Published data sets that load unmodified: which file is which, told by the fields of its records.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "core/records.h"

namespace broch::eval {

enum class DatasetFormat {
  kOwn,           ///< docs/suites.md
  kInstruct,      ///< insecure code from an instruction
  kAutocomplete,  ///< the same fields, variant "autocomplete"
  kPromptInjection,
  kMitre,
  kMitreFrr,
  kInterpreter,
  kMalware,
  kThreatIntel,
  kVisualInjection,
  kXsTest,
  kHarmBench,
  kAiLuminate,
  kJbbBehaviours,
  kJbbArtifact,
};

/// The name the format is called by in messages: "CyberSecEval prompt injection".
const char* name(DatasetFormat format);
/// The built-in suite a format belongs to; "" for our own, which fits any.
const char* suite_of(DatasetFormat format);
/// Whether a file of the format may stand for that built-in suite: JailbreakBench publishes honest behaviours
/// in the same fields as harmful ones, and visual prompt injection is prompt injection.
bool fits(DatasetFormat format, const std::string& suite);
/// "instruct" -> "secure-code/instruct": CyberSecEval's own short names; other names unchanged.
std::string resolve_alias(const std::string& suite);

/// Judged by the first record. A file of a kind that no suite measures is named in the error.
Result<DatasetFormat> recognise_dataset(const std::vector<Record>& records, const std::string& file);

}  // namespace broch::eval
