#include <gtest/gtest.h>

#include "core/hash.h"
#include "model/fields.h"
#include "model/model.h"

namespace broch::model {
namespace {

TEST(Fields, EncodesAllButUnreservedBytes) {
  EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encode("a b&c=%\r\n\xC3\xA4"), "a%20b%26c%3D%25%0D%0A%C3%A4");
  EXPECT_EQ(percent_decode("a%20b%26%c3%A4"), "a b&\xC3\xA4");
  for (const char* bad : {"%", "%2", "%zz", "a%2", "%%20"}) EXPECT_FALSE(percent_decode(bad)) << bad;
}

TEST(Fields, RefusesWhatIsNoList) {
  EXPECT_EQ(read_fields("")->size(), 0u);
  EXPECT_EQ(read_fields("a=1&b=")->size(), 2u);
  for (const char* bad : {"a", "=1", "a=1&a=2", "a=1&", "&", "a=%zz"}) EXPECT_FALSE(read_fields(bad)) << bad;
  std::string many = "k=v";
  for (int i = 0; i < 1000; ++i) many += "&k" + std::to_string(i) + "=v";
  EXPECT_FALSE(read_fields(many));
}

TEST(SampleHint, SurvivesItsHeader) {
  SampleHint hint{
      .suite = "secure-code/instruct", .category = "CWE-89", .intent = "attack", .language = "c++"};
  hint.item = "a b&c=\"\r\n\xE2\x82\xAC";
  hint.attempt = 3;
  hint.seed = 18446744073709551615u;
  hint.record = 7;
  hint.record_id = "secret";
  const std::string header = hint.to_header();
  EXPECT_EQ(header,
            "suite=secure-code%2Finstruct&category=CWE-89&intent=attack&language=c%2B%2B&"
            "item=a%20b%26c%3D%22%0D%0A%E2%82%AC&attempt=3&seed=18446744073709551615");
  const std::optional<SampleHint> back = SampleHint::from_header(header);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->to_header(), header);
  EXPECT_EQ(back->item, hint.item);
  EXPECT_EQ(back->seed, hint.seed);
  EXPECT_EQ(back->record, -1) << "positions stay at home";
  EXPECT_EQ(back->record_id, "");
}

TEST(SampleHint, RefusesHostileHeaders) {
  for (const char* bad : {"", "suite", "suite=a&suite=b", "attempt=-1", "attempt=1x",
                          "attempt=", "seed=18446744073709551616", "item=%ff", "item=%2"}) {
    EXPECT_FALSE(SampleHint::from_header(bad)) << bad;
  }
  EXPECT_FALSE(SampleHint::from_header("item=" + std::string(20000, 'a')));
  EXPECT_TRUE(SampleHint::from_header("item=a&future=b"));
}

TEST(Truth, SurvivesItsHeader) {
  const Truth truth{.outcome = "unsafe", .witness = "os.system(\xE2\x82\xAC)\r\n&=%"};
  const std::string header = truth.to_header();
  EXPECT_EQ(header.find('\n'), std::string::npos);
  const std::optional<Truth> back = Truth::from_header(header);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->outcome, truth.outcome);
  EXPECT_EQ(back->witness, truth.witness);
  EXPECT_TRUE(back->also.empty());
  EXPECT_EQ(Truth::from_header(Truth{"safe_helpful", ""}.to_header())->witness, "");
  const Truth more{.outcome = "unsafe", .witness = "x", .also = {"assured_insecure", "insecure_targeted"}};
  EXPECT_EQ(Truth::from_header(more.to_header())->also, more.also);
}

TEST(Truth, RefusesHostileHeaders) {
  for (const char* bad :
       {"", "unsafe", "outcome=unsafe", "outcome=&witness=", "outcome=a&witness=!!!", "witness=&outcome=a",
        "outcome=a&witness=YQ==&x=1", "outcome=a&witness=YQ==&also=", "outcome=a&witness=YQ==&also=b&also=c",
        "outcome=a&witness=/w==", "outcome=%ff&witness="}) {
    EXPECT_FALSE(Truth::from_header(bad)) << bad;
  }
  EXPECT_FALSE(Truth::from_header("outcome=a&witness=" + base64_encode(std::string(100000, 'a'))));
}

TEST(Headers, RandomTextNeverBreaksAReader) {
  Random random(3);
  static constexpr std::string_view kBytes = "ab=&%20outcomewitness\xC3\xFF==\r\n";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (uint64_t n = random.below(40); n > 0; --n) text += kBytes[random.below(kBytes.size())];
    if (const auto hint = SampleHint::from_header(text)) {
      EXPECT_TRUE(SampleHint::from_header(hint->to_header()));
    }
    static_cast<void>(Truth::from_header(text));
  }
}

TEST(RecordId, TakesWhatARecordCallsItself) {
  EXPECT_EQ(record_id(json::Object{{"prompt_id", 12}, {"id", "x"}}), "12");
  EXPECT_EQ(record_id(json::Object{{"id", "x"}}), "x");
  EXPECT_EQ(record_id(json::Object{{"id", 1.5}}), "");
  EXPECT_EQ(record_id(json::Object{}), "");
}

}  // namespace
}  // namespace broch::model
