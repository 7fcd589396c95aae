// CSV by RFC 4180, written for spreadsheets and read from them.
//
//   csv::Writer out;
//   out.text(prompt); out.plain("12"); out.end_line();
//   BROCH_TRY(csv::Table table, csv::parse(bytes, "labels.csv"));
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace broch::csv {

/// Lines end in CRLF; fields are quoted where they must be.
class Writer {
 public:
  /// A text that came from outside: spreadsheets run what begins like a formula, so that gets an apostrophe
  /// in front.
  void text(std::string_view field);
  /// A word or a number of our own.
  void plain(std::string_view field);
  void end_line();
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool first_ = true;
};

/// `line` is that of a row's first byte, from 1.
struct Row {
  std::vector<std::string> fields;
  int line = 0;
};

/// The first row names the columns. An apostrophe that Writer::text() put in front is taken off again.
struct Table {
  std::vector<std::string> columns;
  std::vector<Row> rows;

  std::optional<size_t> column(std::string_view name) const;
};

/// Fields are separated by commas, semicolons or tabs, as the first line has them; a byte order mark is
/// skipped, and so are empty lines. A row with more or fewer fields than there are columns, and a quotation
/// mark that is not closed, are errors.
Result<Table> parse(std::string_view text, const std::string& file);

}  // namespace broch::csv
