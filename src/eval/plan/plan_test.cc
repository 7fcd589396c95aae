#include "eval/plan/plan.h"

#include <gtest/gtest.h>

#include <cmath>

#include "eval/run/scripted_model_test.h"

namespace broch::eval {
namespace {

Registered registered(const Plan& plan) { return {"0123456789abcdef", to_json(plan)}; }

TEST(Plan, SaysWhatTheSuiteShowsAndWhatTheDifferenceTakes) {
  // 198 items and a variance of 1/9: .066367 (Miller). Connor at (.2, .05): 625.547.
  const Plan miller = make_plan({make_suite(198)}, {.discordant = 1.0 / 9});
  EXPECT_NEAR(miller.suites[0].detectable, .066367, 5e-6);
  const Plan connor = make_plan({make_suite(198)}, {.difference = .05, .discordant = .2});
  EXPECT_NEAR(connor.suites[0].items_needed, 625.547, 5e-3);
  EXPECT_NEAR(connor.suites[0].clusters_needed, 625.547, 5e-3);
  EXPECT_FALSE(connor.suites[0].enough());
  EXPECT_TRUE(make_plan({make_suite(626)}, {.difference = .05, .discordant = .2}).suites[0].enough());
}

TEST(Plan, OfOneItemShowsNoDifference) {
  const Plan plan = make_plan({make_suite(1)}, {});
  EXPECT_TRUE(std::isinf(plan.suites[0].detectable));
  EXPECT_TRUE(to_json(plan).find("suites")->as_array()[0].find("detectable")->is_null());
}

TEST(Plan, ComparesWithRunsThatAreNotPaired) {
  // n 251, p .2: .100033. Two rates .3 against .2: 293.15 a run.
  EXPECT_NEAR(make_plan({make_suite(251)}, {.rate = .2}).suites[0].detectable_unpaired, .100033, 5e-6);
  const Plan plan = make_plan({make_suite(251)}, {.difference = .1, .rate = .2});
  EXPECT_NEAR(plan.suites[0].items_needed_unpaired, 293.15, 5e-3);
}

TEST(Plan, PaysForClusters) {
  Suite suite = make_suite(20);
  const double independent = make_plan({suite}, {}).suites[0].detectable;
  for (size_t i = 0; i < 20; ++i) suite.samples[i].cluster = "c" + std::to_string(i / 4);
  // Five clusters of four and an icc of .466667: 2.4.
  const SuitePlan plan = make_plan({suite}, {.icc = .466667}).suites[0];
  EXPECT_EQ(plan.clusters, 5);
  EXPECT_NEAR(plan.design_effect, 2.4, 1e-5);
  EXPECT_NEAR(plan.detectable, independent * std::sqrt(2.4), 1e-5);
  EXPECT_NEAR(plan.items_needed, 2.4 * 625.547, .05);
  EXPECT_NEAR(plan.clusters_needed, 2.4 * 625.547 / 4, .05);
}

TEST(Plan, CountsVariantsOfAnItemOnce) {
  Suite suite = make_suite(4);
  for (Sample& sample : suite.samples) sample.item = sample.cluster = "one";
  const SuitePlan plan = make_plan({suite}, {.attempts = 3}).suites[0];
  EXPECT_EQ(plan.samples, 4);
  EXPECT_EQ(plan.items, 1);
  EXPECT_EQ(plan.design_effect, 1);
  EXPECT_EQ(plan.requests, 12);
}

TEST(Plan, CountsAttacksAndBenignWorkApart) {
  Suite suite = make_suite(6);
  for (size_t i = 0; i < 4; ++i) suite.samples[i].intent = "benign";
  const Plan plan = make_plan({suite}, {});
  ASSERT_EQ(plan.suites.size(), 2u);
  EXPECT_EQ(plan.suites[0].intent, "attack");
  EXPECT_EQ(plan.suites[0].items, 2);
  EXPECT_EQ(plan.suites[1].items, 4);
  EXPECT_EQ(plan.requests(), 6);
  EXPECT_FALSE(check_plan(registered(plan), make_plan({make_suite(6)}, {})));
}

TEST(Plan, AddsUpTokensAndHours) {
  // "question s00" and so on are 12 bytes: 3 tokens.
  const Plan plan = make_plan({make_suite(4), make_suite(6, "fish")},
                              {.max_tokens = 100, .judged = true, .seconds = 36, .concurrency = 2});
  EXPECT_EQ(plan.requests(), 10);
  EXPECT_EQ(plan.tokens().in, 30);
  EXPECT_EQ(plan.tokens().out, 1000);
  EXPECT_EQ(plan.judge_tokens().in, 30 + 1000 + 2500);
  EXPECT_EQ(plan.judge_tokens().out, 10240);
  EXPECT_DOUBLE_EQ(plan.hours(), .1);  // 20 requests of 36 s, two at a time
  EXPECT_DOUBLE_EQ(plan.tokens().money(1, 2), (30 + 2000) / 1e6);
}

TEST(Plan, HoldsARunToIt) {
  const Plan plan = make_plan({make_suite(4)}, {});
  EXPECT_TRUE(check_plan(registered(plan), plan));
  Suite changed = make_suite(4);
  changed.digest = "other";
  for (const Plan& run :
       {make_plan({make_suite(5)}, {}), make_plan({changed}, {}), make_plan({make_suite(4, "fish")}, {}),
        make_plan({make_suite(4), make_suite(4, "fish")}, {}), make_plan({make_suite(4)}, {.attempts = 2})}) {
    EXPECT_FALSE(check_plan(registered(plan), run));
  }
}

}  // namespace
}  // namespace broch::eval
