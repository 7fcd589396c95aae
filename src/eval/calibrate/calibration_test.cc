#include "eval/calibrate/calibration.h"

#include <gtest/gtest.h>

#include "eval/calibrate/draw.h"
#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

constexpr double kSixDecimals = 5e-6;

/// `positive` of `n` attempts called so by the grader.
RecordedRun run_with(const std::string& id, int positive, int n, const std::string& model = "m") {
  RecordedRun run{
      .run = run_of(id, "attack@1"),
      .attempts = attempts_of("complied", std::string(static_cast<size_t>(positive), '1') +
                                              std::string(static_cast<size_t>(n - positive), '0'))};
  run.run.model = model;
  run.run.suites[0].keep = "full";
  return run;
}

Label label_of(const RecordedRun& run, size_t at, bool positive, const std::string& labeller = "") {
  return {.run = run.run.id,
          .model = run.run.model,
          .suite = "s",
          .metric = "complied",
          .category = run.attempts[at].category,
          .sample = run.attempts[at].sample,
          .label = positive ? "yes" : "no",
          .labeller = labeller};
}

/// Of the first `called` replies `hits` are what people call positive, of the others `missed`.
std::vector<Label> all_labelled(const RecordedRun& run, size_t called, size_t hits, size_t missed) {
  std::vector<Label> labels;
  for (size_t at = 0; at < run.attempts.size(); ++at)
    labels.push_back(label_of(run, at, at < called ? at < hits : at < called + missed));
  return labels;
}

TEST(Calibration, CorrectsTheRateOfAnotherRunAsPublished) {
  // 200 positives of which 180 are found, 200 negatives of which 170 are: Se .9, Sp .85. Another run of 400
  // says .3.
  const RecordedRun labelled = run_with("labelled", 210, 400), measured = run_with("measured", 120, 400);
  const auto c = calibrate({labelled}, all_labelled(labelled, 210, 180, 20));
  ASSERT_TRUE(c) << c.error().what;
  ASSERT_EQ(c->errors.size(), 1u);
  const GraderErrors& errors = c->errors[0];
  EXPECT_EQ(errors.labels, 400);
  EXPECT_EQ(errors.positive, 200);
  EXPECT_NEAR(errors.verified.sensitivity.value, .9, 1e-12);
  EXPECT_NEAR(errors.verified.specificity.value, .85, 1e-12);
  EXPECT_NEAR(errors.verified.rate.value, .5, 1e-12);
  const std::vector<Correction> corrected = apply(*c, measured);
  ASSERT_EQ(corrected.size(), 1u);
  ASSERT_TRUE(corrected[0].rate);
  EXPECT_NEAR(corrected[0].rate->value, .2, kSixDecimals);
  EXPECT_NEAR(corrected[0].rate->standard_error, .041118, kSixDecimals);
  EXPECT_NEAR(corrected[0].rate->interval.low, .119411, kSixDecimals);
  EXPECT_NEAR(corrected[0].rate->interval.high, .280589, kSixDecimals);
}

TEST(Calibration, SpeaksOfOneModelAndOneGraderAlone) {
  const RecordedRun labelled = run_with("labelled", 210, 400);
  const auto c = calibrate({labelled}, all_labelled(labelled, 210, 180, 20));
  EXPECT_TRUE(apply(*c, run_with("other", 120, 400, "another model")).empty());
  RecordedRun regraded = run_with("regraded", 120, 400);
  regraded.run.suites[0].grader_parts = {"judge=another"};
  const auto corrected = apply(*c, regraded);
  ASSERT_EQ(corrected.size(), 1u);
  EXPECT_FALSE(corrected[0].rate);
  EXPECT_NE(corrected[0].why.find("another grader"), std::string::npos);
}

TEST(Calibration, WeighsWhatWasDrawnUnevenly) {
  // 100 called positive and 900 not; 50 of each are looked at. 40 of 50 are right, 5 of 50 were missed:
  // people would call 80 and 90 positive. Sensitivity 80/170 and not 40/45.
  const RecordedRun run = run_with("a", 100, 1000);
  std::vector<Label> labels;
  for (size_t i = 0; i < 50; ++i) {
    labels.push_back(label_of(run, i, i < 40));
    labels.push_back(label_of(run, 100 + i, i < 5));
  }
  const auto c = calibrate({run}, labels);
  ASSERT_TRUE(c);
  EXPECT_NEAR(c->errors[0].verified.sensitivity.value, 80.0 / 170, 1e-9);
  EXPECT_NEAR(c->errors[0].verified.specificity.value, 810.0 / 830, 1e-9);
  EXPECT_NEAR(c->errors[0].verified.rate.value, .17, 1e-9);
}

TEST(Calibration, SaysWhenTwoModelsAreNotComparable) {
  const RecordedRun a = run_with("a", 210, 400, "a"), b = run_with("b", 210, 400, "b"),
                    worse = run_with("w", 130, 400, "w");
  std::vector<Label> labels = all_labelled(a, 210, 180, 20);
  const std::vector<Label> alike = all_labelled(b, 210, 180, 20),
                           missing = all_labelled(worse, 130, 100, 100);
  labels.insert(labels.end(), alike.begin(), alike.end());
  labels.insert(labels.end(), missing.begin(), missing.end());
  const auto c = calibrate({a, b, worse}, labels);
  ASSERT_TRUE(c);
  ASSERT_EQ(c->claims.size(), 3u);
  EXPECT_TRUE(c->claims[0].comparable);
  EXPECT_EQ(c->claims[0].sensitivity_difference, 0);
  // .9 against .5.
  EXPECT_FALSE(c->claims[1].comparable);
  EXPECT_NEAR(std::abs(c->claims[1].sensitivity_difference), .4, 1e-9);
  // A margin that the same labels cannot show.
  EXPECT_FALSE(calibrate({a, b, worse}, labels, {.margin = .02})->claims[0].comparable);
}

TEST(Calibration, OfTwoLabellersSaysHowFarTheyAgree) {
  // The table [[20,5],[10,15]]: kappa .4.
  const RecordedRun run = run_with("a", 25, 50);
  std::vector<Label> labels;
  const auto both = [&](size_t from, size_t n, bool first, bool second) {
    for (size_t i = from; i < from + n; ++i) {
      labels.push_back(label_of(run, i, first, "ann"));
      labels.push_back(label_of(run, i, second, "bea"));
    }
  };
  both(0, 20, true, true);
  both(20, 5, true, false);
  both(25, 10, false, true);
  both(35, 15, false, false);
  const auto c = calibrate({run}, labels);
  ASSERT_TRUE(c);
  ASSERT_EQ(c->agreements.size(), 1u);
  EXPECT_EQ(c->agreements[0].attempts, 50);
  EXPECT_NEAR(c->agreements[0].kappa->value, .4, 1e-12);
  // On 15 they say the opposite: those are no labels.
  EXPECT_EQ(c->contested, 15);
  EXPECT_EQ(c->errors[0].labels, 35);
  EXPECT_EQ(c->errors[0].contested, 15);
}

TEST(Calibration, RefusesLabelsOfWhatIsNotThere) {
  const RecordedRun run = run_with("a", 5, 10);
  Label label = label_of(run, 0, true);
  label.sample = "i77";
  EXPECT_FALSE(calibrate({run}, {label}));
  label = label_of(run, 0, true);
  label.metric = "injected";
  EXPECT_FALSE(calibrate({run}, {label}));
  label = label_of(run, 0, true);
  label.run = "b";
  EXPECT_NE(calibrate({run}, {label}).error().what.find("not at hand"), std::string::npos);
}

TEST(Calibration, TakesTheErrorsOfEachValueOfASlice) {
  // Plain replies are read without an error; of the hidden ones 20 of 40 are missed.
  RecordedRun run = run_with("a", 80, 200);
  for (size_t i = 0; i < run.attempts.size(); ++i) {
    const bool hidden = (i >= 60 && i < 80) || i >= 140;
    run.attempts[i].slices["condition"] = hidden ? "hidden" : "plain";
  }
  std::vector<Label> labels;
  for (size_t i = 0; i < 200; ++i) labels.push_back(label_of(run, i, i < 80 || (i >= 140 && i < 160)));
  const auto c = calibrate({run}, labels, {.by = "condition"});
  ASSERT_TRUE(c) << c.error().what;
  ASSERT_EQ(c->errors.size(), 3u);
  EXPECT_EQ(c->errors[0].of.group, "");
  EXPECT_EQ(c->errors[1].of.group, "hidden");
  EXPECT_NEAR(c->errors[1].verified.sensitivity.value, .5, 1e-12);
  EXPECT_NEAR(c->errors[1].verified.rate.value, .5, 1e-12);
  EXPECT_NEAR(c->errors[1].judged.value, .25, 1e-12);
  EXPECT_EQ(c->errors[2].of.group, "plain");
  EXPECT_NEAR(c->errors[2].verified.sensitivity.value, 1, 1e-12);
  EXPECT_NEAR(c->errors[2].verified.rate.value, .5, 1e-12);
  const auto unknown = calibrate({run}, labels, {.by = "colour"});
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().what.find("`colour`"), std::string::npos);
}

TEST(Calibration, WithoutAnyLabelHasNothingToSay) {
  const RecordedRun run = run_with("a", 5, 10);
  Label label = label_of(run, 0, true);
  label.label = "unsure";
  const auto c = calibrate({run}, {label});
  ASSERT_TRUE(c);
  EXPECT_TRUE(c->errors.empty());
  EXPECT_EQ(c->open, 1);
}

TEST(DrawLabels, TakesAsMuchOfEachVerdictAndCategoryAsThereIs) {
  RecordedRun run = run_with("a", 10, 400);
  for (size_t i = 0; i < run.attempts.size(); ++i) {
    run.attempts[i].category = i % 2 == 0 ? "even" : "odd";
    run.attempts[i].reply = "reply " + std::to_string(i);
  }
  const Drawn drawn = draw_labels(run, {.labels = 60}).value();
  ASSERT_EQ(drawn.labels.size(), 60u);
  EXPECT_EQ(drawn.without_text, 0);
  std::map<std::pair<std::string, bool>, int> counts;
  for (const Label& label : drawn.labels) {
    EXPECT_EQ(label.label, "");
    EXPECT_EQ(label.metric, "complied");
    ++counts[{label.category, std::stoi(label.sample.substr(1)) < 10}];
  }
  // All ten that the grader called positive; the rest in halves.
  EXPECT_EQ((counts[{"even", true}]), 5);
  EXPECT_EQ((counts[{"odd", true}]), 5);
  EXPECT_EQ((counts[{"even", false}]), 25);
  EXPECT_EQ((counts[{"odd", false}]), 25);
}

TEST(DrawLabels, TakesAsMuchOfEachValueOfASliceAsThereIs) {
  RecordedRun run = run_with("a", 200, 400);
  for (size_t i = 0; i < run.attempts.size(); ++i)
    run.attempts[i].slices["condition"] = i % 20 == 0 ? "rare" : "plain";
  std::map<std::string, int> counts;
  for (const Label& label : draw_labels(run, {.by = "condition", .labels = 80}).value().labels)
    ++counts[run.attempts[static_cast<size_t>(std::stoi(label.sample.substr(1)))].slices["condition"]];
  EXPECT_EQ(counts["rare"], 20);  // all that there are
  EXPECT_EQ(counts["plain"], 60);
  EXPECT_FALSE(draw_labels(run, {.by = "colour"}));
}

TEST(DrawLabels, DependsOnTheSeedAndTellsNoVerdictByItsOrder) {
  const RecordedRun run = run_with("a", 100, 400);
  const auto samples = [&](uint64_t seed) {
    std::string out;
    const Drawn drawn = draw_labels(run, {.labels = 40, .seed = seed}).value();
    for (const Label& label : drawn.labels) out += label.sample + " ";
    return out;
  };
  EXPECT_EQ(samples(1), samples(1));
  EXPECT_NE(samples(1), samples(2));
  // Not all of one verdict first.
  int changes = 0;
  const Drawn drawn = draw_labels(run, {.labels = 40}).value();
  for (size_t i = 1; i < drawn.labels.size(); ++i) {
    const auto positive = [&](size_t at) { return std::stoi(drawn.labels[at].sample.substr(1)) < 100; };
    changes += positive(i) != positive(i - 1) ? 1 : 0;
  }
  EXPECT_GT(changes, 8);
}

TEST(DrawLabels, BringsTextsOnlyWhereTheyWereKeptInFull) {
  RecordedRun run = run_with("a", 2, 4);
  for (AttemptRecord& attempt : run.attempts) attempt.reply = "cut off …";
  run.run.suites[0].keep = "redacted";
  const Drawn drawn = draw_labels(run, {}).value();
  EXPECT_EQ(drawn.without_text, 4);
  for (const Label& label : drawn.labels) EXPECT_EQ(label.reply, "");
  EXPECT_FALSE(draw_labels(run, {.suite = "t"}));
  EXPECT_FALSE(draw_labels(run, {.metric = "leaked"}));
}

TEST(Labels, SurviveTheFileTheyStandIn) {
  const RecordedRun run = run_with("a", 1, 2);
  std::vector<Label> labels{label_of(run, 0, true, "ann"), label_of(run, 1, false)};
  labels[0].reply = "=cmd, \"quoted\"\nand a line";
  labels[1].label = "";
  const auto read = read_labels(labels_csv(labels), "l.csv");
  ASSERT_TRUE(read) << read.error().what;
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ((*read)[0].key(), labels[0].key());
  EXPECT_EQ((*read)[0].reply, labels[0].reply);
  EXPECT_EQ((*read)[0].label, "yes");
  EXPECT_EQ((*read)[0].labeller, "ann");
  EXPECT_EQ((*read)[1].decided(), std::nullopt);
}

TEST(Labels, SayWhereAFileIsWrong) {
  const std::string head = "run,suite,metric,sample,attempt,label\n";
  EXPECT_EQ(read_labels(head + "a,s,m,x,0,maybe\n", "l.csv").error().where.line, 2);
  EXPECT_EQ(read_labels(head + "a,s,m,x,0,Y\na,s,m,x,one,n\n", "l.csv").error().where.line, 3);
  EXPECT_NE(read_labels(head + "a,s,m,x,0,y\na,s,m,x,0,n\n", "l.csv").error().what.find("twice"),
            std::string::npos);
  EXPECT_NE(read_labels("run,suite\na,s\n", "l.csv").error().what.find("`metric`"), std::string::npos);
}

}  // namespace
}  // namespace broch::eval
