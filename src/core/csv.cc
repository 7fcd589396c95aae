#include "core/csv.h"

#include <algorithm>

namespace broch::csv {

namespace {

std::string quote_if_needed(std::string_view field) {
  if (field.find_first_of("\",\r\n") == std::string_view::npos) return std::string(field);
  std::string out = "\"";
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// Spreadsheets run what begins like a formula, also after white space.
bool is_formula(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return !text.empty() && text[0] != ' ';
  return std::string_view("=+-@").find(text[first]) != std::string_view::npos || text[0] == '\t' ||
         text[0] == '\r' || text[0] == '\n';
}

/// Reads one field; `at` becomes the separator or line end behind it. False when a quotation is not closed.
bool read_field(std::string_view text, size_t& at, char separator, std::string& field) {
  if (at < text.size() && text[at] == '"') {
    for (++at; at < text.size(); ++at) {
      if (text[at] != '"') {
        field += text[at];
      } else if (text.substr(at, 2) == "\"\"") {
        field += text[at++];
      } else {
        ++at;
        return true;
      }
    }
    return false;
  }
  while (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r') {
    field += text[at++];
  }
  return true;
}

char separator_of(std::string_view text) {
  const std::string_view head = text.substr(0, text.find('\n'));
  for (const char separator : {',', ';', '\t'}) {
    if (head.find(separator) != std::string_view::npos) return separator;
  }
  return ',';
}

}  // namespace

void Writer::text(std::string_view field) {
  plain(quote_if_needed(is_formula(field) ? "'" + std::string(field) : std::string(field)));
}

void Writer::plain(std::string_view field) {
  if (!first_) out_ += ',';
  first_ = false;
  out_ += field;
}

void Writer::end_line() {
  out_ += "\r\n";
  first_ = true;
}

std::optional<size_t> Table::column(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<size_t>(found - columns.begin());
}

Result<Table> parse(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const char separator = separator_of(text);
  Table table;
  int line = 1;
  for (size_t at = 0; at < text.size();) {
    Row row;
    row.line = line;
    const size_t begin = at;
    while (true) {
      std::string field;
      if (!read_field(text, at, separator, field)) {
        return fail(ErrorKind::kInput, "a quotation mark is not closed", {file, row.line});
      }
      if (field.starts_with('\'') && is_formula(std::string_view(field).substr(1))) field.erase(0, 1);
      row.fields.push_back(std::move(field));
      if (at >= text.size() || text[at] != separator) break;
      ++at;
    }
    if (at < text.size() && text[at] != '\r' && text[at] != '\n') {
      return fail(ErrorKind::kInput, "a field goes on behind its quotation mark", {file, row.line});
    }
    if (text.substr(at, 2) == "\r\n") ++at;
    ++at;
    line += static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                        text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())),
                                        '\n'));
    if (row.fields.size() == 1 && row.fields[0].empty()) continue;
    if (table.columns.empty()) {
      table.columns = std::move(row.fields);
    } else if (row.fields.size() != table.columns.size()) {
      return fail(ErrorKind::kInput,
                  "the row has " + std::to_string(row.fields.size()) + " fields, not " +
                      std::to_string(table.columns.size()),
                  {file, row.line}, "quote fields that hold separators or line ends");
    } else {
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

}  // namespace broch::csv
