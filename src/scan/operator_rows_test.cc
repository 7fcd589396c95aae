// The rule language, row by row: tests/golden/operators/*.yaml, written from the reference of the language.
//
// A file is a list of groups. A group has a `name`, the sentence it tests (`says`), a `language`, the body of
// a rule (`rule`) and `rows` of code. In a row, «...» marks each range that must be reported, no other may
// be. With `message`, a row is a map {code, binds}: `binds` has what the message says of each range, in
// order. A group with `error` instead of rows is a rule that must not load; one with `annotations` has lines
// of test files. Each row is a test of its own, `operator_FILE.NAME_N`, so that `ctest -R '^operator_'` lists
// the language.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "core/text.h"
#include "core/yaml.h"
#include "scan/annotations.h"
#include "scan/scan.h"

namespace broch::scan {
namespace {

struct Row {
  std::string says;
  Language language = Language::kPython;
  std::string rule;  ///< the text of a rule file
  std::string marked;
  std::vector<std::string> binds;
  bool with_binds = false;
  std::string error;  ///< part of the error that loading must give
  Place place;
};

struct Marked {
  std::string code;
  std::vector<Span> spans;
};

Marked unmark(std::string_view text) {
  constexpr std::string_view kOpen = "«", kClose = "»";
  Marked out;
  std::vector<size_t> open;
  while (!text.empty()) {
    if (text.starts_with(kOpen)) {
      open.push_back(out.spans.size());
      out.spans.push_back({out.code.size(), 0});
      text.remove_prefix(kOpen.size());
    } else if (text.starts_with(kClose) && !open.empty()) {
      out.spans[open.back()].end = out.code.size();
      open.pop_back();
      text.remove_prefix(kClose.size());
    } else {
      out.code += text.front();
      text.remove_prefix(1);
    }
  }
  EXPECT_TRUE(open.empty()) << "a « is not closed";
  std::sort(out.spans.begin(), out.spans.end());
  return out;
}

/// The code with « and » around each span.
std::string mark(std::string_view code, std::vector<Span> spans) {
  std::string out;
  for (size_t at = 0; at <= code.size(); ++at) {
    for (const Span& span : spans) {
      if (span.end == at && span.begin < at) out += "»";
    }
    for (const Span& span : spans) {
      if (span.begin == at) out += span.end == at ? "«»" : "«";
    }
    if (at < code.size()) out += code[at];
  }
  return out;
}

class OperatorRow : public ::testing::Test {
 public:
  explicit OperatorRow(Row row) : row_(std::move(row)) {}

  void TestBody() override {
    const std::string why = disagreement();
    if (!why.empty())
      ADD_FAILURE() << row_.place.to_string() << ": " << row_.says << "\n" << row_.rule << why;
  }

 private:
  /// Empty when the row holds.
  std::string disagreement() const {
    const auto pack = RulePack::compile({{"rule.yaml", row_.rule}});
    if (!row_.error.empty()) {
      if (pack) return "the rule loads";
      const std::string error = pack.error().to_string();
      return error.find(row_.error) == std::string::npos ? error : "";
    }
    if (!pack) return pack.error().to_string();
    const Marked want = unmark(row_.marked);
    const ScanResult result = Scanner(*pack).scan(want.code, row_.language);
    if (result.partial) return "partial: " + result.why;
    std::vector<Span> got;
    std::vector<std::string> messages;
    for (const Finding& finding : result.findings) {
      got.push_back(finding.span);
      messages.push_back(finding.message);
    }
    std::sort(got.begin(), got.end());
    if (got != want.spans) return "got " + mark(want.code, got) + "\nnot " + mark(want.code, want.spans);
    if (row_.with_binds && messages != row_.binds) {
      return "got " + broch::join(messages, " | ") + "\nnot " + broch::join(row_.binds, " | ");
    }
    return "";
  }

  Row row_;
};

/// A line of a test file and the annotation it is: "ruleid a b", "ok a", "todo a" or nothing.
class AnnotationRow : public ::testing::Test {
 public:
  AnnotationRow(std::string line, std::string reads) : line_(std::move(line)), reads_(std::move(reads)) {}

  void TestBody() override {
    std::string got;
    if (const auto annotation = read_annotation(line_)) {
      got = annotation->mark == Mark::kExpected ? "ruleid" : annotation->mark == Mark::kClean ? "ok" : "todo";
      for (const std::string& rule : annotation->rules) got += " " + rule;
    }
    EXPECT_EQ(got, reads_) << line_;
  }

 private:
  std::string line_, reads_;
};

/// A table that cannot be read is a test that fails.
class BadTable : public ::testing::Test {
 public:
  explicit BadTable(std::string why) : why_(std::move(why)) {}
  void TestBody() override { FAIL() << why_; }

 private:
  std::string why_;
};

std::string text_of(const yaml::Node& map, std::string_view key, std::string otherwise = {}) {
  const yaml::Node* value = map.find(key);
  return value != nullptr ? value->scalar : otherwise;
}

std::string rule_text(const yaml::Node& group, const std::string& language) {
  std::string out = "rules:\n  - id: r\n    severity: ERROR\n    languages: [" +
                    text_of(group, "languages", language) + "]\n    message: \"" +
                    text_of(group, "message", "m") + "\"\n";
  const std::string body = text_of(group, "rule");
  for (const std::string_view line : split(body, '\n')) {
    out += "    ";
    out += line;
    out += '\n';
  }
  return out;
}

void add(const std::string& suite, const std::string& name, const Place& place,
         std::function<::testing::Test*()> make) {
  ::testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, place.file.c_str(), place.line,
                          [make = std::move(make)]() -> ::testing::Test* { return make(); });
}

void add_row(const std::string& suite, const std::string& name, Row row) {
  const Place place = row.place;
  add(suite, name, place, [row = std::move(row)] { return new OperatorRow(row); });
}

void add_group(const std::string& suite, const std::string& file, const yaml::Node& group) {
  const std::string name = text_of(group, "name");
  const std::string language = text_of(group, "language", "python");
  Row row;
  row.says = text_of(group, "says");
  row.rule = rule_text(group, language);
  row.error = text_of(group, "error");
  row.place = group.place(file);
  const auto known = language_by_name(language);
  if (name.empty() || row.says.empty() || !known) {
    add(suite, name, row.place, [language] {
      return new BadTable("a group has a name, the sentence it tests and a known language, not `" + language +
                          "`");
    });
    return;
  }
  row.language = *known;
  if (!row.error.empty()) {
    add_row(suite, name, std::move(row));
    return;
  }
  int number = 0;
  if (const yaml::Node* lines = group.find("annotations")) {
    for (const yaml::Node& item : lines->items) {
      add(suite, name + "_" + std::to_string(++number), item.place(file),
          [line = text_of(item, "line"), reads = text_of(item, "reads")] {
            return new AnnotationRow(line, reads);
          });
    }
    return;
  }
  const yaml::Node* rows = group.find("rows");
  if (rows == nullptr) {
    add(suite, name, row.place, [] { return new BadTable("a group has rows, annotations or an error"); });
    return;
  }
  for (const yaml::Node& item : rows->items) {
    Row one = row;
    one.place = item.place(file);
    one.marked = item.is_map() ? text_of(item, "code") : item.scalar;
    if (const yaml::Node* binds = item.find("binds")) {
      one.with_binds = true;
      for (const yaml::Node& bind : binds->items) one.binds.push_back(bind.scalar);
    }
    add_row(suite, name + "_" + std::to_string(++number), std::move(one));
  }
}

bool register_tables() {
  const std::filesystem::path folder = BROCH_SOURCE_DIR "/tests/golden/operators";
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string file = entry.path().string();
    if (entry.path().extension() != ".yaml") continue;
    const std::string suite = "operator_" + entry.path().stem().string();
    const auto root = yaml::load(file);
    if (!root) {
      add(suite, "table", {file, 1, 1}, [why = root.error().to_string()] { return new BadTable(why); });
      continue;
    }
    for (const yaml::Node& group : root->items) add_group(suite, file, group);
  }
  return true;
}

const bool kRegistered = register_tables();

}  // namespace
}  // namespace broch::scan
