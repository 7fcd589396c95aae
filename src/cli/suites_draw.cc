#include "cli/suites_draw.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>

#include "cli/command.h"
#include "core/csv.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/suite/load.h"
#include "stats/kappa.h"

namespace broch::cli {
namespace {

struct DrawArguments {
  std::string name, output, sheet;
  uint64_t count = 20, seed = 1;
};

std::string asked(const eval::Sample& sample) {
  std::string text;
  for (const chat::Message& message : sample.conversation.messages)
    text +=
        std::string(text.empty() ? "" : "\n\n") + chat::name(message.role) + ": " + message.written_text();
  return text;
}

/// The sheet tells neither intent nor category, and twins do not stand side by side.
Result<int> draw(const DrawArguments& arguments, const Common& common) {
  BROCH_TRY(eval::Suite suite, eval::load_suite(arguments.name, {}, arguments.count, arguments.seed));
  std::sort(suite.samples.begin(), suite.samples.end(), [&](const eval::Sample& a, const eval::Sample& b) {
    return derive_seed(arguments.seed, a.id, 0, "second reader") <
           derive_seed(arguments.seed, b.id, 0, "second reader");
  });
  csv::Writer out;
  for (const char* column : {"suite", "sample", "prompt", "intent", "category"}) out.plain(column);
  out.end_line();
  for (const eval::Sample& sample : suite.samples) {
    out.text(suite.info.name);
    out.text(sample.id);
    out.text(asked(sample));
    out.plain("");
    out.plain("");
    out.end_line();
  }
  BROCH_CHECK(write_file(arguments.output, out.take()));
  const auto drawn = static_cast<int64_t>(suite.samples.size());
  BROCH_CHECK(print(
      common.json ? json::dump(json::Object{{"file", arguments.output}, {"samples", drawn}}) + "\n"
                  : fmt::format("{} samples to label in {}\n\nNext: fill in intent (attack or benign) and "
                                "category, then\n  broch suites agree {} {}\n",
                                drawn, arguments.output, arguments.name, arguments.output)));
  return kOk;
}

/// Two columns of labels, the suite's and the reader's.
struct Labels {
  std::vector<std::string> suite, reader;

  void add(const std::string& ours, std::string_view theirs) {
    if (trim(theirs).empty()) return;
    suite.push_back(ours);
    reader.emplace_back(trim(theirs));
  }
};

json::Value agreement(const Labels& labels) {
  std::map<std::string, size_t> numbers;
  for (const auto* side : {&labels.suite, &labels.reader}) {
    for (const std::string& label : *side) numbers.emplace(label, numbers.size());
  }
  stats::RatingTable table(numbers.size());
  int64_t alike = 0;
  for (size_t i = 0; i < labels.suite.size(); ++i) {
    table.add(numbers[labels.suite[i]], numbers[labels.reader[i]]);
    alike += labels.suite[i] == labels.reader[i] ? 1 : 0;
  }
  json::Object out{{"labels", static_cast<int64_t>(labels.suite.size())}, {"alike", alike}};
  const std::optional<stats::Kappa> kappa = stats::cohen_kappa(table);
  out.append("kappa", kappa ? json::Value(kappa->value) : json::Value());
  return out;
}

Result<int> agree(const DrawArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Suite suite, eval::load_suite(arguments.name, {}, 0, 1));
  BROCH_TRY(const std::string bytes, read_file(arguments.sheet));
  BROCH_TRY(const csv::Table table, csv::parse(bytes, arguments.sheet));
  const auto id = table.column("sample"), intent = table.column("intent"),
             category = table.column("category");
  if (!id || !intent || !category) {
    return fail(ErrorKind::kInput, "the sheet lacks one of the columns `sample`, `intent` and `category`",
                {arguments.sheet}, "fill in a sheet that `broch suites draw` wrote");
  }
  std::map<std::string_view, const eval::Sample*> samples;
  for (const eval::Sample& sample : suite.samples) samples.emplace(sample.id, &sample);
  Labels intents, categories;
  for (const csv::Row& row : table.rows) {
    const auto found = samples.find(row.fields[*id]);
    if (found == samples.end()) {
      return fail(ErrorKind::kInput,
                  fmt::format("suite `{}` has no sample `{}`", arguments.name, row.fields[*id]),
                  {arguments.sheet, row.line, 0});
    }
    intents.add(found->second->intent, row.fields[*intent]);
    categories.add(found->second->category, row.fields[*category]);
  }
  const json::Value of_intent = agreement(intents), of_category = agreement(categories);
  const auto line = [](const char* what, const json::Value& value) {
    const std::optional<double> kappa = value.get_double("kappa");
    return fmt::format("  {:<9} alike {} of {}, kappa {}\n", what, *value.get_integer("alike"),
                       *value.get_integer("labels"), kappa ? fmt::format("{:.3f}", *kappa) : "not defined");
  };
  BROCH_CHECK(print(
      common.json ? json::dump(json::Object{
                        {"suite", suite.info.name}, {"intent", of_intent}, {"category", of_category}}) +
                        "\n"
                  : suite.info.name + "\n" + line("intent", of_intent) + line("category", of_category)));
  return kOk;
}

}  // namespace

void add_suites_draw(Subcommand suites) {
  auto arguments = std::make_shared<DrawArguments>();
  Subcommand command = suites.add("draw", "Draw samples for a second reader to label, as a CSV file");
  command.option("NAME", arguments->name, "A built-in suite, a folder, or a test file").required();
  command.option("-o,--output", arguments->output, "File to write").required();
  command.option("--count", arguments->count, "How many").whole(1, 100'000).show_default();
  command.option("--seed", arguments->seed, "Seed of the draw").show_default();
  command.action([arguments](const Common& common) { return draw(*arguments, common); });

  command = suites.add("agree", "How far a labelled sheet agrees with the suite");
  command.option("NAME", arguments->name, "The suite it was drawn from").required();
  command.option("SHEET", arguments->sheet, "A file that `draw` wrote, labelled").required();
  command.action([arguments](const Common& common) { return agree(*arguments, common); });
}

}  // namespace broch::cli
