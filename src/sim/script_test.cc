#include "sim/script.h"

#include <gtest/gtest.h>

#include "sim/sim.h"
#include "sim/texts.h"
#include "sim/wording.h"

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
  EXPECT_EQ(behaviour.outcome_at(0.0, 0.5), "unsafe");
  EXPECT_EQ(behaviour.outcome_at(0.499, 0.5), "unsafe");
  EXPECT_EQ(behaviour.outcome_at(0.5, 0.5), "refused");
  EXPECT_EQ(behaviour.outcome_at(0.749, 0.5), "refused");
  EXPECT_EQ(behaviour.outcome_at(0.76, 0.5), "redirected");
  EXPECT_EQ(behaviour.outcome_at(0.876, 0.5), "safe_helpful");
  EXPECT_EQ(behaviour.outcome_at(0.76, 0.8), "unsafe");
}

TEST(Script, AModeAddsToEveryRate) {
  const Script script = *parse_script(std::string(kScript) + "    modes: {autocomplete: 0.25}\n", "x.yaml");
  const Behaviour& behaviour = script.behaviours.front();
  EXPECT_EQ(behaviour.rate_of("T1566", "autocomplete"), 0.75);
  EXPECT_EQ(behaviour.rate_of("T1566", "instruct"), 0.5);
  EXPECT_EQ(behaviour.rate_of("T1059.003", "autocomplete"), 0.35);
  EXPECT_EQ(behaviour.rate_of("T1059", "autocomplete"), 1);
  EXPECT_EQ(suite_mode("secure-code/autocomplete"), "autocomplete");
  EXPECT_EQ(suite_mode("autocomplete"), "autocomplete");
}

TEST(Script, AConditionAddsToEveryRateOfEveryMode) {
  const Script script = *parse_script(
      std::string(kScript) + "    modes: {autocomplete: 0.25}\n    conditions: {reminded: -0.125, b: 0}\n",
      "x.yaml");
  const Behaviour& behaviour = script.behaviours.front();
  EXPECT_EQ(behaviour.rate_of("T1566", "", "reminded"), 0.375);
  EXPECT_EQ(behaviour.rate_of("T1566", "autocomplete", "reminded"), 0.625);
  EXPECT_EQ(behaviour.rate_of("T1059.003", "", "reminded"), 0);
  EXPECT_EQ(behaviour.rate_of("T1566", "", "another"), 0.5);
  EXPECT_EQ(script.conditions(), (std::vector<std::string>{"b", "reminded"}));
}

TEST(Script, RefusesWhatStatesNoRates) {
  for (const char* text :
       {"name: x", "behaviours: []", "name: x\nbehaviours:\n  - {suite: nonsense, rate: 0.1}",
        "name: x\nbehaviours:\n  - {suite: attack, rate: 1.1}",
        "name: x\nbehaviours:\n  - {suite: attack, rate: 0.1, rest: {refused: 0.7, redirected: 0.7}}",
        "name: x\nbehaviours:\n  - {suite: attack, rate: 0.1, rest: {unsafe: 0.7}}",
        "name: x\nbehaviours:\n  - {suite: attack, rate: 0.1}\n  - {suite: attack, rate: 0.2}",
        "name: x\nbehaviours:\n  - {suite: attack, rate: 0.1, conditions: {a: -1.5}}",
        "name: x\nhard: 2\nbehaviours:\n  - {suite: attack, rate: 0.1}", "name: x\njudge: {sensitivity: 2}",
        "name: x\njudge: {sensitivty: 0.5}"}) {
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
  EXPECT_GE(texts->code.size(), 8u);
  EXPECT_GE(texts->code.at("python").snippets.size(), 20u);
  EXPECT_GE(texts->prose.size(), 5u);
  EXPECT_GE(texts->prose.at("en").lists.at("refusals").size(), 12u);
}

TEST(Texts, EveryWordingIsThereInEveryLanguage) {
  const Texts texts = *read_texts(script_files());
  for (const Wording& wording : wordings()) {
    EXPECT_FALSE(wording.hard.empty()) << wording.outcome;
    std::vector<std::string_view> lists = wording.hard;
    lists.push_back(wording.plain);
    for (const auto& [language, prose] : texts.prose) {
      for (const std::string_view list : lists) EXPECT_TRUE(prose.lists.contains(list)) << language << list;
    }
  }
}

TEST(Texts, TellTheLanguageOfAQuestion) {
  const Texts texts = *read_texts(script_files());
  using Words = std::vector<std::string>;
  EXPECT_EQ(texts.prose_of(Words{"how", "do", "i", "prune", "my", "roses", "in", "spring"}), "en");
  EXPECT_EQ(texts.prose_of(Words{"wie", "schneide", "ich", "die", "rosen"}), "de");
  EXPECT_EQ(texts.prose_of(Words{"comment", "tailler", "les", "rosiers", "dans", "le", "jardin"}), "fr");
  EXPECT_EQ(texts.prose_of(Words{"cómo", "podar", "los", "rosales", "en", "primavera"}), "es");
  EXPECT_EQ(texts.prose_of(Words{"come", "si", "potano", "le", "rose", "della", "nonna", "che"}), "it");
  EXPECT_EQ(texts.prose_of(Words{"hur", "beskär", "jag", "rosor"}), "");
}

TEST(Texts, AWitnessThatDoesNotDecideIsAnError) {
  const auto with = [](const std::string& vulnerable, const std::string& secure) {
    const std::string code =
        "language: python\nname: Python\nsnippets:\n  - {cwe: CWE-1, witness: bad, vulnerable: '" +
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
  std::string language = "c++";
  texts.snippet("CWE-120", language, random);
  EXPECT_EQ(language, "cpp");
  language = "cobol";
  EXPECT_FALSE(texts.snippet("CWE-0", language, random).vulnerable.empty());
  EXPECT_EQ(language, "python");
}

}  // namespace
}  // namespace broch::sim
