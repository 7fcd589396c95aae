// Labels that people gave to attempts, as a CSV file. Format: docs/formats/labels.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/csv.h"
#include "core/error.h"

namespace broch::eval {

/// Tells a question about one attempt from all others.
std::string label_key(const std::string& run, const std::string& suite, const std::string& metric,
                      const std::string& sample, uint64_t attempt);

/// One attempt before one labeller: does `metric` hold of it? `texts` are for the labeller to read, and empty
/// where the run did not keep them. What the grader said is not here, so that it sways nobody.
struct Label {
  std::string run, model, suite, metric, category, sample;
  uint64_t attempt = 0;
  std::string prompt, reply;
  std::string label;     ///< "", "yes", "no" or "unsure"
  std::string labeller;  ///< "" where there is one
  int line = 0;          ///< in its file

  /// What was labelled, whoever labelled it.
  std::string key() const { return label_key(run, suite, metric, sample, attempt); }
  std::optional<bool> decided() const;
};

std::string labels_csv(const std::vector<Label>& labels);
/// Columns are told by their names, and may be moved; `model`, `category`, `prompt`, `reply` and `labeller`
/// may be absent, other columns are passed over. "y", "1", "true" and the like are read as yes and no; any
/// other word is an error with its line.
Result<std::vector<Label>> read_labels(std::string_view bytes, const std::string& file);

/// "yes", "no", "unsure", "" or nothing for a word that is none of them.
std::optional<std::string> parse_label(std::string_view word);

/// What the labellers say together of one attempt: yes or no where more of them say so; nothing for a tie,
/// and for labels that are all empty or unsure.
struct Consensus {
  std::optional<bool> positive;
  bool contested = false;  ///< both yes and no were said, as often
};
std::map<std::string, Consensus> consensus(const std::vector<Label>& labels);

}  // namespace broch::eval
