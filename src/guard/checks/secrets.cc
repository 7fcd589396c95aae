#include "guard/checks/secrets.h"

#include <algorithm>

#include "core/hash.h"
#include "guard/checks/data.h"
#include "guard/checks/secret_rule.h"

namespace broch::guard {
namespace {

class SecretsCheck final : public Check {
 public:
  SecretsCheck(SecretRules rules, LiteralIndex index, std::string digest)
      : rules_(std::move(rules)), index_(std::move(index)), digest_(std::move(digest)) {}

  Result<SegmentReport> check(const chat::Segment& segment, const CheckContext& context) const override {
    SegmentReport report;
    std::vector<bool> live;
    BROCH_CHECK(index_.find(segment.text, live));
    for (size_t i = 0; i < rules_.rules.size(); ++i) {
      if (!live[i]) continue;
      BROCH_CHECK(context.in_time());
      BROCH_CHECK(run(rules_.rules[i], segment.text, report.findings));
    }
    std::ranges::sort(report.findings, {},
                      [](const Finding& f) { return std::pair(f.span.begin, f.span.end); });
    drop_covered(report.findings);
    return report;
  }

  std::string deciding_part() const override { return digest_; }

  size_t decidable(std::string_view context, std::string_view held, bool) const override {
    const std::string text = std::string(context) + std::string(held);
    size_t end = text.size();
    std::vector<Span> complete;
    for (const SecretRule& rule : rules_.rules) {
      const Result<std::optional<size_t>> live = rule.pattern.live(text, context.size(), complete);
      // A search that stopped says nothing: hold all, and let the check itself report it.
      if (!live) return 0;
      if (*live) end = std::min(end, **live);
    }
    // What one rule still waits for may lie inside what another has found; cut before both.
    std::ranges::sort(complete, std::greater<>{}, &Span::end);
    for (const Span& match : complete) {
      if (match.begin < end && end < match.end) end = match.begin;
    }
    return end - context.size();
  }

 private:
  Status run(const SecretRule& rule, std::string_view text, std::vector<Finding>& findings) const {
    for (size_t at = 0; at < text.size();) {
      BROCH_TRY(std::optional<Pattern::Match> match, rule.pattern.find(text, at));
      if (!match) break;
      at = std::max(match->whole.end, match->whole.begin + 1);
      const Span secret = match->group;
      const std::optional<Confidence> confidence =
          rules_.judge(rule, text.substr(secret.begin, secret.size()));
      if (!confidence) continue;
      findings.push_back(
          {.check = "secrets",
           .rule = rule.id,
           .category = "credential",
           .severity = rule.severity,
           .confidence = *confidence,
           .score = *confidence == Confidence::kHigh     ? 1.0
                    : *confidence == Confidence::kMedium ? 0.8
                                                         : 0.6,
           .span = secret,
           .message = "Found in the text: " + rule.title + ".",
           .remediation =
               "Revoke it where it was issued, and read it from a secret store or the environment.",
           .taxonomy = {"CWE-798", "LLM02:2025", "AML.T0055"}});
    }
    return {};
  }

  // A specific rule and a general one may see the same secret; the one that is surer, or longer, speaks.
  static void drop_covered(std::vector<Finding>& findings) {
    std::vector<Finding> kept;
    for (Finding& finding : findings) {
      if (kept.empty() || !kept.back().span.overlaps(finding.span)) {
        kept.push_back(std::move(finding));
      } else if (std::pair(finding.confidence, finding.span.size()) >
                 std::pair(kept.back().confidence, kept.back().span.size())) {
        const Span both = {kept.back().span.begin, std::max(kept.back().span.end, finding.span.end)};
        kept.back() = std::move(finding);
        kept.back().span = both;
      } else {
        kept.back().span.end = std::max(kept.back().span.end, finding.span.end);
      }
    }
    findings = std::move(kept);
  }

  SecretRules rules_;
  LiteralIndex index_;
  std::string digest_;
};

}  // namespace

Result<std::unique_ptr<Check>> create_secrets_check() {
  BROCH_TRY(const std::string_view text, data_file("secrets.yaml"));
  BROCH_TRY(SecretRules rules, SecretRules::parse(text, "secrets.yaml"));
  std::vector<std::vector<std::string>> literals;
  for (const SecretRule& rule : rules.rules) literals.push_back(rule.literals);
  BROCH_TRY(LiteralIndex index, LiteralIndex::compile(literals));
  return std::make_unique<SecretsCheck>(std::move(rules), std::move(index), sha256_hex(text));
}

}  // namespace broch::guard
