#include "eval/run/declared_factors.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

TEST(DeclaredFactors, AreReadByName) {
  const auto factors = parse_declared_factors("adapter=lora-3, quantisation = q4_k_m");
  ASSERT_TRUE(factors) << factors.error().what;
  EXPECT_EQ(json::dump(*factors), R"({"adapter":"lora-3","quantisation":"q4_k_m"})");
}

TEST(DeclaredFactors, WhatIsNoneIsNamed) {
  const auto error = [](const char* text) {
    const auto factors = parse_declared_factors(text);
    return factors ? std::string("none") : factors.error().what;
  };
  EXPECT_EQ(error("adapter"), "`adapter` is no factor");
  EXPECT_EQ(error("adapter="), "`adapter=` is no factor");
  EXPECT_EQ(error("My Adapter=1"), "`My Adapter=1` is no factor");
  EXPECT_EQ(error("a=1,"), "`` is no factor");
  EXPECT_EQ(error("guard=strict"), "a run declares `guard` by itself");
  EXPECT_EQ(error("a=1,a=2"), "the factor `a` is given twice");
}

}  // namespace
}  // namespace broch::eval
