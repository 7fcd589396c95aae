// What the subcommands of `broch data` share: the texts they look into.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "core/error.h"
#include "core/json.h"

namespace broch::cli {

/// Texts of a set, each with the line it stands in, and the records they come from where they come from a
/// file.
struct DataTexts {
  std::string name, field;
  std::vector<std::string> texts;
  std::vector<int> lines;
  std::vector<json::Value> records;

  std::vector<std::string_view> views() const { return {texts.begin(), texts.end()}; }
};

/// Of a JSON or JSON-lines file, or `-`; or what suites ask. `field` holds the text, or chat messages;
/// without it the names that data sets in use have are tried.
Result<DataTexts> data_texts(const std::string& source, const std::optional<std::string>& field);

/// Of a text in a table.
inline constexpr size_t kExcerptBytes = 60;

inline constexpr const char* kSourceHelp = "JSON or JSON-lines file, or suites";
inline constexpr const char* kFieldHelp =
    "Field that holds the text or chat messages; the usual names are tried";

void add_data_dedupe(Subcommand data);
void add_data_contamination(Subcommand data);

}  // namespace broch::cli
