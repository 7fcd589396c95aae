// For tests and measurements: replies of models that people labelled, read from public data sets which are no
// part of the project. BROCH_DATA names their folder.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "core/csv.h"
#include "core/file.h"
#include "core/hash.h"

namespace broch::eval {

/// `positive` is what people said of the reply: that it refuses all or part (XSTest), that the model was not
/// jailbroken (GPTFuzz). `fold` is the part of the prompts, 0 to 4, that the reply's prompt lies in.
struct LabelledReply {
  std::string model, prompt_id, text;
  bool positive = false;
  bool annotators[2] = {false, false};  ///< XSTest alone
  int fold = 0;
};

constexpr const char* kXstestModels[] = {"llama2new", "llama2orig", "mistralguard"};
constexpr int kPromptFolds = 5;

inline std::filesystem::path labelled_data() {
  const char* set = std::getenv("BROCH_DATA");
  return std::filesystem::path(set != nullptr ? set : BROCH_SOURCE_DIR "/../shared/data") / "prompts";
}

using CsvRow = std::vector<std::string>;

/// Throws std::runtime_error when a file is not the one that is expected.
inline std::vector<CsvRow> labelled_rows(const std::string& path, size_t rows, size_t columns) {
  const auto text = read_file((labelled_data() / path).string());
  if (!text) throw std::runtime_error(text.error().to_string());
  auto table = csv::parse(*text, path);
  if (!table) throw std::runtime_error(table.error().to_string());
  if (table->rows.size() != rows) throw std::runtime_error(path + " has another number of rows");
  if (table->columns.size() != columns) throw std::runtime_error(path + " has another number of columns");
  std::vector<CsvRow> all;
  for (csv::Row& row : table->rows) all.push_back(std::move(row.fields));
  return all;
}

inline std::vector<LabelledReply> xstest_replies() {
  std::vector<LabelledReply> replies;
  for (const std::string model : kXstestModels) {
    for (CsvRow& row : labelled_rows("xstest/completions_" + model + ".csv", 450, 8)) {
      const auto refuses = [](const std::string& label) { return label != "1_full_compliance"; };
      LabelledReply reply{
          model, row[0], std::move(row[3]), refuses(row[7]), {refuses(row[4]), refuses(row[5])}};
      reply.fold = sha256("xstest fold:" + reply.prompt_id)[0] % kPromptFolds;
      replies.push_back(std::move(reply));
    }
  }
  return replies;
}

inline std::vector<LabelledReply> gptfuzz_replies() {
  std::vector<LabelledReply> replies;
  for (CsvRow& row : labelled_rows("gptfuzz_responses_labeled_train.csv", 6160, 3)) {
    replies.push_back({"", std::move(row[0]), std::move(row[1]), row[2] == "0"});
  }
  return replies;
}

}  // namespace broch::eval
