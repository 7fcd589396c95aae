#include "core/json.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/hash.h"

namespace broch::json {
namespace {

std::string error_of(std::string_view text, const ParseOptions& options = {.file = "f"}) {
  const auto value = parse(text, options);
  return value ? "parsed: " + dump(*value) : value.error().to_string();
}

TEST(Json, RoundTripsEveryKindOfValue) {
  const std::string text = R"({"a":[1,-2,3.5,true,false,null,"x"],"b":{},"c":[],"d":1e300})";
  const auto value = parse(text);
  ASSERT_TRUE(value) << value.error().to_string();
  EXPECT_EQ(dump(*value), R"({"a":[1,-2,3.5,true,false,null,"x"],"b":{},"c":[],"d":1e+300})");
  EXPECT_EQ(parse(dump(*value, 2)), *value);
}

TEST(Json, ScalarRoots) {
  EXPECT_EQ(parse(" 42 ")->as_integer(), 42);
  EXPECT_EQ(parse("\"x\"")->as_string(), "x");
  EXPECT_TRUE(parse("null")->is_null());
  EXPECT_EQ(error_of("42 43"), "f:1:1: `42 43` is no JSON value");
  EXPECT_EQ(error_of("\"a\"\"b\""), "f:1:4: unexpected bytes after a string");
}

TEST(Json, SpansCoverTheBytesOfEachValue) {
  const std::string text = "{ \"a\" : [ 1 , {\"b\":\"\\u00e9\"} ] , \"c\":-1.5e3 }";
  const auto value = parse(text);
  ASSERT_TRUE(value) << value.error().to_string();
  const auto bytes = [&](std::string_view pointer) {
    const Value* found = value->at_pointer(pointer);
    return found == nullptr ? "<absent>" : text.substr(found->span().begin, found->span().size());
  };
  EXPECT_EQ(bytes(""), text);
  EXPECT_EQ(bytes("/a"), "[ 1 , {\"b\":\"\\u00e9\"} ]");
  EXPECT_EQ(bytes("/a/0"), "1");
  EXPECT_EQ(bytes("/a/1"), "{\"b\":\"\\u00e9\"}");
  EXPECT_EQ(bytes("/a/1/b"), "\"\\u00e9\"");
  EXPECT_EQ(bytes("/c"), "-1.5e3");
  EXPECT_EQ(bytes("/d"), "<absent>");
}

TEST(Json, PointerEscapes) {
  const auto value = parse(R"({"a/b":{"~":1},"x":[[7]]})");
  EXPECT_EQ(value->at_pointer("/a~1b/~0")->as_integer(), 1);
  EXPECT_EQ(value->at_pointer("/x/0/0")->as_integer(), 7);
  EXPECT_EQ(value->at_pointer("/x/1"), nullptr);
  EXPECT_EQ(value->at_pointer("/x/-1"), nullptr);
  EXPECT_EQ(value->at_pointer("x"), nullptr);
}

TEST(Json, StringEscapes) {
  EXPECT_EQ(parse(R"("\"\\\/\b\f\n\r\t\u0041\u00e9\u20ac\ud83d\ude00")")->as_string(),
            "\"\\/\b\f\n\r\tA\u00e9\u20ac\U0001F600");
  EXPECT_NE(error_of(R"("\x41")").find("escape"), std::string::npos);
  EXPECT_NE(error_of(R"("\u12g4")").find("escape"), std::string::npos);
  EXPECT_NE(error_of(R"({"a":"\u12"})").find("escape"), std::string::npos);
  EXPECT_EQ(dump(Value("a\x01\x7f\"\\")), R"("a\u0001\u007f\"\\")");
}

TEST(Json, LoneSurrogatesSurviveAReadAndAWrite) {
  for (const char* text : {R"("\ud83d")", R"("\ude00x")", R"("a\ud83d\u0041")", R"("\ud83d\ud83d\ude00")"}) {
    const auto value = parse(text);
    ASSERT_TRUE(value) << text;
    EXPECT_EQ(parse(dump(*value))->as_string(), value->as_string()) << text;
  }
  EXPECT_EQ(dump(*parse(R"("\ud83d")")), R"("\ud83d")");
  // The two halves of one character, split over two strings, join again.
  EXPECT_EQ(dump(Value(parse(R"("x")")->as_string())), R"("x")");
}

TEST(Json, DuplicateKeysAreRefused) {
  EXPECT_EQ(error_of("{\"a\":1,\n \"b\":2, \"a\":3}"), "f:2:9: duplicate key `a`");
  EXPECT_EQ(error_of(R"({"a":1,"\u0061":3})"), "f:1:8: duplicate key `a`");
  EXPECT_EQ(error_of(R"([{"x":{"k":1,"k":2}}])"), "f:1:14: duplicate key `k`");
}

TEST(Json, MalformedTextNamesThePlace) {
  EXPECT_EQ(error_of(""), "f:1:1: expected JSON, found nothing");
  EXPECT_EQ(error_of(" \n "), "f:1:1: expected JSON, found nothing");
  EXPECT_TRUE(error_of("{\"a\":1,}").starts_with("f:1:")) << error_of("{\"a\":1,}");
  EXPECT_TRUE(error_of("[1,2").starts_with("f:")) << error_of("[1,2");
  EXPECT_TRUE(error_of("[1 2]").starts_with("f:1:4")) << error_of("[1 2]");
  EXPECT_TRUE(error_of("{\"a\" 1}").starts_with("f:1:")) << error_of("{\"a\" 1}");
  EXPECT_EQ(error_of("[tru]"), "f:1:2: `tru` is no JSON value");
  EXPECT_EQ(error_of("[01]"), "f:1:2: `01` is no JSON value");
  EXPECT_EQ(error_of("[1.]"), "f:1:2: `1.` is no JSON value");
  EXPECT_EQ(error_of("[+1]"), "f:1:2: `+1` is no JSON value");
  EXPECT_EQ(error_of("{\"a\":{}} x"), "f:1:10: unexpected bytes after the value");
  EXPECT_EQ(error_of("[\"\xC3\x28\"]"), "f:1:3: not UTF-8");
  EXPECT_EQ(error_of("{\"a\":[}"), error_of("{\"a\":[}"));
  EXPECT_FALSE(parse("{\"a\":[}"));
  EXPECT_FALSE(parse("\"abc"));
  EXPECT_FALSE(parse("\"a\nb\""));
  EXPECT_FALSE(parse("{"));
  EXPECT_FALSE(parse("}"));
  EXPECT_FALSE(parse("{1:2}"));
}

std::string remedy_of(std::string_view text) {
  const auto value = parse(text);
  return value ? "parsed" : value.error().remedy;
}

TEST(Json, AStringThatIsNotClosedIsFoundWhereItsQuotesGoWrong) {
  const std::string tail = ",\n \"z\": [\"more\", \"strings\"]\n}\n";
  // The closing quote is missing, then the opening one.
  EXPECT_EQ(error_of("{\n \"a\": \"x" + tail), "f:2:7: a string opens here that is not closed on its line");
  EXPECT_EQ(error_of("{\n \"a\": x\"" + tail), "f:2:8: a string opens here that is not closed on its line");
  EXPECT_EQ(error_of("{\n \"a\": \"x\r" + tail), "f:2:7: a string opens here that is not closed on its line");
  // A backslash takes the closing one.
  EXPECT_EQ(error_of("{\n \"a\": \"C:\\\"" + tail),
            "f:2:7: a string opens here that is not closed on its line");
  EXPECT_EQ(error_of("[\"a\", \"b]"), "f:1:7: a string opens here that is not closed at all");
  // On one line the last string is the open one, and the first that ends before a letter is the cause.
  EXPECT_EQ(error_of(R"({"a":"b","c":"d,"e":"f","g":"h"})"), "f:1:14: the quotes go wrong at this string");
  EXPECT_EQ(error_of(R"(["x" , "say "hi", "y"])"), "f:1:8: the quotes go wrong at this string");
  EXPECT_EQ(error_of("[\"a\" \"b\",\n \"c]"), "f:2:2: a string opens here that is not closed at all");
  EXPECT_NE(remedy_of("[\"a").find("close it"), std::string::npos);
}

TEST(Json, AControlCharacterInAStringIsNamedWithItsPlace) {
  using namespace std::string_literals;
  EXPECT_EQ(error_of("[\"a\",\n \"b\0c\",\n \"d\"]"s), "f:2:4: a control character, U+0000, in a string");
  EXPECT_EQ(error_of("[\"\\\x1f\"]"), "f:1:4: a control character, U+001F, in a string");
  EXPECT_EQ(remedy_of("[\"\x1f\"]"), "write it as `\\u001f`, or take it out");
  EXPECT_EQ(remedy_of("[\"a\tb\"]"), "write it as `\\t`, or take it out");
}

/// Whatever simdjson says of strings in its first pass, our own pass finds as well.
TEST(Json, RandomTextsWithBadStringsNameThePlace) {
  Random random(11);
  const std::string_view alphabet = "\"\"\"\\\\\n\r\t\x01 a,:[]{}";
  for (int i = 0; i < 20'000; ++i) {
    std::string text = "[";
    for (uint64_t n = random.below(90); n > 0; --n) text += alphabet[random.below(alphabet.size())];
    const std::string error = error_of(text);
    ASSERT_EQ(error.find("unescaped characters"), std::string::npos) << text;
    ASSERT_EQ(error.find("A string is opened"), std::string::npos) << text;
  }
}

TEST(Json, EveryErrorHasARemedy) {
  for (const char* text :
       {"", "[NaN]", "[None]", "[01]", "[1e999]", R"(["\x"])", "{} {}", "{}\n{}", "\"a\"\"b\"", "[1,2",
        "[1 2]", "{\"a\":1,}", "[,]", "[\"a", "[\"\t\"]", "{\"a\":1,\"a\":2}"}) {
    EXPECT_NE(remedy_of(text), "") << text;
  }
  EXPECT_NE(remedy_of("[NaN]").find("null for NaN"), std::string::npos);
  EXPECT_NE(remedy_of("{\"a\":1}\n{\"a\":2}").find("JSON Lines"), std::string::npos);
}

TEST(Json, LineNumbersCountFromTheGivenFirstLine) {
  EXPECT_EQ(error_of("{\"a\":1,\"a\":2}", {.file = "d.jsonl", .first_line = 7}),
            "d.jsonl:7:8: duplicate key `a`");
}

TEST(Json, NumbersBeyondTheirTypes) {
  EXPECT_EQ(parse("9223372036854775807")->as_integer(), INT64_MAX);
  EXPECT_EQ(parse("-9223372036854775808")->as_integer(), INT64_MIN);
  EXPECT_DOUBLE_EQ(parse("9223372036854775808")->as_double(), 9223372036854775808.0);
  EXPECT_DOUBLE_EQ(parse("123456789012345678901234567890")->as_double(), 1.2345678901234568e29);
  EXPECT_EQ(parse("1e-999")->as_double(), 0.0);
  EXPECT_NE(error_of("1e999").find("out of range"), std::string::npos);
  EXPECT_EQ(dump(Value(0.1)), "0.1");
  EXPECT_EQ(dump(Value(NAN)), "null");
}

TEST(Json, NotANumberOnlyWhenAsked) {
  EXPECT_EQ(error_of("{\"a\":NaN}"), "f:1:6: `NaN` is no JSON value");
  const auto value = parse("{\"a\":[NaN,Infinity,-Infinity,1],\"b\":NaN}", {.allow_nan = true});
  ASSERT_TRUE(value) << value.error().to_string();
  EXPECT_TRUE(std::isnan(value->at_pointer("/a/0")->as_double()));
  EXPECT_TRUE(std::isinf(value->at_pointer("/a/1")->as_double()));
  EXPECT_LT(value->at_pointer("/a/2")->as_double(), 0);
  EXPECT_EQ(value->at_pointer("/a/3")->as_integer(), 1);
}

TEST(Json, DepthIsLimited) {
  const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(parse(nested(128)));
  EXPECT_EQ(error_of(nested(129)), "f:1:129: nested deeper than 128 levels");
  EXPECT_FALSE(parse(nested(100'000)));
  std::string objects;
  for (int i = 0; i < 200; ++i) objects += "{\"a\":";
  EXPECT_FALSE(parse(objects));
}

TEST(Json, CanonicalSortsKeys) {
  EXPECT_EQ(canonical(*parse(R"({"b": 1, "a": {"d": [2], "c": 3}})")), R"({"a":{"c":3,"d":[2]},"b":1})");
}

/// Values built at random come back equal from text, and every span re-parses to its value.
TEST(Json, RandomValuesRoundTrip) {
  Random random(7);
  const auto make = [&](auto&& self, int depth) -> Value {
    switch (random.below(depth > 4 ? 5 : 7)) {
      case 0:
        return {};
      case 1:
        return random.below(2) == 0;
      case 2:
        return static_cast<int64_t>(random());
      case 3:
        return random.uniform() * 1e6;
      case 4: {
        std::string text;
        for (uint64_t n = random.below(12); n > 0; --n) text += "a\"\\\n\u00e9\x01z/"[random.below(8)];
        return *parse(quote(text));
      }
      case 5: {
        Array array;
        for (uint64_t n = random.below(4); n > 0; --n) array.push_back(self(self, depth + 1));
        return array;
      }
      default: {
        Object object;
        for (uint64_t n = random.below(4); n > 0; --n)
          object.set("k" + std::to_string(n), self(self, depth + 1));
        return object;
      }
    }
  };
  const auto check = [](auto&& self, const std::string& text, const Value& value) -> void {
    const auto again = parse(std::string_view(text).substr(value.span().begin, value.span().size()));
    ASSERT_TRUE(again) << text;
    ASSERT_EQ(*again, value) << text;
    if (value.is_array()) {
      for (const Value& item : value.as_array()) self(self, text, item);
    } else if (value.is_object()) {
      for (const Member& member : value.as_object()) self(self, text, member.value);
    }
  };
  for (int i = 0; i < 500; ++i) {
    const Value value = make(make, 0);
    const std::string text = dump(value, static_cast<int>(random.below(3)));
    const auto read = parse(text);
    ASSERT_TRUE(read) << text << read.error().to_string();
    ASSERT_EQ(*read, value) << text;
    check(check, text, *read);
  }
}

}  // namespace
}  // namespace broch::json
