#include "eval/calibrate/labels.h"

#include <set>

#include "core/number.h"
#include "core/text.h"

namespace broch::eval {

namespace {

constexpr const char* kColumns[] = {"run",     "model",  "suite", "metric", "category", "sample",
                                    "attempt", "prompt", "reply", "label",  "labeller"};

bool is_one_of(std::string_view word, std::initializer_list<const char*> words) {
  for (const char* one : words) {
    if (iequals(word, one)) return true;
  }
  return false;
}

}  // namespace

std::string label_key(const std::string& run, const std::string& suite, const std::string& metric,
                      const std::string& sample, uint64_t attempt) {
  return run + '\n' + suite + '\n' + metric + '\n' + sample + '\n' + std::to_string(attempt);
}

std::optional<bool> Label::decided() const {
  if (label == "yes") return true;
  if (label == "no") return false;
  return std::nullopt;
}

std::optional<std::string> parse_label(std::string_view word) {
  word = trim(word);
  if (word.empty()) return "";
  if (is_one_of(word, {"yes", "y", "1", "true"})) return "yes";
  if (is_one_of(word, {"no", "n", "0", "false"})) return "no";
  if (is_one_of(word, {"unsure", "u", "?"})) return "unsure";
  return std::nullopt;
}

std::string labels_csv(const std::vector<Label>& labels) {
  csv::Writer out;
  for (const char* column : kColumns) out.plain(column);
  out.end_line();
  for (const Label& label : labels) {
    for (const std::string* field :
         {&label.run, &label.model, &label.suite, &label.metric, &label.category, &label.sample}) {
      out.text(*field);
    }
    out.plain(std::to_string(label.attempt));
    out.text(label.prompt);
    out.text(label.reply);
    out.plain(label.label);
    out.text(label.labeller);
    out.end_line();
  }
  return out.take();
}

Result<std::vector<Label>> read_labels(std::string_view bytes, const std::string& file) {
  BROCH_TRY(const csv::Table table, csv::parse(bytes, file));
  for (const char* needed : {"run", "suite", "metric", "sample", "attempt", "label"}) {
    if (!table.column(needed)) {
      return fail(ErrorKind::kInput, "the file has no column `" + std::string(needed) + "`", {file, 1},
                  "start from a file that `broch eval calibrate draw` wrote");
    }
  }
  std::vector<Label> labels;
  std::set<std::string> seen;
  for (const csv::Row& row : table.rows) {
    const auto field = [&](const char* name) {
      const std::optional<size_t> at = table.column(name);
      return at ? row.fields[*at] : std::string();
    };
    Label label{.run = field("run"),
                .model = field("model"),
                .suite = field("suite"),
                .metric = field("metric"),
                .category = field("category"),
                .sample = field("sample"),
                .prompt = field("prompt"),
                .reply = field("reply"),
                .labeller = field("labeller"),
                .line = row.line};
    const std::string attempt = field("attempt"), word = field("label");
    const auto number = parse_number<decltype(label.attempt)>(attempt);
    if (!number) {
      return fail(ErrorKind::kInput, "`" + attempt + "` is no number of an attempt", {file, row.line});
    }
    label.attempt = *number;
    const std::optional<std::string> read = parse_label(word);
    if (!read) {
      return fail(ErrorKind::kInput, "`" + ellipsize(word, 40) + "` is no label", {file, row.line},
                  "write yes, no or unsure, or nothing");
    }
    label.label = *read;
    if (!seen.insert(label.key() + '\n' + label.labeller).second) {
      return fail(ErrorKind::kInput, "the attempt stands twice", {file, row.line},
                  "give a second labeller's rows a name in the column `labeller`");
    }
    labels.push_back(std::move(label));
  }
  return labels;
}

std::map<std::string, Consensus> consensus(const std::vector<Label>& labels) {
  std::map<std::string, std::pair<int, int>> votes;  // yes, no
  for (const Label& label : labels) {
    const std::optional<bool> decided = label.decided();
    if (!decided) continue;
    ++(*decided ? votes[label.key()].first : votes[label.key()].second);
  }
  std::map<std::string, Consensus> out;
  for (const auto& [key, counts] : votes) {
    Consensus& one = out[key];
    one.contested = counts.first == counts.second;
    if (!one.contested) one.positive = counts.first > counts.second;
  }
  return out;
}

}  // namespace broch::eval
