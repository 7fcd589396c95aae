// The pipeline: literals, balance, one parse, rules, findings.
#include "scan/scan.h"

#include <algorithm>
#include <tuple>

#include "core/text.h"
#include "scan/flow/taint.h"
#include "scan/lex/balance.h"
#include "scan/lex/plain.h"
#include "scan/pack.h"
#include "scan/rule/evaluate.h"
#include "scan/rule/message.h"
#include "scan/scan_tree.h"
#include "scan/suppress.h"
#include "scan/tree/parse.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxMessagePart = 200;

/// One scan: the text in its padding, the tree if it could be had, and the budgets.
class Run {
 public:
  Run(const RulePack::Compiled& pack, std::string_view code, Language language, const ScanOptions& options)
      : pack_(pack),
        code_(code),
        grammar_(Grammar::of(language)),
        language_(language),
        options_(options),
        limits_(options.limits.value_or(ScanLimits::file(code.size() + options.prefix.size()))),
        work_{.left = limits_.steps,
              .total = limits_.total,
              .backtracks = limits_.backtracks,
              .search_time = TimeAllowance(limits_.searches),
              .parse_time = TimeAllowance(limits_.parse)} {}

  ScanResult run() {
    if (code_.size() > options_.max_bytes) {
      partial("only the first " + std::to_string(options_.max_bytes) + " bytes were scanned");
      const size_t line_end = code_.rfind('\n', options_.max_bytes);
      code_ = code_.substr(0, line_end == std::string_view::npos ? options_.max_bytes : line_end + 1);
    }
    if (const std::string_view why = unreadable(code_); !why.empty()) partial(std::string(why));
    whole_ = std::string(options_.prefix.substr(0, std::min(options_.prefix.size(), options_.max_bytes)));
    const size_t skip = whole_.size();
    if (skip > 0) whole_ += code_;
    const std::string_view text = skip > 0 ? std::string_view(whole_) : code_;

    const LanguagePack& language = pack_.languages[index_of(language_)];
    if (!language.covered) partial(std::string("no rule is for ") + name(language_));
    if (!language.missing().empty()) partial("not all rules are there: " + language.missing());
    const std::vector<uint32_t> live = language.filter().live(text, work_);
    std::vector<const CompiledRule*> by_text, by_tree;
    for (const uint32_t index : live) {
      const Result<CompiledRule>& rule = language.rule(index);
      if (!rule) {
        partial("not all rules are there: " + rule.error().to_string());
        continue;
      }
      if (!rule->head->paths.admit(options_.path)) continue;
      (rule->needs_tree ? by_tree : by_text).push_back(&*rule);
    }
    if (!by_text.empty()) {
      tree_ = FlatTree(text, grammar_, {});
      match(by_text, text, skip);
    }
    if (!by_tree.empty() && !full_ && build_tree(text)) match(by_tree, text, skip);
    return finish();
  }

  /// The rules on a tree that is there already: of the code behind `before` bytes of padding.
  ScanResult run_on(const std::vector<const CompiledRule*>& rules, FlatTree tree, size_t before) {
    tree_ = std::move(tree);
    before_ = before;
    match(rules, code_, 0);
    return finish();
  }

 private:
  void partial(std::string why) {
    if (!result_.partial) result_.why = std::move(why);
    result_.partial = true;
  }

  bool build_tree(std::string_view text) {
    std::optional<CodeInMarkup> code = code_of(text, grammar_);
    const Balance missing = balance(code ? code->code : text, grammar_.spec().lex);
    if (missing.depth > kMaxNesting) {
      partial("brackets are nested more than " + std::to_string(kMaxNesting) + " deep");
      return false;
    }
    padded_ = missing.before;
    padded_ += text;
    padded_ += missing.after;
    if (code) {
      code->code = missing.before + code->code + missing.after;
      for (size_t& echo : code->echoes) echo += missing.before.size();
    }
    auto parsed = parse(padded_, grammar_, work_, code);
    if (!parsed) return false;
    before_ = missing.before.size();
    tree_ = std::move(parsed->tree);
    return true;
  }

  void match(const std::vector<const CompiledRule*>& rules, std::string_view text, size_t skip) {
    const Names names(tree_);
    FileContext file{.tree = tree_, .names = names, .code = {before_, before_ + text.size()}, .work = work_};
    std::optional<Functions> functions;
    for (const CompiledRule* rule : rules) {
      if (full_) break;  // nothing more would be kept
      if (rule->taint) {
        if (!functions) functions.emplace(tree_);
        for (const TaintFinding& found : find_taint(*rule->taint, rule->options, *functions, file))
          report(*rule, found, file.code, skip);
        continue;
      }
      for (Range& range : evaluate(rule->formula, rule->options.match, file))
        report(*rule, {range.span, std::move(range.bindings), {}}, file.code, skip);
    }
    if (file.flow_shallow) partial("taint was not followed into code nested too deep");
  }

  /// What ends in the padding or in the context before the code is not the code's.
  void report(const CompiledRule& rule, const TaintFinding& found, Span code, size_t skip) {
    const auto& [span, bindings, trace] = found;
    if (span.begin < code.begin || span.end <= code.begin + skip || span.begin >= code.end) return;
    const Rule& source = *rule.head;
    const size_t begin = span.begin - code.begin;
    const size_t end = std::min(span.end, code.end) - code.begin;
    // Code that the context began and this code went on with: what of it is here is its place.
    const bool begun_before = begin < skip;
    if (begun_before && is_of_context(source.info.id, begin)) return;
    // Ranges come in order: one finding per place, whatever the bindings, also counts as one.
    const Span place{begun_before ? 0 : begin - skip, end - skip};
    const Finding* last = result_.findings.empty() ? nullptr : &result_.findings.back();
    if (last != nullptr && last->span == place && last->rule == source.info.id) return;
    if (result_.findings.size() == limits_.findings) {
      partial("more than " + std::to_string(limits_.findings) + " findings");
      full_ = true;
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
    if (!begun_before) finding.fix = source.fix.apply(matched, rule.variables, bindings);
    for (const FlowStep& step : trace) {
      if (step.span.begin < code.begin + skip || step.span.end > code.end) continue;
      finding.trace.push_back(
          {{step.span.begin - code.begin - skip, step.span.end - code.begin - skip}, name(step.kind)});
    }
    result_.findings.push_back(std::move(finding));
  }

  /// Whether the context alone, with its brackets closed, has this finding too: then it is none of the
  /// code's.
  bool is_of_context(const std::string& rule, size_t begin) {
    if (!context_findings_) {
      ScanOptions alone = options_;
      alone.prefix = {};
      context_findings_ = Run(pack_, options_.prefix, language_, alone).run().findings;
    }
    return std::ranges::any_of(*context_findings_, [&](const Finding& finding) {
      return finding.rule == rule && finding.span.begin == begin;
    });
  }

  void drop_suppressed() {
    const std::vector<bool> muted = suppressed(code_, language_, result_.findings);
    size_t at = 0;
    std::erase_if(result_.findings, [&](const Finding&) { return muted[at++]; });
  }

  /// Sorted by place; one finding per rule and place, whatever the bindings.
  ScanResult finish() {
    if (work_.parse_ended) partial("parsing ended at its limit of steps or time");
    if (work_.late) {
      partial("matching ended at its limit of time");
    } else if (work_.exhausted()) {
      partial("matching ended at its limit of steps");
    }
    if (work_.search_ended) partial("a regular expression ended at its limit of backtracking or time");
    const auto order = [](const Finding& f) { return std::tie(f.span.begin, f.span.end, f.rule); };
    if (options_.suppressions) drop_suppressed();
    std::sort(result_.findings.begin(), result_.findings.end(),
              [&](const Finding& a, const Finding& b) { return order(a) < order(b); });
    const auto same = [&](const Finding& a, const Finding& b) { return order(a) == order(b); };
    result_.findings.erase(std::unique(result_.findings.begin(), result_.findings.end(), same),
                           result_.findings.end());
    return std::move(result_);
  }

  const RulePack::Compiled& pack_;
  std::string_view code_;
  const Grammar& grammar_;
  Language language_;
  const ScanOptions& options_;
  const ScanLimits limits_;
  Work work_;
  std::string whole_;
  std::string padded_;
  size_t before_ = 0;
  FlatTree tree_;
  ScanResult result_;
  bool full_ = false;                                     ///< there are more findings than are kept
  std::optional<std::vector<Finding>> context_findings_;  ///< once one is asked for
};

}  // namespace

ScanLimits ScanLimits::file(size_t bytes) {
  const std::chrono::microseconds size(bytes);
  return {.steps = 50'000'000 + 2'000 * bytes,
          .backtracks = 1'000'000,
          .searches = std::chrono::milliseconds(250) + size,
          .parse = std::chrono::milliseconds(250) + size,
          .total = std::chrono::seconds(10) + 10 * size,
          .findings = 10'000};
}

ScanLimits ScanLimits::live(size_t bytes) {
  // Without optimisation, and under sanitizers, the same work takes so much longer.
#ifdef NDEBUG
  constexpr int kSlower = 1;
#else
  constexpr int kSlower = 20;
#endif
  const std::chrono::microseconds size(bytes);
  return {.steps = 100'000 + 30 * bytes,
          .backtracks = 10'000,
          .searches = kSlower * (std::chrono::microseconds(750) + size / 8),
          .parse = kSlower * (std::chrono::microseconds(1'000) + size / 6),
          .total = kSlower * (std::chrono::milliseconds(50) + 5 * size),
          .findings = 1'000};
}

Scanner::Scanner(std::shared_ptr<const RulePack> pack) : pack_(std::move(pack)) {}

ScanResult Scanner::scan(std::string_view code, Language language, const ScanOptions& options) const {
  // What the first scan of a language compiles counts to no scan.
  pack_->compiled().languages[index_of(language)].filter();
  return Run(pack_->compiled(), code, language, options).run();
}

ScanResult scan_tree(const RulePack::Compiled& pack, const std::vector<const CompiledRule*>& rules,
                     std::string_view code, Language language, FlatTree tree, size_t before) {
  const ScanOptions options;
  return Run(pack, code, language, options).run_on(rules, std::move(tree), before);
}

}  // namespace broch::scan
