// CyberSecEval's dataset files, unmodified: recognised by their fields, checked field by field, turned into
// samples.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/records.h"
#include "eval/suite/record_reader.h"
#include "eval/suite/sample.h"

namespace broch::eval {

enum class DatasetFormat {
  kOwn,           ///< docs/suites.md
  kInstruct,      ///< insecure code from an instruction
  kAutocomplete,  ///< the same fields, variant "autocomplete"
  kPromptInjection,
  kMitre,
  kMitreFrr,
};

/// The name the format is called by in messages: "CyberSecEval prompt injection".
const char* name(DatasetFormat format);
/// The built-in suite a format belongs to; "" for our own, which fits any.
const char* suite_of(DatasetFormat format);
/// "instruct" -> "secure-code/instruct": CyberSecEval's own short names; other names unchanged.
std::string resolve_alias(const std::string& suite);

/// Judged by the first record. A CyberSecEval file of a kind that no suite measures is named in the error.
Result<DatasetFormat> recognise_dataset(const std::vector<Record>& records, const std::string& file);

/// All records as samples. A missing or mistyped field is an error that names file, line, record and field.
Result<std::vector<Sample>> read_cyberseceval(DatasetFormat format, const std::vector<Record>& records,
                                              const DatasetText& text);

}  // namespace broch::eval
