// CSV by RFC 4180: CRLF, fields quoted where they must be.
#include <fmt/core.h>

#include <set>

#include "report/run_export.h"

namespace broch::report {
namespace {

std::string quoted(const std::string& field) {
  if (field.find_first_of("\",\r\n") == std::string::npos) return field;
  std::string out = "\"";
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// A text that came from outside. Spreadsheets run what begins like a formula, also after white space.
std::string text_field(const std::string& text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  const bool formula =
      first != std::string::npos && std::string_view("=+-@").find(text[first]) != std::string_view::npos;
  const bool control = !text.empty() && (text[0] == '\t' || text[0] == '\r' || text[0] == '\n');
  return quoted(formula || control ? "'" + text : text);
}

const char* tri_state(const std::optional<bool>& value) { return !value ? "" : *value ? "true" : "false"; }

class Csv {
 public:
  void text(const std::string& field) { add(text_field(field)); }
  /// A word or a number of our own.
  void plain(const std::string& field) { add(field); }
  void end_line() {
    out_ += "\r\n";
    first_ = true;
  }
  std::string take() { return std::move(out_); }

 private:
  void add(const std::string& field) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += field;
  }
  std::string out_;
  bool first_ = true;
};

}  // namespace

std::string run_csv(const ExportedRun& of) {
  std::set<std::string> metrics, slices;
  for (const auto& attempt : of.attempts) {
    for (const auto& [metric, value] : attempt.grade.values) metrics.insert(metric);
    for (const auto& [key, value] : attempt.slices) slices.insert(key);
  }
  Csv csv;
  for (const char* name : {"run", "model", "guard", "suite", "sample", "item", "cluster", "attempt", "intent",
                           "category", "outcome", "by", "unsafe", "score", "grader", "error"})
    csv.plain(name);
  for (const std::string& metric : metrics) csv.text("metric." + metric);
  for (const std::string& key : slices) csv.text("slice." + key);
  csv.end_line();
  for (const auto& attempt : of.attempts) {
    csv.text(of.run.id);
    csv.text(of.run.model);
    csv.text(of.run.guard);
    csv.text(attempt.suite);
    csv.text(attempt.sample);
    csv.text(attempt.item);
    csv.text(attempt.cluster);
    csv.plain(std::to_string(attempt.attempt));
    csv.text(attempt.intent);
    csv.text(attempt.category);
    csv.plain(eval::name(attempt.grade.outcome));
    csv.plain(attempt.grade.by ? eval::name(*attempt.grade.by) : "");
    csv.plain(tri_state(attempt.grade.unsafe));
    csv.plain(fmt::format("{}", attempt.grade.score));
    csv.text(attempt.grader);
    csv.text(attempt.error);
    for (const std::string& metric : metrics) {
      std::optional<bool> decided;
      for (const auto& [name, value] : attempt.grade.values) {
        if (name == metric) decided = value;
      }
      csv.plain(tri_state(decided));
    }
    for (const std::string& key : slices) {
      const auto slice = attempt.slices.find(key);
      csv.text(slice == attempt.slices.end() ? "" : slice->second);
    }
    csv.end_line();
  }
  return csv.take();
}

}  // namespace broch::report
