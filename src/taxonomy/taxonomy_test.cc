#include "taxonomy/taxonomy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "taxonomy/id.h"
#include "taxonomy/table.h"

namespace broch::taxonomy {
namespace {

int64_t count(Scheme scheme, std::string_view kind) {
  const auto all = entries(scheme);
  return std::count_if(all.begin(), all.end(), [&](const Entry& e) { return e.kind == kind; });
}

// Counts as published: CWE 4.15, ATT&CK Enterprise 18.1, ATLAS 5.6.0, OWASP LLM 2025 and 2026.
TEST(Taxonomy, HoldsTheWholeCatalogues) {
  EXPECT_EQ(entries(Scheme::kCwe).size(), 964u);
  EXPECT_EQ(count(Scheme::kAttack, "tactic"), 14);
  EXPECT_EQ(count(Scheme::kAttack, "technique") + count(Scheme::kAttack, "sub-technique"), 691);
  EXPECT_EQ(count(Scheme::kAtlas, "tactic"), 16);
  EXPECT_EQ(count(Scheme::kAtlas, "technique") + count(Scheme::kAtlas, "sub-technique"), 170);
  EXPECT_EQ(count(Scheme::kAtlas, "mitigation"), 35);
  EXPECT_EQ(entries(Scheme::kOwaspLlm).size(), 20u);
  EXPECT_EQ(version(Scheme::kCwe), "4.15");
  EXPECT_EQ(version(Scheme::kAttack), "18.1");
  EXPECT_EQ(version(Scheme::kAtlas), "5.6.0");
}

TEST(Taxonomy, EveryParentExists) {
  for (Scheme scheme : kSchemes) {
    for (const Entry& entry : entries(scheme)) {
      for (std::string_view parent : entry.parents)
        EXPECT_NE(table(scheme).find(parent), nullptr) << entry.id;
    }
  }
}

TEST(Taxonomy, FindsAnIdInAnyUsualSpelling) {
  for (const char* text : {"CWE-89", "cwe 89", "cwe89", "CWE-089", " Cwe:89 "}) {
    const Entry* entry = find(text);
    ASSERT_NE(entry, nullptr) << text;
    EXPECT_EQ(entry->id, "CWE-89");
  }
  EXPECT_EQ(find("CWE-89")->name,
            "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')");
  EXPECT_EQ(find("t1059/001")->name, "PowerShell");
  EXPECT_EQ(find("TA0002")->name, "Execution");
  EXPECT_EQ(find("aml.t0051.001")->name, "Indirect");
  EXPECT_EQ(find("AML.M0020")->kind, "mitigation");
  EXPECT_EQ(find("llm5-2025")->name, "Improper Output Handling");
  EXPECT_EQ(find("LLM10:2026")->name, "Improper Output Handling");
}

TEST(Taxonomy, ABareNumberNeedsItsScheme) {
  EXPECT_EQ(find("89"), nullptr);
  ASSERT_NE(find("89", Scheme::kCwe), nullptr);
  EXPECT_EQ(find("1059.001", Scheme::kAttack)->name, "PowerShell");
  EXPECT_EQ(find("T0051", Scheme::kAtlas)->name, "LLM Prompt Injection");
  EXPECT_EQ(find("T0051"), nullptr);
  EXPECT_EQ(find("CWE-89", Scheme::kAttack), nullptr);
}

TEST(Taxonomy, RefusesWhatIsNoId) {
  for (const char* text : {"", "CWE", "CWE-", "CWE-89x", "T105", "T1059.1", "T1059.001.002", "TA0002.001",
                           "LLM01", "LLM01:25", "CWE-99999999999999999999", "AML.", "CWE-0"}) {
    EXPECT_EQ(find(text), nullptr) << text;
  }
}

TEST(Taxonomy, SuggestsWhatAnUnknownIdMayMean) {
  EXPECT_EQ(suggestions("LLM01"), (std::vector<std::string>{"LLM01:2025", "LLM01:2026"}));
  const std::vector<std::string> near = suggestions("CWE-8900");
  EXPECT_NE(std::find(near.begin(), near.end(), "CWE-89"), near.end());
  EXPECT_EQ(suggestions("T1059", Scheme::kAttack, 1).front(), "T1059");
  EXPECT_TRUE(suggestions("completely different").empty());
}

TEST(Taxonomy, SearchRanksWholeWordsAndShortNamesFirst) {
  const auto hits = search("SQL  injection");
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits.front()->id, "CWE-89");
  for (const Entry* hit : hits) {
    EXPECT_NE(std::string(hit->name).find("SQL"), std::string::npos) << hit->name;
  }
  EXPECT_EQ(search("powershell", Scheme::kAttack).front()->id, "T1059.001");
  EXPECT_EQ(search("injection", {}, 3).size(), 3u);
  EXPECT_TRUE(search("  ").empty());
  EXPECT_TRUE(search("no such words anywhere").empty());
}

// Relations as in CWE's research view: 89 -> 943 -> 74 -> 707; 121 -> 787 and 788 -> 119.
TEST(Taxonomy, FollowsRelationsUpwards) {
  EXPECT_TRUE(is_within("CWE-89", "CWE-89"));
  EXPECT_TRUE(is_within("CWE-89", "CWE-74"));
  EXPECT_TRUE(is_within("CWE-121", "CWE-119"));
  EXPECT_FALSE(is_within("CWE-74", "CWE-89"));
  EXPECT_FALSE(is_within("CWE-89", "CWE-119"));
  EXPECT_TRUE(is_within("T1059.001", "T1059"));
  EXPECT_FALSE(is_within("T1059", "T1059.001"));
  EXPECT_FALSE(is_within("T1", "T1"));
}

TEST(Taxonomy, TacticsComeInKillChainOrder) {
  std::vector<std::string_view> names;
  for (const Entry* tactic : tactics_of("T1078")) names.push_back(tactic->name);
  EXPECT_EQ(names, (std::vector<std::string_view>{"Initial Access", "Persistence", "Privilege Escalation",
                                                  "Defense Evasion"}));
  EXPECT_TRUE(tactics_of("CWE-89").empty());
  EXPECT_TRUE(tactics_of("T9999").empty());
}

TEST(Taxonomy, DescribesWhatItCanInOneSentence) {
  EXPECT_FALSE(find("CWE-89")->description.empty());
  for (const Entry& risk : entries(Scheme::kOwaspLlm))
    EXPECT_TRUE(risk.description.ends_with('.')) << risk.id;
}

TEST(TaxonomyTable, RefusesLinesOfAnotherForm) {
  Table into;
  EXPECT_THROW(read_table("CWE-1\tBase\tonly three", Scheme::kCwe, into), std::logic_error);
  EXPECT_THROW(read_table("\tBase\tname\t", Scheme::kCwe, into), std::logic_error);
  EXPECT_THROW(read_table("CWE-1\tBase\tname\t\nCWE-1\tBase\tname\t\n", Scheme::kCwe, into),
               std::logic_error);
}

TEST(TaxonomyTable, IsReadInAFewMilliseconds) {
  Table into;
  std::string_view largest;
  for (const EmbeddedFile& file : table_files()) {
    if (file.bytes.size() > largest.size()) largest = file.bytes;
  }
  const auto begin = std::chrono::steady_clock::now();
  read_table(largest, Scheme::kCwe, into);
  // Generous: sanitizers and a busy machine; a quadratic reader would still be far beyond it.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(100));
}

}  // namespace
}  // namespace broch::taxonomy
