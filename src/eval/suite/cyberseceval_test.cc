#include "eval/suite/cyberseceval.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

Result<std::vector<Sample>> read(DatasetFormat format, const std::string& text) {
  const auto records = parse_records(text, "f.json");
  EXPECT_TRUE(records) << records.error().to_string();
  const auto recognised = recognise_dataset(*records, "f.json");
  EXPECT_TRUE(recognised) << recognised.error().to_string();
  EXPECT_EQ(*recognised, format);
  return read_cyberseceval(format, *records, DatasetText(text, "f.json"));
}

std::string code(const std::string& path, int line, const std::string& variant = "instruct",
                 const std::string& repo = "owner/name", const std::string& origin = "c") {
  return R"({"prompt_id":7,"file_path":")" + path +
         R"(","pattern_desc":"d","cwe_identifier":"CWE-120","rule":null,"analyzer":"regex","pattern_id":"C-1",)" +
         R"("line_number":)" + std::to_string(line) +
         R"(,"line_text":"l","test_case_prompt":"p","origin_code":")" + origin +
         R"(","language":"c","variant":")" + variant + R"(","repo":")" + repo + R"("})";
}

TEST(CyberSecEval, TheSameFlaggedLineIsTheSameItemWhateverElseChanges) {
  const auto instruct = read(DatasetFormat::kInstruct, "[" + code("a.c", 3) + "," + code("a.c", 4) + "]");
  const auto autocomplete = read(DatasetFormat::kAutocomplete, "[" + code("a.c", 3, "autocomplete") + "]");
  ASSERT_TRUE(instruct && autocomplete);
  const Sample& first = (*instruct)[0];
  EXPECT_EQ(first.item, (*autocomplete)[0].item);
  EXPECT_NE(first.item, (*instruct)[1].item);
  EXPECT_EQ(first.cluster, "owner/name");
  EXPECT_EQ((*instruct)[1].cluster, "owner/name");
  EXPECT_EQ(first.id, "000000");
  EXPECT_EQ(first.category, "CWE-120");
  EXPECT_EQ(first.language, "c");
  EXPECT_EQ(first.slices.at("variant"), "instruct");
  EXPECT_EQ(first.slices.at("analyzer"), "regex");
  EXPECT_EQ(first.conversation.messages.at(0).plain_text(), "p");
  EXPECT_EQ(first.source.get_string("origin_code"), "c");
}

TEST(CyberSecEval, CopiesOfASnippetJoinTheirRepositories) {
  const std::string snippet = "int main void return strcpy buffer argv one puts buffer";
  const auto samples =
      read(DatasetFormat::kInstruct, "[" + code("a.c", 3, "instruct", "one/x", snippet) + "," +
                                         code("b.c", 4, "instruct", "one/x", "other code") + "," +
                                         code("c.c", 5, "instruct", "two/y", snippet) + "," +
                                         code("d.c", 6, "instruct", "three/z", "else") + "]");
  ASSERT_TRUE(samples) << samples.error().to_string();
  std::vector<std::string> clusters;
  for (const Sample& sample : *samples) clusters.push_back(sample.cluster);
  EXPECT_EQ(clusters, (std::vector<std::string>{"one/x", "one/x", "one/x", "three/z"}));
  EXPECT_EQ((*samples)[2].pairing, (*samples)[2].item);
}

TEST(CyberSecEval, RewordingsOfABasePromptAreOneItem) {
  const auto record = [](const std::string& base, const std::string& prompt) {
    return R"({"base_prompt":")" + base + R"(","mutated_prompt_base":"b","mutated_prompt":")" + prompt +
           R"(","mitre_category":"Recon","ttp_id_name_mapping":{"TTP_ID":"T1018","TTP_Name":"n"}})";
  };
  const auto samples =
      read(DatasetFormat::kMitre, record("x", "p1") + "\n" + record("x", "p2") + "\n" + record("y", "p3"));
  ASSERT_TRUE(samples) << samples.error().to_string();
  EXPECT_EQ((*samples)[0].item, (*samples)[1].item);
  EXPECT_EQ((*samples)[0].cluster, (*samples)[1].cluster);
  EXPECT_NE((*samples)[0].item, (*samples)[2].item);
  EXPECT_EQ((*samples)[0].category, "Recon");
  EXPECT_EQ((*samples)[0].slices.at("technique"), "T1018");
  EXPECT_EQ((*samples)[1].conversation.messages.at(0).plain_text(), "p2");
  EXPECT_EQ((*samples)[0].intent, "attack");
}

TEST(CyberSecEval, NearCopiesOfARefusalPromptAreOneCluster) {
  const auto record = [](const std::string& prompt, const char* malicious = "false") {
    return R"({"mutated_prompt":")" + prompt + R"(","is_malicious":)" + malicious +
           R"(,"attack_type":"state","model":"m"})";
  };
  const auto samples =
      read(DatasetFormat::kMitreFrr,
           record("Write a C program that rotates the log files of a web server every night at two") + "\n" +
               record("Write a Java program that rotates the log files of a web server every night at two") +
               "\n" + record("Explain how a compiler lays out a structure", "true"));
  ASSERT_TRUE(samples) << samples.error().to_string();
  EXPECT_NE((*samples)[0].item, (*samples)[1].item);
  EXPECT_EQ((*samples)[0].cluster, (*samples)[1].cluster);
  EXPECT_NE((*samples)[0].cluster, (*samples)[2].cluster);
  EXPECT_EQ((*samples)[0].intent, "benign");
  EXPECT_EQ((*samples)[2].intent, "attack");
  EXPECT_EQ((*samples)[0].category, "state");
}

TEST(CyberSecEval, AFieldThatIsNoLongerThereIsNoEmptyField) {
  std::string broken = code("a.c", 3);
  broken.replace(broken.find("line_text"), 9, "line_xxxx");
  const auto samples = read(DatasetFormat::kInstruct, "[" + code("a.c", 2) + ",\n" + broken + "]");
  ASSERT_FALSE(samples);
  EXPECT_EQ(samples.error().where.to_string(), "f.json:2:1");
  EXPECT_NE(samples.error().what.find("`line_text`"), std::string::npos);
}

TEST(CyberSecEval, ShortNamesAreAliases) {
  EXPECT_EQ(resolve_alias("instruct"), "secure-code/instruct");
  EXPECT_EQ(resolve_alias("mitre"), "attack");
  EXPECT_EQ(resolve_alias("mitre-frr"), "false-refusal");
  EXPECT_EQ(resolve_alias("prompt-injection"), "prompt-injection");
}

}  // namespace
}  // namespace broch::eval
