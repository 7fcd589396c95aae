// For tests and measurements: replies of models that people labelled, read from public data sets which are no
// part of the project. BROCH_DATA names their folder.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

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

/// RFC 4180: quoted fields may hold commas, quotes doubled, and line breaks.
inline std::vector<CsvRow> parse_csv(const std::string& text) {
  std::vector<CsvRow> rows(1, CsvRow(1));
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        rows.back().back() += text[++i];
      } else if (c == '"') {
        quoted = false;
      } else {
        rows.back().back() += c;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\n') {
      rows.emplace_back(1);
    } else if (c != '\r') {
      rows.back().back() += c;
    }
  }
  if (rows.back() == CsvRow(1)) rows.pop_back();
  return rows;
}

/// Throws std::runtime_error when a file is not the one that is expected.
inline std::vector<CsvRow> labelled_rows(const std::string& path, size_t rows, size_t columns) {
  const auto text = read_file((labelled_data() / path).string());
  if (!text) throw std::runtime_error(text.error().to_string());
  std::vector<CsvRow> all = parse_csv(*text);
  if (all.size() != rows + 1) throw std::runtime_error(path + " has another number of rows");
  all.erase(all.begin());
  for (const CsvRow& row : all) {
    if (row.size() != columns) throw std::runtime_error(path + " has another number of columns");
  }
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
