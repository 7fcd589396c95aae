// `broch eval calibrate`: what people say of a grader's verdicts, and what follows for its rates.
#include "cli/eval_calibrate.h"

#include <fmt/core.h>

#include <map>
#include <memory>

#include "cli/eval.h"
#include "core/file.h"
#include "eval/calibrate/calibration.h"
#include "eval/calibrate/draw.h"
#include "stats/rate.h"

namespace broch::cli {

namespace {

struct DrawArguments {
  std::vector<std::string> runs;
  std::string store, output;
  eval::DrawOptions options;
};

struct LabelledArguments {
  std::vector<std::string> files;
  std::string store, run;
  eval::CalibrateOptions options;
};

Result<int> draw(const DrawArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  std::vector<eval::Label> labels;
  int64_t without_text = 0;
  for (const std::string& id : arguments.runs) {
    BROCH_TRY(const eval::RecordedRun run, store.recorded(id));
    BROCH_TRY(eval::Drawn drawn, eval::draw_labels(run, arguments.options));
    labels.insert(labels.end(), std::make_move_iterator(drawn.labels.begin()),
                  std::make_move_iterator(drawn.labels.end()));
    without_text += drawn.without_text;
  }
  BROCH_CHECK(write_file(arguments.output, eval::labels_csv(labels)));
  const auto drawn = static_cast<int64_t>(labels.size());
  if (common.json) {
    const json::Object done{{"file", arguments.output}, {"labels", drawn}, {"without_text", without_text}};
    BROCH_CHECK(print(json::dump(done) + "\n"));
    return kOk;
  }
  std::string text = fmt::format("{} attempts to label in {}\n", drawn, arguments.output);
  if (without_text > 0) {
    text +=
        fmt::format("  {} of them without their text: the run kept less than `--keep full`\n", without_text);
  }
  text += fmt::format("\nNext:\n  broch eval calibrate label {0}\n  broch eval calibrate report {0}\n",
                      arguments.output);
  BROCH_CHECK(print(text));
  return kOk;
}

/// Labels of all files, and the runs they belong to.
struct Labelled {
  std::vector<eval::Label> labels;
  std::vector<eval::RecordedRun> runs;
};

Result<Labelled> read_labelled(const eval::Store& store, const std::vector<std::string>& files) {
  Labelled out;
  std::map<std::string, size_t> known;
  for (const std::string& file : files) {
    BROCH_TRY(const std::string bytes, read_file(file));
    BROCH_TRY(std::vector<eval::Label> labels, eval::read_labels(bytes, file));
    for (eval::Label& label : labels) {
      // Two files without names in them are two labellers.
      if (label.labeller.empty() && files.size() > 1) label.labeller = file;
      if (!known.contains(label.run)) {
        BROCH_TRY(eval::RecordedRun run, store.recorded(label.run, eval::Store::Columns::kGrades));
        known.emplace(label.run, out.runs.size());
        out.runs.push_back(std::move(run));
      }
      label.run = out.runs[known[label.run]].run.id;
      out.labels.push_back(std::move(label));
    }
  }
  return out;
}

std::string rate_text(double rate, const stats::Interval& interval) {
  return fmt::format("{} ({} – {})", percent(rate), percent(interval.low), percent(interval.high));
}

std::string share_text(const stats::Share& share) {
  return share.n > 0 ? rate_text(share.value, stats::wilson_share(share.value, share.n)) : "-";
}

std::string name_of(const eval::GradedSlice& of) {
  return of.group.empty() ? of.model + " " + of.run : " " + of.group;
}

std::string text_of(const eval::Calibration& calibration) {
  std::string text;
  for (size_t at = 0; at < calibration.errors.size();) {
    const eval::GradedSlice& first = calibration.errors[at].of;
    std::vector<std::vector<std::string>> rows = {
        {"", "labels", "sensitivity", "specificity", "judge says", "people would say"}};
    for (; at < calibration.errors.size() && calibration.errors[at].of.same_question(first); ++at) {
      const eval::GraderErrors& one = calibration.errors[at];
      rows.push_back({name_of(one.of), std::to_string(one.labels), share_text(one.verified.sensitivity),
                      share_text(one.verified.specificity), share_text(one.judged),
                      rate_text(one.verified.rate.value, one.verified.rate.interval)});
    }
    text += fmt::format("{} of {}\n{}\n", eval::heading(first.metric), first.suite, text_table(rows));
  }
  for (const eval::Agreement& one : calibration.agreements) {
    text += fmt::format("  {} and {} on {} attempts: ", one.first, one.second, one.attempts);
    text += one.kappa
                ? fmt::format("kappa {:.3f} ({:.3f} – {:.3f}), alike {} %\n", one.kappa->value,
                              one.kappa->interval.low, one.kappa->interval.high, percent(one.kappa->observed))
                : std::string("no kappa, both gave one and the same label throughout\n");
  }
  for (const eval::Claim& one : calibration.claims) {
    text += fmt::format(
        "  {} against {} by {}: {}\n"
        "    sensitivity differs by {} ({} – {}), specificity by {} ({} – {}) points; margin {}, p {}\n",
        one.first.model, one.second.model, one.first.metric, one.comparable ? "comparable" : "not comparable",
        points(one.sensitivity_difference), points(one.sensitivity_interval.low),
        points(one.sensitivity_interval.high), points(one.specificity_difference),
        points(one.specificity_interval.low), points(one.specificity_interval.high),
        points(calibration.margin).substr(1), p_value(one.p));
  }
  if (calibration.contested > 0)
    text += fmt::format("  {} attempts are contested: as many say yes as no\n", calibration.contested);
  if (calibration.open > 0) text += fmt::format("  {} attempts have no label\n", calibration.open);
  return text + "\n  shares in per cent with 95 % intervals; differences with 90 % ones\n";
}

Result<int> report(const LabelledArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const Labelled labelled, read_labelled(store, arguments.files));
  BROCH_TRY(const eval::Calibration calibration,
            eval::calibrate(labelled.runs, labelled.labels, arguments.options));
  BROCH_CHECK(print(common.json ? json::dump(eval::to_json(calibration)) + "\n" : text_of(calibration)));
  return kOk;
}

std::string text_of(const std::vector<eval::Correction>& corrections) {
  std::vector<std::vector<std::string>> rows = {{"", "judge says", "corrected", ""}};
  for (const eval::Correction& one : corrections) {
    const std::string name = one.of.group.empty() ? one.of.suite + ", " + one.of.metric : " " + one.of.group;
    std::string remark = one.why;
    if (one.rate && one.rate->outside) remark = "cannot be: the grader errs here as it did not on the labels";
    rows.push_back({name, share_text(one.judged),
                    one.rate ? rate_text(one.rate->value, one.rate->interval) : "-", remark});
  }
  return text_table(rows) +
         "\n  shares in per cent with 95 % intervals, corrected by Rogan and Gladen's formula\n";
}

Result<int> apply(const LabelledArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const Labelled labelled, read_labelled(store, arguments.files));
  BROCH_TRY(const eval::RecordedRun run, store.recorded(arguments.run, eval::Store::Columns::kGrades));
  BROCH_TRY(const eval::Calibration calibration,
            eval::calibrate(labelled.runs, labelled.labels, arguments.options));
  const std::vector<eval::Correction> corrections = eval::apply(calibration, run);
  if (corrections.empty()) {
    return fail(ErrorKind::kInput, fmt::format("the labels say nothing of run {}", run.run.id), {},
                "a grader errs differently with every model and suite: label attempts of " + run.run.model);
  }
  BROCH_CHECK(print(common.json ? json::dump(eval::to_json(corrections)) + "\n" : text_of(corrections)));
  return kOk;
}

void add_by_option(Subcommand& command, std::string& by) {
  command.option("--by", by, "What to tell attempts apart by: category, or a slice such as condition")
      .show_default();
}

}  // namespace

void add_eval_calibrate(Subcommand eval) {
  Subcommand calibrate = eval.add_group("calibrate", "Hold a grader against labels that people give");

  auto drawing = std::make_shared<DrawArguments>();
  Subcommand command = calibrate.add("draw", "Draw attempts for people to label, as a CSV file");
  command.option("run", drawing->runs, "Ids of runs, or tags").required();
  command.option("-o,--output", drawing->output, "File to write").required();
  command.option("--suite", drawing->options.suite, "One suite alone");
  command.option("--metric", drawing->options.metric,
                 "What is asked of each attempt (the first of what the suite's grader decides)");
  add_by_option(command, drawing->options.by);
  command.option("--labels", drawing->options.labels, "Attempts of each suite and run")
      .whole(1, 1'000'000)
      .show_default();
  command.option("--seed", drawing->options.seed, "Seed of the draw").show_default();
  add_store_option(command, drawing->store);
  command.action([drawing](const Common& common) { return draw(*drawing, common); });

  add_eval_calibrate_label(calibrate);
  add_eval_calibrate_flips(calibrate);

  auto reporting = std::make_shared<LabelledArguments>();
  command = calibrate.add("report", "Sensitivity, specificity and corrected rates by labels");
  command.option("labels", reporting->files, "Files that `draw` wrote, labelled").required();
  add_by_option(command, reporting->options.by);
  command
      .option("--margin", reporting->options.margin, "Difference of a grader's errors that does not matter")
      .within(0.001, 0.5)
      .show_default();
  add_store_option(command, reporting->store);
  command.action([reporting](const Common& common) { return report(*reporting, common); });

  auto applying = std::make_shared<LabelledArguments>();
  command = calibrate.add("apply", "Correct the rates of another run of the same models");
  command.option("labels", applying->files, "Files that `draw` wrote, labelled").required();
  command.option("--run", applying->run, kRunHelp).required();
  add_by_option(command, applying->options.by);
  add_store_option(command, applying->store);
  command.action([applying](const Common& common) { return apply(*applying, common); });
}

}  // namespace broch::cli
