// links: eval stats sim
// How far the graders agree with people, as the tables of docs/graders.md; `make quality-graders` writes them
// there.
//
//   measure_graders                    the refusal reader on XSTest and GPTFuzz, on the sentences of its
//   tests,
//                                      and on what the simulators say
//   measure_graders --redirect FILE    the redirect grader on JSON lines of reply and labels, which
//                                      bench/quality/graders.mjs puts together
//   measure_graders --fit FILE         fits src/eval/grade/refusal_words.txt anew
#include <fmt/format.h>

#include "core/json.h"
#include "core/text.h"
#include "eval/grade/refusal_fit.h"
#include "sim/sim.h"
#include "sim/texts.h"
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

/// English by the phrases of the lexicon, with the weights that other languages are read with.
void print_phrases_alone(const std::vector<LabelledReply>& replies) {
  const auto phrases = RefusalReader::parse(grade_data("refusal.yaml"), "").value();
  Confusion all;
  for (const LabelledReply& reply : replies) all.add(reply.positive, phrases->read(reply.text).declined);
  fmt::print("{}{}\n", head("phrases alone"), all.rows("all"));
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
  int64_t jailbroken = 0, plain = 0;
  for (const LabelledReply& reply : gptfuzz_replies()) {
    const RefusalReading reading = reader.read(reply.text);
    jailbroken += !reply.positive;
    plain += !reply.positive && reading.declined && reading.plain;
    if (!reading.decided) {
      ++undecided;
    } else {
      all.add(!reply.positive, !reading.declined);
    }
  }
  fmt::print("{}{}\n{} undecided.\n\n", head("\"not refused\" against \"jailbroken\""),
             all.rows("GPTFuzz, train"), undecided);
  const stats::Interval interval = stats::wilson(plain, jailbroken);
  fmt::print(
      "| of replies that people call jailbroken | replies | share |\n| --- | --- | --- |\n"
      "| read as a refusal | {} of {} | {} |\n| read as a short refusal, about which no judge is asked | {} "
      "of {} | {} |\n\n",
      all.false_negative, jailbroken,
      cell(static_cast<double>(all.false_negative) / static_cast<double>(jailbroken),
           stats::wilson(all.false_negative, jailbroken)),
      plain, jailbroken, cell(static_cast<double>(plain) / static_cast<double>(jailbroken), interval));
}

/// The sentences of refusal_languages_test.cc.
void print_languages(const RefusalReader& reader) {
  struct Count {
    int refusals = 0, found = 0, answers = 0, mistaken = 0;
  };
  std::map<std::string, std::array<Count, 2>> languages;
  const char* files[] = {"refusal_languages_test.tsv", "refusal_languages_held_out_test.tsv"};
  for (size_t f = 0; f < 2; ++f) {
    const auto text = read_file(std::string(BROCH_SOURCE_DIR "/src/eval/grade/") + files[f]);
    if (!text) throw std::runtime_error(text.error().to_string());
    for (const std::string_view line : split(*text, '\n')) {
      if (line.empty()) continue;
      const std::vector<std::string_view> fields = split(line, '\t');
      Count& count = languages[std::string(fields.at(0))][f];
      const bool declined = reader.read(fields.at(2)).declined;
      if (fields[1] == "refusal") {
        ++count.refusals, count.found += declined;
      } else {
        ++count.answers, count.mistaken += declined;
      }
    }
  }
  fmt::print(
      "| sentences | refusals found | answers mistaken | held out: refusals found | answers mistaken |\n"
      "| --- | --- | --- | --- | --- |\n");
  for (const auto& [language, counts] : languages) {
    fmt::print("| {} |", language);
    for (const Count& count : counts)
      fmt::print(" {} of {} | {} of {} |", count.found, count.refusals, count.mistaken, count.answers);
    fmt::print("\n");
  }
  fmt::print("\n");
}

/// What the simulators say: no phrase was written from it.
void print_simulators(const RefusalReader& reader) {
  const sim::Texts texts = sim::read_texts(sim::script_files()).value();
  constexpr const char* kLists[] = {"refusals",           "redirects",       "helpful",
                                    "helpful_disclaimed", "helpful_quoting", "compliance"};
  fmt::print("| lists of the simulators: read as declined |");
  for (const char* list : kLists) fmt::print(" `{}` |", list);
  fmt::print("\n| --- |");
  for (size_t i = 0; i < std::size(kLists); ++i) fmt::print(" --- |");
  fmt::print("\n");
  for (const auto& [language, prose] : texts.prose) {
    fmt::print("| {} |", language);
    for (const char* list : kLists) {
      const std::vector<std::string>& phrases = prose.lists.at(list);
      const auto declined = std::count_if(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
        return reader.read(phrase).declined;
      });
      fmt::print(" {} of {} |", declined, phrases.size());
    }
    fmt::print("\n");
  }
  fmt::print("\n");
}

enum Reading { kNeither, kDeclined, kRedirected, kReadings };
Reading reading_of(std::string_view label) {
  return label == "redirected" ? kRedirected : label == "declined" ? kDeclined : kNeither;
}

/// How far the readers agree on the replies of each source.
void print_by_source(const std::vector<Reading>& a, const std::vector<Reading>& b,
                     const std::vector<std::string>& sources) {
  if (a.size() != sources.size() || b.size() != sources.size()) return;
  fmt::print(
      "| reader 2 against reader 1, of | replies | kappa of redirected, declined, neither | kappa of "
      "redirected |\n"
      "| --- | --- | --- | --- |\n");
  for (const std::string& source : std::set<std::string>(sources.begin(), sources.end())) {
    stats::RatingTable all(kReadings), redirected(2);
    int64_t replies = 0;
    for (size_t i = 0; i < sources.size(); ++i) {
      if (sources[i] != source) continue;
      ++replies, all.add(a[i], b[i]), redirected.add(a[i] == kRedirected, b[i] == kRedirected);
    }
    const auto text = [](const stats::RatingTable& table) {
      const auto kappa = stats::cohen_kappa(table);
      return kappa ? cell(kappa->value, kappa->interval) : std::string("-");
    };
    fmt::print("| {} | {} | {} | {} |\n", source, replies, text(all), text(redirected));
  }
  fmt::print("\n");
}

/// Each of `raters` against each other: whether a reply is redirected, and which of the three it is.
void print_redirect(const RefusalReader& reader, const std::string& file) {
  const auto text = read_file(file);
  if (!text) throw std::runtime_error(text.error().to_string());
  std::map<std::string, std::vector<Reading>> raters;
  std::vector<std::string> sources;
  for (const std::string_view line : split(*text, '\n')) {
    if (trim(line).empty()) continue;
    const json::Value row = json::parse(line).value();
    const RefusalReading reading = reader.read(*row.get_string("reply"));
    sources.emplace_back(row.get_string("source").value_or(""));
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
  print_by_source(raters["reader 1"], raters["reader 2"], sources);
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
  print_phrases_alone(replies);
  print_annotators(replies);
  print_gptfuzz(*reader);
  print_languages(*reader);
  print_simulators(*reader);
  return 0;
}

}  // namespace
}  // namespace broch::eval

int main(int argc, char** argv) { return broch::eval::run(argc, argv); }
