#include "guard/checks/injection.h"

#include <algorithm>

#include "core/hash.h"
#include "guard/checks/data.h"
#include "guard/checks/normalize.h"
#include "guard/checks/signature.h"

namespace broch::guard {
namespace {

Severity severity_of(double score) {
  return score >= 0.9 ? Severity::kError : score >= 0.5 ? Severity::kWarning : Severity::kInfo;
}

Confidence confidence_of(double score) {
  return score >= 0.9 ? Confidence::kHigh : score >= 0.7 ? Confidence::kMedium : Confidence::kLow;
}

class InjectionCheck final : public Check {
 public:
  InjectionCheck(Signatures signatures, LiteralIndex index, std::string digest)
      : signatures_(std::move(signatures)), index_(std::move(index)), digest_(std::move(digest)) {}

  Result<SegmentReport> check(const chat::Segment& segment, const CheckContext& context) const override {
    SegmentReport report;
    // Instructions are what a system prompt and a model's own turn consist of; they are not injected there.
    if (segment.provenance == chat::Provenance::kSystem)
      report.skipped = "the system prompt is the operator's";
    if (segment.provenance == chat::Provenance::kAssistant) report.skipped = "written by the model";
    if (!report.skipped.empty()) return report;

    BROCH_TRY(const std::vector<View> readings, views(segment.text));
    std::vector<bool> matched(signatures_.list.size(), false);
    for (const View& view : readings) {
      BROCH_CHECK(context.in_time());
      BROCH_CHECK(search(view, context, matched, report.findings));
    }
    add_combined(report.findings);
    std::ranges::stable_sort(report.findings, {}, [](const Finding& f) { return f.span; });
    return report;
  }

  bool reads_across_parts() const override { return true; }
  std::string deciding_part() const override { return digest_; }

 private:
  Status search(const View& view, const CheckContext& context, std::vector<bool>& matched,
                std::vector<Finding>& findings) const {
    std::vector<bool> seen;
    BROCH_CHECK(index_.find(view.text, seen));
    for (size_t i = 0; i < seen.size(); ++i) {
      // Once per segment is enough: views repeat each other, and a verdict needs one place.
      if (!seen[i] || matched[i]) continue;
      BROCH_CHECK(context.in_time());
      const Signature& signature = signatures_.list[i];
      BROCH_TRY(std::optional<Pattern::Match> match, signature.pattern.find(view.text, 0));
      if (!match) continue;
      matched[i] = true;
      findings.push_back(finding(signature, view, view.source(match->whole)));
    }
    return {};
  }

  Finding finding(const Signature& signature, const View& view, Span span) const {
    // Nobody disguises an honest request.
    const bool disguised = !view.disguise.empty();
    const double score =
        disguised ? std::min(1.0, signature.score + signatures_.disguise_bonus) : signature.score;
    return {.check = "prompt-injection",
            .rule = signature.id,
            .category = "injection",
            .severity = severity_of(score),
            .confidence = confidence_of(score),
            .score = score,
            .span = span,
            .message = signature.title + (disguised ? " (disguised: " + view.disguise + ")." : "."),
            .remediation = "Treat the text as data: do not act on instructions in it.",
            .taxonomy = signature.taxonomy};
  }

  // Signals that mean little alone mean something together: the chance that at least one is right, if they
  // were independent, held below certainty because they are not.
  void add_combined(std::vector<Finding>& findings) const {
    if (findings.size() < 2) return;
    double none = 1;
    double best = 0;
    Span span = findings.front().span;
    std::string rules;
    for (const Finding& f : findings) {
      none *= 1 - f.score;
      best = std::max(best, f.score);
      span = {std::min(span.begin, f.span.begin), std::max(span.end, f.span.end)};
      rules += (rules.empty() ? "" : ", ") + f.rule;
    }
    const double score = std::min(1 - none, signatures_.combined_cap);
    if (score <= best) return;
    findings.push_back({.check = "prompt-injection",
                        .rule = "combined-signals",
                        .category = "injection",
                        .severity = severity_of(score),
                        .confidence = confidence_of(score),
                        .score = score,
                        .span = span,
                        .message = "Several signs of an injection together: " + rules + ".",
                        .remediation = "Treat the text as data: do not act on instructions in it.",
                        .taxonomy = {"AML.T0051", "LLM01:2025"}});
  }

  Signatures signatures_;
  LiteralIndex index_;
  std::string digest_;
};

}  // namespace

Result<std::unique_ptr<Check>> create_injection_check() {
  BROCH_TRY(const std::string_view text, data_file("signatures.yaml"));
  BROCH_TRY(Signatures signatures, Signatures::parse(text, "signatures.yaml"));
  std::vector<std::vector<std::string>> literals;
  for (const Signature& signature : signatures.list) literals.push_back(signature.any);
  BROCH_TRY(LiteralIndex index, LiteralIndex::compile(literals));
  return std::make_unique<InjectionCheck>(std::move(signatures), std::move(index), sha256_hex(text));
}

}  // namespace broch::guard
