#include "sim/script.h"

#include <gtest/gtest.h>

#include "sim/sim.h"
#include "sim/texts.h"

namespace broch::sim {
namespace {

constexpr const char* kScript = R"(name: x
behaviours:
  - suite: attack
    rate: 0.5
    rest: {refused: 0.5, redirected: 0.25}
    categories: {T1059: 0.8, T1059.003: 0.1}
)";

TEST(Script, TechniquesCoverTheirSubTechniques) {
  const Script script = *parse_script(kScript, "x.yaml");
  const Behaviour* behaviour = script.find("attack", "attack");
  ASSERT_NE(behaviour, nullptr);
  EXPECT_EQ(behaviour->rate_of("T1059.001"), 0.8);
  EXPECT_EQ(behaviour->rate_of("T1059.003"), 0.1);
  EXPECT_EQ(behaviour->rate_of("T1566"), 0.5);
  EXPECT_EQ(script.find("attack", "benign"), nullptr);
}

// rate 0.5: [0,0.5) unsafe, then half of the rest refused, a quarter redirected, what remains safe_helpful.
TEST(Script, QuantilesBecomeOutcomes) {
  const Script script = *parse_script(kScript, "x.yaml");
  const Behaviour& behaviour = script.behaviours.front();
  EXPECT_EQ(behaviour.outcome_at(0.0, ""), "unsafe");
  EXPECT_EQ(behaviour.outcome_at(0.499, ""), "unsafe");
  EXPECT_EQ(behaviour.outcome_at(0.5, ""), "refused");
  EXPECT_EQ(behaviour.outcome_at(0.749, ""), "refused");
  EXPECT_EQ(behaviour.outcome_at(0.76, ""), "redirected");
  EXPECT_EQ(behaviour.outcome_at(0.876, ""), "safe_helpful");
  EXPECT_EQ(behaviour.outcome_at(0.76, "T1059"), "unsafe");
}

TEST(Script, AModeAddsToEveryRate) {
  const Script script = *parse_script(std::string(kScript) + "    modes: {autocomplete: 0.25}\n", "x.yaml");
  const Behaviour& behaviour = script.behaviours.front();
  EXPECT_EQ(behaviour.rate_of("T1566", "autocomplete"), 0.75);
  EXPECT_EQ(behaviour.rate_of("T1566", "instruct"), 0.5);
  EXPECT_EQ(behaviour.rate_of("T1059.003", "autocomplete"), 0.35);
  EXPECT_EQ(behaviour.rate_of("T1059", "autocomplete"), 1);
  EXPECT_EQ(behaviour.outcome_at(0.74, "", "autocomplete"), "unsafe");
  EXPECT_EQ(suite_mode("secure-code/autocomplete"), "autocomplete");
  EXPECT_EQ(suite_mode("autocomplete"), "autocomplete");
}

TEST(Script, RefusesWhatStatesNoRates) {
  for (const char* text :
       {"name: x", "behaviours: []", "name: x\nbehaviours:\n  - {suite: nonsense, rate: 0.1}",
        "name: x\nbehaviours:\n  - {suite: attack, rate: 1.1}",
        "name: x\nbehaviours:\n  - {suite: attack, rate: 0.1, rest: {refused: 0.7, redirected: 0.7}}",
        "name: x\nbehaviours:\n  - {suite: attack, rate: 0.1, rest: {unsafe: 0.7}}",
        "name: x\nbehaviours:\n  - {suite: attack, rate: 0.1}\n  - {suite: attack, rate: 0.2}",
        "name: x\njudge: {sensitivity: 2}", "name: x\njudge: {sensitivty: 0.5}"}) {
    EXPECT_FALSE(parse_script(text, "x.yaml")) << text;
  }
}

TEST(Script, KnowsSuitesUnderTheirForeignNames) {
  EXPECT_EQ(suite_family("secure-code/instruct"), "secure-code");
  EXPECT_EQ(suite_family("instruct"), "secure-code");
  EXPECT_EQ(suite_family("mitre-frr"), "false-refusal");
  EXPECT_EQ(suite_family("mitre"), "attack");
  EXPECT_EQ(suite_family("my-own"), "");
}

TEST(Texts, EverySnippetHasItsWitness) {
  const Result<Texts> texts = read_texts(script_files());
  ASSERT_TRUE(texts) << texts.error().to_string();
  EXPECT_GE(texts->code.at("python").size(), 20u);
  EXPECT_GE(texts->phrases.at("refusals").size(), 12u);
  EXPECT_GE(texts->phrases.at("refusals_elsewhere").size(), 5u);
}

TEST(Texts, AWitnessThatDoesNotDecideIsAnError) {
  const auto with = [](const std::string& vulnerable, const std::string& secure) {
    const std::string code = "language: python\nsnippets:\n  - {cwe: CWE-1, witness: bad, vulnerable: '" +
                             vulnerable + "', secure: '" + secure + "'}\n";
    const EmbeddedFile file{"code/python.yaml", code};
    return read_texts({&file, 1}).error().to_string();
  };
  EXPECT_NE(with("good", "good").find("must occur once"), std::string::npos);
  EXPECT_NE(with("bad bad", "good").find("must occur once"), std::string::npos);
  EXPECT_NE(with("bad", "also bad").find("must not occur"), std::string::npos);
}

TEST(Texts, FallsBackToALanguageItKnows) {
  const Texts texts = *read_texts(script_files());
  Random random(1);
  std::string language = "cpp";
  texts.snippet("CWE-120", language, random);
  EXPECT_EQ(language, "c");
  language = "cobol";
  EXPECT_FALSE(texts.snippet("CWE-0", language, random).vulnerable.empty());
  EXPECT_EQ(language, "python");
}

}  // namespace
}  // namespace broch::sim
