// The pipeline: literals, balance, one parse, rules, findings.
#include "scan/scan.h"

#include <algorithm>
#include <tuple>

#include "core/text.h"
#include "scan/flow/taint.h"
#include "scan/lex/balance.h"
#include "scan/pack.h"
#include "scan/rule/evaluate.h"
#include "scan/rule/message.h"
#include "scan/scan_tree.h"
#include "scan/suppress.h"
#include "scan/tree/parse.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxFindings = 10'000;
constexpr size_t kMaxMessagePart = 200;

/// One scan: the text in its padding, the tree if it could be had, and the budgets.
class Run {
 public:
  Run(const RulePack::Compiled& pack, std::string_view code, Language language, const ScanOptions& options)
      : pack_(pack), code_(code), grammar_(Grammar::of(language)), language_(language), options_(options) {}

  ScanResult run() {
    if (code_.size() > options_.max_bytes) {
      partial("only the first " + std::to_string(options_.max_bytes) + " bytes were scanned");
      const size_t line_end = code_.rfind('\n', options_.max_bytes);
      code_ = code_.substr(0, line_end == std::string_view::npos ? options_.max_bytes : line_end + 1);
    }
    whole_ = std::string(options_.prefix.substr(0, std::min(options_.prefix.size(), options_.max_bytes)));
    const size_t skip = whole_.size();
    if (skip > 0) whole_ += code_;
    const std::string_view text = skip > 0 ? std::string_view(whole_) : code_;

    const LanguagePack& language = pack_.languages[index_of(language_)];
    if (!language.covered) partial(std::string("no rule is for ") + name(language_));
    const std::vector<uint32_t> live = language.filter().live(text);
    if (live.empty()) return std::move(result_);
    std::vector<const CompiledRule*> rules;
    for (const uint32_t index : live) {
      const CompiledRule& rule = pack_.compiled[language.rules[index]];
      if (pack_.rules[rule.info].paths.admit(options_.path)) rules.push_back(&rule);
    }
    if (rules.empty()) return std::move(result_);
    const bool wants_tree =
        std::any_of(rules.begin(), rules.end(), [](auto* rule) { return rule->needs_tree; });
    const bool has_tree = wants_tree && build_tree(text);
    if (!has_tree) tree_ = FlatTree(text, grammar_, {});
    match(rules, text, has_tree, skip);
    return std::move(result_);
  }

  /// The rules on a tree that is there already: of the code behind `before` bytes of padding.
  ScanResult run_on(const std::vector<const CompiledRule*>& rules, FlatTree tree, size_t before) {
    tree_ = std::move(tree);
    before_ = before;
    match(rules, code_, true, 0);
    return std::move(result_);
  }

 private:
  void partial(std::string why) {
    if (!result_.partial) result_.why = std::move(why);
    result_.partial = true;
  }

  bool build_tree(std::string_view text) {
    const Balance missing = balance(text, grammar_.spec().lex);
    if (missing.depth > kMaxNesting) {
      partial("brackets are nested more than " + std::to_string(kMaxNesting) + " deep");
      return false;
    }
    padded_ = missing.before;
    padded_ += text;
    padded_ += missing.after;
    auto parsed = parse(padded_, grammar_, options_.parse_budget);
    if (!parsed) {
      partial("parsing took longer than " + std::to_string(options_.parse_budget.count() / 1000) + " ms");
      return false;
    }
    before_ = missing.before.size();
    tree_ = std::move(parsed->tree);
    return true;
  }

  void match(const std::vector<const CompiledRule*>& rules, std::string_view text, bool has_tree,
             size_t skip) {
    const Names names(tree_);
    Work work;
    FileContext file{.tree = tree_, .names = names, .code = {before_, before_ + text.size()}, .work = work};
    const LineIndex lines(text);
    std::optional<Functions> functions;
    for (const CompiledRule* rule : rules) {
      if (rule->needs_tree && !has_tree) continue;
      if (rule->taint) {
        if (!functions) functions.emplace(tree_);
        for (const TaintFinding& found : find_taint(*rule->taint, rule->options, *functions, file))
          report(*rule, found, file.code, skip, lines);
        continue;
      }
      for (Range& range : evaluate(rule->formula, rule->options.match, file))
        report(*rule, {range.span, std::move(range.bindings), {}}, file.code, skip, lines);
    }
    if (file.flow_shallow) partial("taint was not followed into code nested too deep");
    if (work.exhausted()) partial("matching ended at its limit of steps");
    if (file.regex_exhausted) partial("a regular expression ended at its limit of steps");
    finish();
  }

  /// What begins in the padding or in the context before the code is not the code's.
  void report(const CompiledRule& rule, const TaintFinding& found, Span code, size_t skip,
              const LineIndex& lines) {
    const auto& [span, bindings, trace] = found;
    if (span.begin < code.begin + skip || span.begin >= code.end) return;
    const Rule& source = pack_.rules[rule.info];
    const size_t begin = span.begin - code.begin;
    const size_t end = std::min(span.end, code.end) - code.begin;
    if (options_.suppressions && suppressed(lines, begin, source.info.id)) return;
    // Ranges come in order: one finding per place, whatever the bindings, also counts as one.
    const Span place{begin - skip, end - skip};
    const Finding* last = result_.findings.empty() ? nullptr : &result_.findings.back();
    if (last != nullptr && last->span == place && last->rule == source.info.id) return;
    if (result_.findings.size() == kMaxFindings) {
      partial("more than 10,000 findings");
      return;
    }
    Finding finding;
    finding.check = "insecure-code";
    finding.rule = source.info.id;
    finding.category = source.category;
    finding.severity = source.info.severity;
    finding.confidence = source.info.confidence;
    finding.span = place;
    finding.message = interpolate(source.info.message, rule.variables, bindings, kMaxMessagePart);
    finding.remediation = interpolate(source.info.secure, rule.variables, bindings, kMaxMessagePart);
    finding.taxonomy = source.info.cwe;
    const std::string_view matched = tree_.source().substr(span.begin, end - begin);
    finding.fix = source.fix.apply(matched, rule.variables, bindings);
    for (const FlowStep& step : trace) {
      if (step.span.begin < code.begin + skip || step.span.end > code.end) continue;
      finding.trace.push_back(
          {{step.span.begin - code.begin - skip, step.span.end - code.begin - skip}, name(step.kind)});
    }
    result_.findings.push_back(std::move(finding));
  }

  /// Sorted by place; one finding per rule and place, whatever the bindings.
  void finish() {
    const auto order = [](const Finding& f) { return std::tie(f.span.begin, f.span.end, f.rule); };
    std::sort(result_.findings.begin(), result_.findings.end(),
              [&](const Finding& a, const Finding& b) { return order(a) < order(b); });
    const auto same = [&](const Finding& a, const Finding& b) { return order(a) == order(b); };
    result_.findings.erase(std::unique(result_.findings.begin(), result_.findings.end(), same),
                           result_.findings.end());
  }

  const RulePack::Compiled& pack_;
  std::string_view code_;
  const Grammar& grammar_;
  Language language_;
  const ScanOptions& options_;
  std::string whole_;
  std::string padded_;
  size_t before_ = 0;
  FlatTree tree_;
  ScanResult result_;
};

}  // namespace

Scanner::Scanner(std::shared_ptr<const RulePack> pack) : pack_(std::move(pack)) {}

ScanResult Scanner::scan(std::string_view code, Language language, const ScanOptions& options) const {
  return Run(pack_->compiled(), code, language, options).run();
}

ScanResult scan_tree(const RulePack::Compiled& pack, const std::vector<const CompiledRule*>& rules,
                     std::string_view code, Language language, FlatTree tree, size_t before) {
  const ScanOptions options;
  return Run(pack, code, language, options).run_on(rules, std::move(tree), before);
}

}  // namespace broch::scan
