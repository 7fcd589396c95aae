// Traces, labels and limits of taint analysis. What reaches what is tested row by row in
// tests/golden/operators.
#include <gmock/gmock.h>

#include <chrono>

#include "scan/flow/environment.h"
#include "scan/flow/labels.h"
#include "scan/scan.h"

namespace broch::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kRule = R"(
rules:
  - id: r
    mode: taint
    message: m
    severity: ERROR
    languages: [python, javascript, java, c, csharp]
    pattern-sources: [pattern: source(...)]
    pattern-sinks: [pattern: sink(...)]
    pattern-propagators: [{pattern: $TO.put($FROM), from: $FROM, to: $TO}]
)";

ScanResult scan(std::string_view code, Language language) {
  static const auto pack = RulePack::compile({{"rules.yaml", std::string(kRule)}});
  EXPECT_TRUE(pack) << pack.error().to_string();
  return Scanner(*pack).scan(code, language);
}

/// "source 1" for each step of the only finding's trace, with its line.
std::vector<std::string> trace(std::string_view code) {
  const ScanResult result = scan(code, Language::kPython);
  EXPECT_EQ(result.findings.size(), 1U);
  std::vector<std::string> out;
  if (result.findings.empty()) return out;
  for (const TraceStep& step : result.findings.front().trace) {
    const auto line =
        1 + std::count(code.begin(), code.begin() + static_cast<ptrdiff_t>(step.span.begin), '\n');
    out.push_back(step.note + " " + std::to_string(line));
  }
  return out;
}

TEST(TaintTrace, GoesFromTheSourceOverAssignmentsToTheSink) {
  EXPECT_THAT(trace("a = source()\nb = a\nc = 1\nsink(b)\n"),
              ElementsAre("source 1", "assigned 1", "assigned 2", "sink 4"));
}

TEST(TaintTrace, GoesThroughACallToTheSinkInIt) {
  EXPECT_THAT(trace("def run(q):\n    r = q\n    sink(r)\n\nrun(source())\n"),
              ElementsAre("source 5", "passed 5", "passed 1", "assigned 2", "sink 3"));
}

TEST(TaintTrace, GoesThroughACallAndBack) {
  EXPECT_THAT(trace("def same(q):\n    return q\n\nsink(same(source()))\n"),
              ElementsAre("source 4", "passed 4", "passed 1", "returned 4", "sink 4"));
}

TEST(TaintTrace, NamesPropagators) {
  EXPECT_THAT(trace("x.put(source())\nsink(x)\n"), ElementsAre("source 1", "propagated 1", "sink 2"));
}

TEST(TaintTrace, OfALoopIsTheFirstWayRound) {
  EXPECT_THAT(trace("x = source()\nwhile c:\n    x = x + 'a'\nsink(x)\n"),
              ElementsAre("source 1", "assigned 1", "sink 4"));
}

TEST(TaintTrace, LongOnesKeepTheSourceAndTheSink) {
  std::string code = "a = source()\n";
  for (int i = 0; i < 500; ++i) code += "a = a + 'x'\n";
  const std::vector<std::string> steps = trace(code + "sink(a)\n");
  ASSERT_LT(steps.size(), 100U);
  EXPECT_EQ(steps.front(), "source 1");
  EXPECT_EQ(steps.back(), "sink 502");
}

TEST(LabelCondition, HasPythonsPrecedence) {
  Labels labels;
  const auto condition = LabelCondition::parse("not A and B or C", labels);
  ASSERT_TRUE(condition) << condition.error().to_string();
  const LabelSet a = 1U << *labels.id("A"), b = 1U << *labels.id("B"), c = 1U << *labels.id("C");
  EXPECT_FALSE(condition->holds(0));
  EXPECT_TRUE(condition->holds(b));
  EXPECT_FALSE(condition->holds(a | b));
  EXPECT_TRUE(condition->holds(a | c));
}

TEST(LabelCondition, SaysWhatIsWrong) {
  Labels labels;
  const auto error = [&](std::string_view text) {
    const auto condition = LabelCondition::parse(text, labels);
    return condition ? std::string() : condition.error().what;
  };
  EXPECT_THAT(error("A or"), HasSubstr("ends where a label is expected"));
  EXPECT_THAT(error("(A"), HasSubstr("`)` is missing"));
  EXPECT_THAT(error("A B"), HasSubstr("`B` is one too many"));
  EXPECT_THAT(error("1A"), HasSubstr("no label"));
  EXPECT_THAT(error(std::string(60, '(') + "A"), HasSubstr("50 deep"));
  for (int i = 0; i < 62; ++i) ASSERT_TRUE(labels.id("L" + std::to_string(i)));
  EXPECT_THAT(error("ONE_TOO_MANY"), HasSubstr("at most 63 labels"));
}

TEST(Environment, AnEntryBelowAnotherSaysMore) {
  Lvalues lvalues;
  TaintSets sets;
  Environment env;
  const LvalueId x = lvalues.variable("x"), a = lvalues.field(x, "a"), b = lvalues.field(a, "b");
  const TaintSetId one = sets.single({.origin = 1}), two = sets.single({.origin = 2});
  env.set(lvalues, x, one);
  EXPECT_EQ(env.get(lvalues, b), one);
  env.set(lvalues, a, TaintSets::kEmpty);
  EXPECT_EQ(env.get(lvalues, b), TaintSets::kEmpty);
  EXPECT_EQ(env.get(lvalues, x), one);

  Environment other;
  other.set(lvalues, b, two);
  EXPECT_TRUE(env.join(other, lvalues, sets));
  EXPECT_EQ(env.get(lvalues, b), two);
  EXPECT_EQ(env.get(lvalues, a), TaintSets::kEmpty);
  EXPECT_FALSE(env.join(other, lvalues, sets)) << "nothing is added a second time";
  env.set(lvalues, x, TaintSets::kEmpty);
  EXPECT_EQ(env.get(lvalues, b), TaintSets::kEmpty);
}

TEST(TaintSets, KeepEveryLabelWhenFull) {
  TaintSets sets;
  TaintSetId all = sets.single({.origin = 1000, .label = 7});
  for (uint32_t i = 0; i < 100; ++i) all = sets.unite(all, sets.single({.origin = i}));
  EXPECT_LE(sets.of(all).size(), TaintSets::kMaxTaints);
  EXPECT_EQ(sets.labels(all), (LabelSet{1} << 7) | 1);
}

struct Hostile {
  const char* what;
  Language language;
  std::string code;
};

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

// Each ends soon, complete or partial. Without the limits these take minutes, or the stack.
// `this` is a word of the grammar, no node: the argument around it has no child.
TEST(TaintCalls, PassWhatHasNoName) {
  const ScanResult result = scan(
      "class A { void G() { F(this, source()); } void F(A a, string b) { sink(b); } }", Language::kCSharp);
  EXPECT_EQ(result.findings.size(), 1u);
}

TEST(TaintLimits, HostileCodeEnds) {
  std::string loops = "a = source()\n", branches = "function f(a) { let x0 = source();\n", calls;
  for (int i = 0; i < 60; ++i)
    loops += std::string(static_cast<size_t>(i), ' ') + "for x" + std::to_string(i) + " in a:\n";
  loops += std::string(60, ' ') + "a = a + b\nsink(a)\n";
  for (int i = 1; i < 2000; ++i) {
    const std::string n = std::to_string(i), before = std::to_string(i - 1);
    branches += "if (c) { x" + n + " = x" + before + "; } else { x" + n + " = source(); }\n";
    calls += "def f" + before + "(a):\n    f" + n + "(a)\n    return f" + n + "(a)\n";
  }
  const Hostile cases[] = {
      {"sum of 20,000", Language::kPython, "x = source()" + repeat(" + a", 20'000) + "\nsink(x)\n"},
      {"chain of 5,000 calls", Language::kJavaScript, "sink(source()" + repeat(".f()", 5'000) + ");"},
      {"else if 5,000 times", Language::kJavaScript,
       "x = source(); if (a) {}" + repeat(" else if (b) { x = c; }", 5'000) + " sink(x);"},
      {"60 loops in one another", Language::kPython, loops},
      {"2,000 variables over 2,000 branches", Language::kJavaScript, branches + "sink(x1999); }"},
      {"2,000 functions that call the next twice", Language::kPython, calls + "f0(source())\nsink(1)\n"},
      {"3,000 sources in one value", Language::kPython,
       "x = f(" + repeat("source(), ", 3'000) + "1)\nsink(x)\n"},
      {"400 functions in one another", Language::kJavaScript,
       "function g() { let b = source(); " + repeat("function f(a) { ", 400) + "sink(b);" + repeat("}", 401)},
      {"400 callbacks in one another", Language::kJavaScript,
       "source()" + repeat(".map(a => a", 400) + ".sink(a)" + repeat(")", 400) + "; sink(source());"},
  };
  for (const Hostile& one : cases) {
    const auto start = std::chrono::steady_clock::now();
    const ScanResult result = scan(one.code, one.language);
    const auto took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took, std::chrono::seconds(5)) << one.what;
    EXPECT_TRUE(result.partial || !result.findings.empty() || one.code.ends_with("sink(1)\n")) << one.what;
  }
}

}  // namespace
}  // namespace broch::scan
