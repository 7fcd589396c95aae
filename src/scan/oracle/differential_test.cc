// The engine against the naive matcher: random rules on random programs must give the same ranges.
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "scan/oracle/naive.h"
#include "scan/oracle/random_code.h"
#include "scan/oracle/random_rule.h"
#include "scan/tree/parse.h"

namespace broch::scan::oracle {
namespace {

constexpr size_t kPrograms = 25;  // of a batch
constexpr size_t kRules = 40;
constexpr size_t kBatches = 2;   // of a language, if BROCH_DIFFERENTIAL_BATCHES says nothing else
constexpr size_t kReported = 3;  // mismatches that are minimised and printed

using Spans = std::set<std::pair<size_t, size_t>>;

struct Program {
  std::unique_ptr<std::string> text;  ///< the tree looks at it
  FlatTree tree;
};

std::optional<Program> read(std::string text, Language language) {
  Program out;
  out.text = std::make_unique<std::string>(std::move(text));
  Work unlimited{.left = UINT64_MAX};
  auto parsed = parse(*out.text, Grammar::of(language), unlimited);
  if (!parsed || parsed->has_error) return std::nullopt;
  out.tree = std::move(parsed->tree);
  return out;
}

Spans naive_spans(const NaiveRule& rule, const FlatTree& tree) {
  Spans out;
  for (const NaiveRange& range : rule.evaluate(tree)) out.insert({range.span.begin, range.span.end});
  return out;
}

Spans fast_spans(const Scanner& scanner, const std::string& code, Language language,
                 const std::string& rule) {
  Spans out;
  for (const Finding& finding : scanner.scan(code, language).findings) {
    if (finding.rule == rule) out.insert({finding.span.begin, finding.span.end});
  }
  return out;
}

std::string show(const Spans& spans, const std::string& code) {
  std::string out;
  for (const auto& [begin, end] : spans) {
    out += "    " + std::to_string(begin) + "-" + std::to_string(end) + " " +
           code.substr(begin, end - begin) + "\n";
  }
  return out.empty() ? "    nothing\n" : out;
}

/// A rule and a program on which the two disagree.
class Disagreement {
 public:
  Disagreement(Term rule, std::string code, Language language)
      : rule_(std::move(rule)), code_(std::move(code)), language_(language) {}

  /// Takes away statements and operators for as long as the two still disagree.
  void minimise() {
    for (bool smaller = true; smaller;) smaller = drop_statement() || drop_operator(rule_);
  }

  std::string to_string() const {
    const auto [fast, naive] = results(rule_, code_).value();
    return "rules:\n" + rule_text(rule_, "r", name(language_)) + "--- code\n" + code_ + "--- engine\n" +
           show(fast, code_) + "--- naive\n" + show(naive, code_);
  }

 private:
  std::optional<std::pair<Spans, Spans>> results(const Term& rule, const std::string& code) const {
    const auto program = read(code, language_);
    const auto naive = NaiveRule::compile(rule, Grammar::of(language_));
    const auto pack = RulePack::compile({{"r.yaml", "rules:\n" + rule_text(rule, "r", name(language_))}});
    if (!program || !naive || !pack) return std::nullopt;
    return std::pair(fast_spans(Scanner(*pack), code, language_, "r"), naive_spans(*naive, program->tree));
  }

  bool differs(const Term& rule, const std::string& code) const {
    const auto both = results(rule, code);
    return both && both->first != both->second;
  }

  bool drop_statement() {
    const auto program = read(code_, language_);
    const FlatTree& tree = program->tree;
    for (uint32_t n = 1; n < tree.size(); ++n) {
      std::string shorter = code_.substr(0, tree[n].begin) + code_.substr(tree[n].end);
      if (tree[n].begin < tree[n].end && differs(rule_, shorter)) {
        code_ = std::move(shorter);
        return true;
      }
    }
    return false;
  }

  bool drop_operator(Term& term) {
    for (size_t i = 0; i < term.children.size(); ++i) {
      Term dropped = term.children[i];
      term.children.erase(term.children.begin() + static_cast<std::ptrdiff_t>(i));
      if (differs(rule_, code_)) return true;
      term.children.insert(term.children.begin() + static_cast<std::ptrdiff_t>(i), std::move(dropped));
      if (drop_operator(term.children[i])) return true;
    }
    return false;
  }

  Term rule_;
  std::string code_;
  Language language_;
};

class Differential : public ::testing::TestWithParam<Language> {};

/// One batch: rules taken from the first programs, each on all programs.
struct Batch {
  std::vector<Program> programs;
  std::vector<Term> terms;
  std::vector<NaiveRule> naive;
  std::shared_ptr<const RulePack> pack;
};

Batch make_batch(Language language, Random& random) {
  Batch out;
  while (out.programs.size() < kPrograms) {
    auto program = read(random_program(language, random), language);
    if (program) out.programs.push_back(*std::move(program));
  }
  std::string text = "rules:\n";
  for (size_t tries = 0; out.terms.size() < kRules && tries < 20 * kRules; ++tries) {
    Term term = random_rule(random.of(out.programs).tree, random);
    auto naive = NaiveRule::compile(term, Grammar::of(language));
    if (!naive) continue;
    text += rule_text(term, "r" + std::to_string(out.terms.size()), name(language));
    out.terms.push_back(std::move(term));
    out.naive.push_back(*std::move(naive));
  }
  auto pack = RulePack::compile({{"random.yaml", text}});
  EXPECT_EQ(out.terms.size(), kRules);
  EXPECT_TRUE(pack) << pack.error().to_string() << "\n" << text;
  if (pack) out.pack = *pack;
  return out;
}

TEST_P(Differential, EngineAndNaiveMatcherAgree) {
  const Language language = GetParam();
  const char* batches = std::getenv("BROCH_DIFFERENTIAL_BATCHES");
  const size_t count = batches != nullptr ? std::strtoul(batches, nullptr, 10) : kBatches;
  size_t pairs = 0, with_match = 0, different = 0;
  for (size_t batch = 0; batch < count; ++batch) {
    Random random(1000 * static_cast<size_t>(language) + batch);
    const Batch one = make_batch(language, random);
    if (!one.pack) return;
    const Scanner scanner(one.pack);
    for (const Program& program : one.programs) {
      std::vector<Spans> fast(one.terms.size());
      for (const Finding& finding : scanner.scan(*program.text, language).findings) {
        fast[std::stoul(finding.rule.substr(1))].insert({finding.span.begin, finding.span.end});
      }
      for (size_t i = 0; i < one.terms.size(); ++i) {
        const Spans naive = naive_spans(one.naive[i], program.tree);
        ++pairs;
        with_match += naive.empty() ? 0 : 1;
        if (naive == fast[i]) continue;
        if (++different > kReported) continue;
        Disagreement found(one.terms[i], *program.text, language);
        found.minimise();
        ADD_FAILURE() << found.to_string();
      }
    }
  }
  EXPECT_EQ(different, 0u) << "of " << pairs;
  EXPECT_EQ(pairs, count * kPrograms * kRules);
  // Pairs without a match say little.
  EXPECT_GT(with_match * 20, pairs) << with_match << " of " << pairs << " pairs have a match";
  std::printf("%zu pairs, %zu with a match\n", pairs, with_match);
  RecordProperty("pairs", static_cast<int>(pairs));
  RecordProperty("with_match", static_cast<int>(with_match));
}

INSTANTIATE_TEST_SUITE_P(Languages, Differential,
                         ::testing::Values(Language::kPython, Language::kJavaScript, Language::kTypeScript,
                                           Language::kC, Language::kCpp, Language::kJava, Language::kCSharp,
                                           Language::kGo),
                         [](const auto& param) { return std::string(name(param.param)); });

}  // namespace
}  // namespace broch::scan::oracle
