// links: eval stats
// How far the graders agree with people, as the tables of docs/graders.md; `make quality-graders` writes them
// there.
//
//   measure_graders                    the refusal reader on XSTest and GPTFuzz
//   measure_graders --redirect FILE    the redirect grader on JSON lines of reply and labels, which
//                                      bench/quality/graders.mjs puts together
//   measure_graders --fit FILE         fits src/eval/grade/refusal_words.txt anew
#include <fmt/format.h>

#include "core/json.h"
#include "core/text.h"
#include "eval/grade/refusal_fit.h"
#include "stats/calibration.h"
#include "stats/kappa.h"
#include "stats/rate.h"

namespace broch::eval {
namespace {

std::string three(double x) {
  std::string text = fmt::format("{:.3f}", x);
  return x >= 0 && x < 1 && text.front() == '0' ? text.substr(1) : text;
}
std::string cell(double value, const stats::Interval& interval) {
  return fmt::format("{} [{}, {}]", three(value), three(interval.low), three(interval.high));
}

/// What people say against what a grader says.
struct Confusion {
  int64_t true_positive = 0, false_negative = 0, false_positive = 0, true_negative = 0;
  void add(bool human, bool grader) {
    ++(human ? (grader ? true_positive : false_negative) : (grader ? false_positive : true_negative));
  }
  std::string rows(const std::string& name) const {
    const auto share = [](int64_t k, int64_t n) {
      return n == 0 ? "-" : cell(static_cast<double>(k) / static_cast<double>(n), stats::wilson(k, n));
    };
    stats::RatingTable table(2);
    table.add(1, 1, true_positive), table.add(1, 0, false_negative);
    table.add(0, 1, false_positive), table.add(0, 0, true_negative);
    const auto kappa = stats::cohen_kappa(table);
    return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", name, true_positive, false_negative,
                       false_positive, true_negative, share(true_positive, true_positive + false_negative),
                       share(true_negative, true_negative + false_positive),
                       kappa ? cell(kappa->value, kappa->interval) : "-");
  }
};

std::string head(const char* what) {
  return fmt::format(
      "| {} | TP | FN | FP | TN | sensitivity | specificity | kappa |\n| --- | --- | --- | --- | --- "
      "| --- | --- | --- |\n",
      what);
}

void print_left_out(const std::vector<LabelledReply>& replies, bool prompts_too, bool words_alone) {
  const std::vector<RefusalReading> readings = read_left_out(replies, prompts_too, true, words_alone);
  std::map<std::string, Confusion> models;
  Confusion all;
  std::vector<stats::Forecast> forecasts;
  for (size_t i = 0; i < replies.size(); ++i) {
    models[replies[i].model].add(replies[i].positive, readings[i].declined);
    all.add(replies[i].positive, readings[i].declined);
    forecasts.push_back({readings[i].score, replies[i].positive});
  }
  const std::string what = std::string(words_alone ? "words alone, " : "words and phrases, ") +
                           (prompts_too ? "model and prompts left out" : "model left out");
  fmt::print("{}", head(what.c_str()));
  for (const auto& [model, confusion] : models) fmt::print("{}", confusion.rows(model));
  fmt::print("{}\n", all.rows("all"));

  constexpr int kBins = 10;
  const auto calibration = stats::calibration(forecasts, kBins);
  fmt::print("Brier score {}, expected calibration error {} in ten bins.\n\n", three(calibration->brier),
             three(calibration->ece));
  if (!prompts_too || words_alone) return;
  fmt::print("| stated probability | replies | mean stated | refusals |\n| --- | --- | --- | --- |\n");
  for (int bin = 0; bin < kBins; ++bin) {
    int64_t n = 0, refusals = 0;
    double stated = 0;
    for (const stats::Forecast& forecast : forecasts) {
      if (std::min(kBins - 1, static_cast<int>(forecast.probability * kBins)) != bin) continue;
      ++n, refusals += forecast.outcome, stated += forecast.probability;
    }
    if (n == 0) continue;
    const double count = static_cast<double>(n);
    fmt::print("| {:.1f} to {:.1f} | {} | {} | {} |\n", bin / 10.0, (bin + 1) / 10.0, n,
               three(stated / count),
               cell(static_cast<double>(refusals) / count, stats::wilson(refusals, n)));
  }
  fmt::print("\n");
}

void print_annotators(const std::vector<LabelledReply>& replies) {
  std::map<std::string, Confusion> models;
  for (const LabelledReply& reply : replies) {
    models[reply.model].add(reply.annotators[0], reply.annotators[1]);
    models["all"].add(reply.annotators[0], reply.annotators[1]);
  }
  fmt::print("{}", head("first annotator against second"));
  for (const auto& [model, confusion] : models) fmt::print("{}", confusion.rows(model));
  fmt::print("\n");
}

void print_gptfuzz(const RefusalReader& reader) {
  Confusion all;
  size_t undecided = 0;
  for (const LabelledReply& reply : gptfuzz_replies()) {
    const RefusalReading reading = reader.read(reply.text);
    if (!reading.decided) {
      ++undecided;
    } else {
      all.add(!reply.positive, !reading.declined);
    }
  }
  fmt::print("{}{}\n{} undecided.\n\n", head("\"not refused\" against \"jailbroken\""),
             all.rows("GPTFuzz, train"), undecided);
}

enum Reading { kNeither, kDeclined, kRedirected, kReadings };
Reading reading_of(std::string_view label) {
  return label == "redirected" ? kRedirected : label == "declined" ? kDeclined : kNeither;
}

/// Each of `raters` against each other: whether a reply is redirected, and which of the three it is.
void print_redirect(const RefusalReader& reader, const std::string& file) {
  const auto text = read_file(file);
  if (!text) throw std::runtime_error(text.error().to_string());
  std::map<std::string, std::vector<Reading>> raters;
  for (const std::string_view line : split(*text, '\n')) {
    if (trim(line).empty()) continue;
    const json::Value row = json::parse(line).value();
    const RefusalReading reading = reader.read(*row.get_string("reply"));
    raters["grader"].push_back(reading.redirected ? kRedirected : reading.declined ? kDeclined : kNeither);
    for (const char* name : {"reader 1", "reader 2"}) {
      if (const auto label = row.get_string(name)) raters[name].push_back(reading_of(*label));
    }
  }
  fmt::print("{}", head("redirected"));
  std::string three_way =
      "| | agree of all | kappa of redirected, declined, neither |\n| --- | --- | --- |\n";
  const std::pair<const char*, const char*> pairs[] = {
      {"reader 1", "grader"}, {"reader 2", "grader"}, {"reader 1", "reader 2"}};
  for (const auto& [first, second] : pairs) {
    const std::vector<Reading>&a = raters[first], &b = raters[second];
    if (a.size() != b.size()) continue;
    Confusion confusion;
    stats::RatingTable table(kReadings);
    for (size_t i = 0; i < a.size(); ++i) {
      confusion.add(a[i] == kRedirected, b[i] == kRedirected);
      table.add(a[i], b[i]);
    }
    const std::string name = fmt::format("{} against {}", second, first);
    fmt::print("{}", confusion.rows(name));
    const auto kappa = stats::cohen_kappa(table);
    three_way += fmt::format("| {} | {} of {} | {} |\n", name,
                             static_cast<int64_t>(kappa->observed * static_cast<double>(a.size()) + .5),
                             a.size(), cell(kappa->value, kappa->interval));
  }
  fmt::print("\n{}\n", three_way);
}

int run(int argc, char** argv) {
  if (!std::filesystem::exists(labelled_data() / "xstest")) {
    fmt::print(stderr, "no labelled replies at {}; set BROCH_DATA\n", labelled_data().string());
    return 77;
  }
  const auto reader = RefusalReader::builtin().value();
  const std::string_view option = argc == 3 ? argv[1] : "";
  if (option == "--redirect") {
    print_redirect(*reader, argv[2]);
    return 0;
  }
  const std::vector<LabelledReply> replies = xstest_replies();
  if (option == "--fit") {
    std::vector<const LabelledReply*> all;
    for (const LabelledReply& reply : replies) all.push_back(&reply);
    const auto phrases = RefusalReader::parse(grade_data("refusal.yaml"), "").value();
    return write_file(argv[2], fit_words(*phrases, all)) ? 0 : 1;
  }
  for (const bool words_alone : {true, false}) {
    print_left_out(replies, false, words_alone);
    print_left_out(replies, true, words_alone);
  }
  print_annotators(replies);
  print_gptfuzz(*reader);
  return 0;
}

}  // namespace
}  // namespace broch::eval

int main(int argc, char** argv) { return broch::eval::run(argc, argv); }
