#include "eval/grade/reply_json.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

std::vector<std::string> found(std::string_view reply) {
  std::vector<std::string> out;
  for (const json::Value& value : json_in(reply)) out.push_back(json::dump(value));
  return out;
}

using List = std::vector<std::string>;

TEST(JsonIn, FindsItAloneFencedAndInProse) {
  EXPECT_EQ(found(R"( {"a": 1} )"), List{R"({"a":1})"});
  EXPECT_EQ(found("5"), List{"5"});
  EXPECT_EQ(found("Here:\n```json\n{\"a\": [1, 2]}\n```\nDone."), List{R"({"a":[1,2]})"});
  EXPECT_EQ(found(R"(The answer is {"a": "}"} as asked.)"), List{R"({"a":"}"})"});
  EXPECT_EQ(found(R"(First [1], then {"b": 2}.)"), (List{"[1]", R"({"b":2})"}));
  EXPECT_EQ(found("<json_object>{\"a\":1}</json_object>"), List{R"({"a":1})"});
}

TEST(JsonIn, IsNotStoppedByWhatIsNone) {
  EXPECT_EQ(found(R"(A {placeholder} and {"a": 1}.)"), List{R"({"a":1})"});
  EXPECT_EQ(found(R"([note: {"a": 1}])"), List{R"({"a":1})"});
  EXPECT_TRUE(found("no JSON here, 5").empty());
  EXPECT_TRUE(found("{\"a\": 1").empty());
}

TEST(JsonIn, TriesOnlySoManyPlaces) {
  // Quadratic without the limit.
  EXPECT_TRUE(found(std::string(200'000, '[')).empty());
}

TEST(JsonPath, LeadsToOnePlace) {
  const json::Value root = *json::parse(R"({"items": [{"price": 3}, {"price": 4}], "a b": null})");
  const auto at = [&](std::string_view path) {
    const json::Value* value = JsonPath::parse(path)->find(root);
    return value == nullptr ? "nothing" : json::dump(*value);
  };
  EXPECT_EQ(at("$.items[0].price"), "3");
  EXPECT_EQ(at("$['items'][-1][\"price\"]"), "4");
  EXPECT_EQ(at("$['a b']"), "null");
  EXPECT_EQ(at("$.items[2]"), "nothing");
  EXPECT_EQ(at("$.items[-3]"), "nothing");
  EXPECT_EQ(at("$.items.price"), "nothing");
  EXPECT_EQ(at("$"), json::dump(root));
}

TEST(JsonPath, RefusesWhatIsNoSingularQuery) {
  for (const char* path : {"", "items", "$.", "$..price", "$.items[*]", "$[0:2]", "$['a'", "$[]", "$ .a"}) {
    EXPECT_FALSE(JsonPath::parse(path)) << path;
  }
}

}  // namespace
}  // namespace broch::eval
