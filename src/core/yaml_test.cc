#include "core/yaml.h"

#include <gtest/gtest.h>

#include "core/config.h"

namespace broch::yaml {
namespace {

std::string error_of(std::string_view text) {
  const auto node = parse(text, "f.yaml");
  return node ? "parsed: " + json::dump(node->to_json()) : node.error().to_string();
}

TEST(Yaml, MarksEveryNode) {
  const auto root = parse("name: x\nlist:\n  - a\n  - {k: v}\n", "f.yaml");
  ASSERT_TRUE(root) << root.error().to_string();
  EXPECT_EQ(root->find("name")->line, 1);
  EXPECT_EQ(root->find("name")->column, 7);
  EXPECT_EQ(root->find("list")->items[1].line, 4);
  EXPECT_EQ(root->find("list")->items[1].find("k")->column, 9);
  EXPECT_EQ(root->find("absent"), nullptr);
}

TEST(Yaml, AByteOrderMarkIsNoColumn) {
  const auto root = parse(
      "\xEF\xBB\xBF"
      "rules:\n- id: a\n",
      "r.yaml");
  ASSERT_TRUE(root) << root.error().to_string();
  EXPECT_EQ(root->members[0].first.column, 1);
  EXPECT_EQ(root->find("rules")->items.size(), 1u);
}

TEST(Yaml, CoreSchema) {
  EXPECT_EQ(error_of("[1, -2, 0x10, 1.5, true, 'true', ~, null, '', abc, 1e3, \"7\", inf]"),
            R"(parsed: [1,-2,16,1.5,true,"true",null,null,"","abc",1000,"7","inf"])");
  EXPECT_EQ(error_of(""), "parsed: null");
  EXPECT_EQ(error_of(R"({"json": [1, {"a": "b"}]})"), R"(parsed: {"json":[1,{"a":"b"}]})");
}

TEST(Yaml, RefusesWhatConfigurationMustNotHold) {
  EXPECT_EQ(error_of("a: 1\nb: 2\na: 3\n"), "f.yaml:3:1: duplicate key `a` (first on line 1)");
  EXPECT_EQ(error_of("a: &x [*x]\n"), "f.yaml:1:8: alias *x contains itself");
  EXPECT_EQ(error_of("a: *nope\n"), "f.yaml:1:4: alias *nope has no anchor");
  EXPECT_EQ(error_of("a: 1\n---\nb: 2\n"), "f.yaml:2:1: more than one YAML document");
  EXPECT_EQ(error_of("? [a]\n: b\n"), "f.yaml:1:3: a key must be a scalar");
  EXPECT_EQ(error_of("a: \"\xFF\"\n"), "f.yaml:1:5: not UTF-8");
  EXPECT_TRUE(error_of("a: [1, 2\nb: 3\n").starts_with("f.yaml:2:")) << error_of("a: [1, 2\nb: 3\n");
}

TEST(Yaml, AliasBombIsStopped) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 10; ++k) text += (k > 0 ? ", *a" : "*a") + std::to_string(i - 1);
    text += "]\n";
  }
  EXPECT_NE(error_of(text).find("aliases"), std::string::npos);
}

TEST(Yaml, DepthIsLimited) {
  EXPECT_TRUE(parse(std::string(90, '[') + std::string(90, ']'), "f"));
  EXPECT_NE(error_of(std::string(200, '[') + std::string(200, ']')).find("deeper"), std::string::npos);
  EXPECT_FALSE(parse(std::string(200'000, '['), "f"));
}

struct Settings {
  std::string listen;
  int64_t limit;
  bool on;
  double share;
  int64_t wait;
  std::string mode;
  std::vector<std::string> names;
};

Result<Settings> read(std::string_view text) {
  BROCH_TRY(const Node root, parse(text, "c.yaml"));
  config::Map map(root, "c.yaml");
  Settings settings{map.string("listen", "default"),
                    map.integer("limit", 10, {1, 100}),
                    map.boolean("on", false),
                    map.number("share", 0.5, 0, 1),
                    map.duration_ms("wait", 1000, {0, 60'000}),
                    map.choice("mode", "slow", {"slow", "fast"}),
                    map.strings("names")};
  BROCH_CHECK(map.finish());
  return settings;
}

TEST(Config, ReadsTypedMembers) {
  const auto s = read("listen: a:1\nlimit: 7\non: true\nshare: 0.25\nwait: 2s\nmode: fast\nnames: [a, b]\n");
  ASSERT_TRUE(s) << s.error().to_string();
  EXPECT_EQ(s->listen, "a:1");
  EXPECT_EQ(s->limit, 7);
  EXPECT_TRUE(s->on);
  EXPECT_EQ(s->share, 0.25);
  EXPECT_EQ(s->wait, 2000);
  EXPECT_EQ(s->mode, "fast");
  EXPECT_EQ(s->names, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(read("")->limit, 10);
}

TEST(Config, AMisspeltKeySaysMoreThanTheMissingOne) {
  const auto root = parse("promt: x\n", "c.yaml");
  config::Map map(*root, "c.yaml");
  map.required_string("prompt");
  EXPECT_EQ(map.finish().error().to_string(), "c.yaml:1:1: unknown key `promt` (did you mean `prompt`?)");
  const auto empty = parse("", "c.yaml");
  config::Map nothing(*empty, "c.yaml");
  nothing.required_string("prompt");
  EXPECT_EQ(nothing.finish().error().what, "`prompt` is missing");
}

TEST(Config, ErrorsNamePlaceAndRemedy) {
  const auto message = [](std::string_view text) {
    const auto s = read(text);
    return s ? std::string("fine") : s.error().to_string();
  };
  EXPECT_EQ(message("limt: 3\n"), "c.yaml:1:1: unknown key `limt` (did you mean `limit`?)");
  EXPECT_EQ(message("\nlimit: 300\n"), "c.yaml:2:8: `limit` must be a whole number from 1 to 100");
  EXPECT_EQ(message("limit: '3'\n"), "c.yaml:1:8: `limit` must be a whole number from 1 to 100");
  EXPECT_EQ(message("on: yes\n"), "c.yaml:1:5: `on` must be true or false");
  EXPECT_EQ(message("mode: fats\n"), "c.yaml:1:7: `fats` is no value for `mode` (did you mean `fast`?)");
  EXPECT_EQ(message("wait: 2\n"),
            "c.yaml:1:7: `wait` must be a duration such as 250ms, 2s or 5m, from 0ms to 60000ms");
  EXPECT_EQ(message("wait: 9223372036854775807h\n"),
            "c.yaml:1:7: `wait` must be a duration such as 250ms, 2s or 5m, from 0ms to 60000ms");
  EXPECT_EQ(message("listen: [a]\n"), "c.yaml:1:9: `listen` must be a string, found a list");
  EXPECT_EQ(message("names: [a, {b: c}]\n"), "c.yaml:1:12: `names` must hold strings, found a map");
  EXPECT_EQ(message("[a]\n"), "c.yaml:1:1: expected a map, found a list");
  for (const char* text :
       {"limt: 3\n", "limit: 300\n", "share: 2\n", "on: yes\n", "mode: fats\n", "wait: 2\n", "listen: [a]\n",
        "names: {b: c}\n", "names: [a, {b: c}]\n", "[a]\n"}) {
    EXPECT_NE(read(text).error().remedy, "") << text;
  }
}

}  // namespace
}  // namespace broch::yaml
