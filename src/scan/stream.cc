#include "scan/stream.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "scan/lex/balance.h"
#include "scan/lex/plain.h"
#include "scan/scan_tree.h"
#include "scan/tree/growing_tree.h"

namespace broch::scan {
namespace {

using Clock = std::chrono::steady_clock;

/// What tells one finding of a text from another.
using Key = std::tuple<size_t, size_t, std::string>;

/// For what one line adds: to the parse, and to what the filter searches for.
constexpr uint64_t kLookSteps = 10'000'000;
constexpr std::chrono::milliseconds kLookTime{25};

Key key_of(const Finding& finding) { return {finding.span.begin, finding.span.end, finding.rule}; }

}  // namespace

class ScanStream::State {
 public:
  State(const Scanner& scanner, Language language, const StreamLimits& limits)
      : scanner_(scanner),
        language_(language),
        limits_(limits),
        grammar_(Grammar::of(language)),
        pack_(scanner.pack().compiled()) {
    if (grammar_.language() != nullptr) tree_.emplace(grammar_);
    // What the first scan of a language compiles counts to no stream.
    pack_.languages[index_of(language)].filter();
  }

  std::vector<Finding> feed(std::string_view bytes) {
    const size_t room = limits_.max_bytes - text_.size();
    cut_ |= bytes.size() > room;
    bytes = bytes.substr(0, room);
    const size_t newline = bytes.rfind('\n');
    const size_t before = text_.size();
    text_ += bytes;
    if (newline == std::string_view::npos || spent_ > limits_.max_work) return {};
    const auto begin = Clock::now();
    std::vector<Finding> out = look(before + newline + 1);
    spent_ += Clock::now() - begin;
    return out;
  }

  StreamEnd finish() {
    ScanOptions options;
    options.max_bytes = limits_.max_bytes;
    ScanResult whole = scanner_.scan(text_, language_, options);
    StreamEnd end{.partial = whole.partial, .why = std::move(whole.why)};
    if (cut_ && !end.partial) {
      end.partial = true;
      end.why = "only the first " + std::to_string(limits_.max_bytes) + " bytes were scanned";
    }
    std::set<Key> found;
    for (Finding& finding : whole.findings) {
      found.insert(key_of(finding));
      if (!given_.contains(key_of(finding))) end.findings.push_back(std::move(finding));
    }
    for (const Finding& finding : given_findings_) {
      if (!found.contains(key_of(finding))) end.withdrawn.push_back(finding);
    }
    return end;
  }

 private:
  /// What the lines before `complete` show and did not show before.
  std::vector<Finding> look(size_t complete) {
    const std::string_view text = std::string_view(text_).substr(0, complete);
    const LanguagePack& language = pack_.languages[index_of(language_)];
    std::vector<const CompiledRule*> rules;
    Work work{
        .left = kLookSteps, .search_time = TimeAllowance(kLookTime), .parse_time = TimeAllowance(kLookTime)};
    const std::vector<uint32_t> live = language.filter().live(text, work);
    // What is compiled for the first time counts to no stream.
    const auto before = Clock::now();
    for (const uint32_t rule : live) {
      const Result<CompiledRule>& compiled = language.rule(rule);
      if (compiled && compiled->needs_tree) rules.push_back(&*compiled);
    }
    spent_ -= Clock::now() - before;
    // Rules of regular expressions alone see the whole text; they are left for the end.
    if (rules.empty() || !tree_) return {};
    const std::optional<std::string> plain = plain_text(text, grammar_.spec().lex);
    const std::string_view code = plain ? std::string_view(*plain) : text;
    const Balance missing = balance(code, grammar_.spec().lex);
    if (missing.depth > kMaxNesting) return {};
    std::string padded = missing.before;
    padded += code;
    padded += missing.after;
    if (!tree_->update(std::move(padded), work)) return {};

    std::vector<bool> kept;
    for (const GrowingTree::Part& part : tree_->parts()) {
      kept.push_back(part.changed || grammar_.role(part.kind) == Role::kImport);
    }
    ScanResult result = scan_tree(pack_, rules, text, language_, tree_->flatten(kept), missing.before.size());
    return fresh(std::move(result.findings), complete);
  }

  /// Those not given yet of which all has come. One that reaches the end of the text may be cut by what
  /// closes it here.
  std::vector<Finding> fresh(std::vector<Finding> findings, size_t complete) {
    std::vector<Finding> out;
    for (Finding& finding : findings) {
      if (finding.span.end >= complete || !given_.insert(key_of(finding)).second) continue;
      given_findings_.push_back(finding);
      out.push_back(std::move(finding));
    }
    return out;
  }

  const Scanner& scanner_;
  Language language_;
  StreamLimits limits_;
  const Grammar& grammar_;
  const RulePack::Compiled& pack_;
  std::optional<GrowingTree> tree_;
  std::string text_;
  bool cut_ = false;
  Clock::duration spent_{0};
  std::set<Key> given_;
  std::vector<Finding> given_findings_;
};

ScanStream::ScanStream(const Scanner& scanner, Language language, const StreamLimits& limits)
    : state_(std::make_unique<State>(scanner, language, limits)) {}
ScanStream::~ScanStream() = default;
ScanStream::ScanStream(ScanStream&&) noexcept = default;
ScanStream& ScanStream::operator=(ScanStream&&) noexcept = default;

std::vector<Finding> ScanStream::feed(std::string_view bytes) { return state_->feed(bytes); }
StreamEnd ScanStream::finish() { return state_->finish(); }

}  // namespace broch::scan
