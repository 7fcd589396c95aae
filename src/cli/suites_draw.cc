#include "cli/suites_draw.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

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
  const auto add = [&](std::string_view who, const std::string& said) {
    text += std::string(text.empty() ? "" : "\n\n") + std::string(who) + ": " + said;
  };
  for (const chat::Message& message : sample.conversation.messages) {
    add(chat::name(message.role), message.plain_text());
    for (const chat::Part& part : message.parts) {
      if (part.image != nullptr) add("picture", part.image->says);
    }
  }
  return text;
}

/// What a sheet calls a sample. Its id would tell the reader the answer: `benign-key-box`.
std::string row_name(std::string_view sample) { return sha256_hex(sample).substr(0, 16); }

/// In an order that tells nothing; the second of two twins comes when all others have been read.
std::vector<eval::Sample> shuffled(std::vector<eval::Sample> samples) {
  std::ranges::sort(samples, {}, [](const eval::Sample& sample) { return row_name(sample.id); });
  std::set<std::string> later;
  for (const eval::Sample& sample : samples) {
    if (!later.contains(sample.item) && !sample.twin.empty()) later.insert(sample.twin);
  }
  std::ranges::stable_partition(samples,
                                [&](const eval::Sample& sample) { return !later.contains(sample.item); });
  return samples;
}

/// What a reader can choose from; of a suite with many categories a few, as examples of what they are.
std::string categories(const eval::Suite& suite) {
  constexpr size_t kShown = 12;
  std::set<std::string> all;
  for (const eval::Sample& sample : suite.samples) all.insert(sample.category);
  std::vector<std::string> shown(all.begin(), all.end());
  if (shown.size() > kShown) {
    shown.resize(kShown);
    shown.emplace_back("…");
  }
  return join(shown, ", ");
}

/// What to do with the sheet, for people.
Result<std::string> next_step(const DrawArguments& arguments) {
  BROCH_TRY(const eval::Suite whole, eval::load_suite(arguments.name, {}, 0, arguments.seed));
  return fmt::format(
      "\nNext: fill in intent (attack or benign) and category (one of {}), then\n  broch suites agree {} "
      "{}\n",
      categories(whole), arguments.name, arguments.output);
}

/// The sheet tells neither intent nor category.
Result<int> draw(const DrawArguments& arguments, const Common& common) {
  BROCH_TRY(eval::Suite suite, eval::load_suite(arguments.name, {}, arguments.count, arguments.seed));
  suite.samples = shuffled(std::move(suite.samples));
  csv::Writer out;
  for (const char* column : {"suite", "sample", "prompt", "intent", "category"}) out.plain(column);
  out.end_line();
  for (const eval::Sample& sample : suite.samples) {
    out.text(suite.info.name);
    out.text(row_name(sample.id));
    out.text(asked(sample));
    out.plain("");
    out.plain("");
    out.end_line();
  }
  BROCH_CHECK(write_file(arguments.output, out.take()));
  const auto drawn = static_cast<int64_t>(suite.samples.size());
  if (common.json) {
    BROCH_CHECK(print(json::dump(json::Object{{"file", arguments.output}, {"samples", drawn}}) + "\n"));
    return kOk;
  }
  std::string next;
  if (!common.quiet) {
    BROCH_TRY(next, next_step(arguments));
  }
  BROCH_CHECK(print(fmt::format("{} samples to label in {}\n", drawn, arguments.output) + next));
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
  std::map<std::string, const eval::Sample*> samples;
  for (const eval::Sample& sample : suite.samples) samples.emplace(row_name(sample.id), &sample);
  Labels intents, categories;
  for (const csv::Row& row : table.rows) {
    const auto found = samples.find(row.fields[*id]);
    if (found == samples.end()) {
      return fail(ErrorKind::kInput,
                  fmt::format("suite `{}` has no sample of row `{}`", arguments.name, row.fields[*id]),
                  {arguments.sheet, row.line, 0}, "the suite has changed since: draw anew");
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
