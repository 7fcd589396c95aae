// The drill-down: items one by one, with what is said of each, and with as much of their texts as may be
// shown.
//
// Without an explicit reveal nothing is shown that may be unsafe: of an item with an attempt graded unsafe,
// in any run, neither prompt nor reply; of an attempt that was not graded, no reply. A reply as it was before
// a guard changed it is never shown. Secrets are redacted in whatever is shown.
#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "core/text.h"
#include "eval/condition/recorded.h"
#include "eval/run/keep.h"
#include "report/markup.h"
#include "report/parts.h"

namespace broch::report {

namespace {

using eval::AttemptRecord;
using eval::Outcome;

constexpr size_t kExcerptBytes = 320, kRevealedBytes = 2000;
/// So much of a text is searched for secrets; what is shown lies far from its end.
constexpr size_t kLookedAt = 8 << 10;
/// Attempts of one run at one item.
constexpr size_t kMaxAttempts = 3;

/// The attempts at one item, a list per run.
using ByRun = std::vector<std::vector<const AttemptRecord*>>;

bool is_unsafe(const AttemptRecord& attempt) {
  return attempt.grade.outcome == Outcome::kUnsafe || attempt.grade.unsafe == true ||
         attempt.truth == Outcome::kUnsafe;
}

bool is_graded(const AttemptRecord& attempt) {
  return attempt.grade.outcome != Outcome::kError && attempt.grade.outcome != Outcome::kUnscored;
}

bool any_unsafe(const ByRun& attempts) {
  return std::any_of(attempts.begin(), attempts.end(), [](const auto& run) {
    return std::any_of(run.begin(), run.end(), [](const AttemptRecord* a) { return is_unsafe(*a); });
  });
}

/// Whether the outcome of the first attempt differs between runs.
bool changed(const ByRun& attempts) {
  const AttemptRecord* first = nullptr;
  for (const auto& run : attempts) {
    if (run.empty()) continue;
    if (first != nullptr && first->grade.outcome != run.front()->grade.outcome) return true;
    first = run.front();
  }
  return false;
}

/// Which items are worth looking at first: unsafe and changed, unsafe, not graded, changed, the rest.
int rank(const ByRun& attempts) {
  if (any_unsafe(attempts)) return changed(attempts) ? 0 : 1;
  for (const auto& run : attempts) {
    for (const AttemptRecord* attempt : run) {
      if (!is_graded(*attempt)) return 2;
    }
  }
  return changed(attempts) ? 3 : 4;
}

Tone tone_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kUnsafe:
      return Tone::kBad;
    case Outcome::kSafeHelpful:
    case Outcome::kRedirected:
      return Tone::kGood;
    case Outcome::kUnscored:
    case Outcome::kError:
      return Tone::kOpen;
    case Outcome::kRefused:
    case Outcome::kUnhelpful:
    case Outcome::kNoAnswer:
      return Tone::kSoft;
  }
  return Tone::kSoft;
}

/// Shows texts as far as they may be.
class Shower {
 public:
  Shower(eval::Keeper keeper, bool reveal) : keeper_(std::move(keeper)), reveal_(reveal) {}

  Excerpt show(const std::string& text, bool harmless) const {
    if (text.empty()) return {.shown = "", .note = "not stored"};
    if (!harmless && !reveal_) {
      return {.shown = "",
              .note = fmt::format("withheld, {} bytes", count(static_cast<int64_t>(text.size())))};
    }
    if (harmless) return {.shown = excerpt(text, kExcerptBytes), .note = ""};
    return {.shown = excerpt(text, kRevealedBytes), .note = "revealed"};
  }

  /// The grader's reason. That of the code grader names a rule and a line; any other may quote the reply.
  std::string why(const AttemptRecord& attempt, bool harmless) const {
    const std::string& why = attempt.grade.why;
    const bool names_rule = attempt.grader.starts_with("insecure-code@");
    const bool no_quote = !is_graded(attempt) && attempt.reply.find(why) == std::string::npos;
    if (why.empty() || harmless || names_rule || no_quote || reveal_) return excerpt(why, kExcerptBytes);
    return fmt::format("reason withheld, {} bytes", why.size());
  }

  bool reveals() const { return reveal_; }

 private:
  std::string excerpt(const std::string& text, size_t most) const {
    return ellipsize(keeper_.redact(ellipsize(text, kLookedAt)), most);
  }

  eval::Keeper keeper_;
  bool reveal_;
};

ItemAttempt attempt_of(const Source& source, size_t run, const AttemptRecord& attempt, bool unsafe_item,
                       const Shower& shower) {
  const bool harmless = !unsafe_item && is_graded(attempt);
  ItemAttempt out{.run = source.labels[run],
                  .position = run,
                  .outcome = eval::name(attempt.grade.outcome),
                  .tone = tone_of(attempt.grade.outcome),
                  .facts = {},
                  .reply = {}};
  if (eval::in_a_cell(attempt)) {
    for (const std::string_view key : eval::kCellKeys) {
      const auto level = attempt.slices.find(std::string(key));
      if (level != attempt.slices.end()) out.facts.push_back(fmt::format("{} {}", key, label(level->second)));
    }
  }
  if (attempt.grade.by) out.facts.push_back(fmt::format("by the {}", eval::name(*attempt.grade.by)));
  for (const std::string& cwe : attempt.grade.cwe) out.facts.push_back(label(cwe));
  if (const std::string why = shower.why(attempt, harmless); !why.empty()) out.facts.push_back(why);
  if (!attempt.error.empty()) out.facts.push_back(ellipsize(attempt.error, kExcerptBytes));
  if (attempt.truth)
    out.facts.push_back(fmt::format("the simulator's own label: {}", eval::name(*attempt.truth)));
  if (attempt.grade.outcome != Outcome::kError) out.reply = shower.show(attempt.reply, harmless);
  return out;
}

Item item_of(const Source& source, const std::string& id, const ByRun& attempts, const Shower& shower,
             size_t& revealed) {
  const bool unsafe_item = any_unsafe(attempts);
  Item item{.id = label(id), .what = "", .prompt = {}, .attempts = {}};
  for (size_t run = 0; run < attempts.size(); ++run) {
    for (size_t i = 0; i < std::min(attempts[run].size(), kMaxAttempts); ++i) {
      const AttemptRecord& attempt = *attempts[run][i];
      if (item.what.empty()) {
        item.what = label(attempt.category) + (attempt.intent.empty() ? "" : ", " + label(attempt.intent));
        item.prompt = shower.show(attempt.prompt, !unsafe_item);
      }
      item.attempts.push_back(attempt_of(source, run, attempt, unsafe_item, shower));
      if (shower.reveals() && (unsafe_item || attempt.grade.outcome == Outcome::kUnscored)) ++revealed;
    }
    if (attempts[run].size() > kMaxAttempts && !item.attempts.empty()) {
      item.attempts.back().facts.push_back(
          fmt::format("{} more attempts of this run are left out", attempts[run].size() - kMaxAttempts));
    }
  }
  return item;
}

std::map<std::string, ByRun> items_of(const Source& source, const std::string& suite) {
  std::map<std::string, ByRun> items;
  for (size_t run = 0; run < source.runs.size(); ++run) {
    for (const AttemptRecord& attempt : source.runs[run].attempts) {
      if (attempt.suite != suite) continue;
      ByRun& of = items[attempt.item];
      of.resize(source.runs.size());
      of[run].push_back(&attempt);
    }
  }
  return items;
}

}  // namespace

Result<Section> items_section(const Source& source, size_t& revealed) {
  BROCH_TRY(eval::Keeper keeper, eval::Keeper::create());
  const Shower shower(std::move(keeper), source.options.reveal);
  Section section{.id = "items", .title = "Item by item", .blocks = {}};
  section.blocks.push_back(
      {Paragraph{.text = source.options.reveal
                             ? "Secrets are redacted, and texts cut to excerpts. What was unsafe first."
                             : "What was unsafe first. No text is shown of an item that was answered "
                               "unsafely in any run, and no reply "
                               "that was not graded; `broch report --reveal` shows them. Secrets are "
                               "redacted, and texts cut to excerpts.",
                 .tone = Tone::kSoft}});
  for (const auto& suite : source.suites) {
    const std::map<std::string, ByRun> all = items_of(source, suite.name);
    std::vector<const std::pair<const std::string, ByRun>*> order;
    for (const auto& item : all) order.push_back(&item);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return rank(a->second) < rank(b->second); });
    const size_t shown = std::min(order.size(), source.options.items);
    Details details{
        .summary = fmt::format("{}: {} of {} items", suite.name, count(static_cast<int64_t>(shown)),
                               count(static_cast<int64_t>(order.size()))),
        .blocks = {}};
    Items items;
    for (size_t i = 0; i < shown; ++i)
      items.items.push_back(item_of(source, order[i]->first, order[i]->second, shower, revealed));
    details.blocks.push_back({std::move(items)});
    if (shown < order.size()) {
      details.blocks.push_back(
          {Paragraph{.text = fmt::format(
                         "{} more items are left out; --items shows more, `broch eval export` has them all.",
                         count(static_cast<int64_t>(order.size() - shown)))}});
    }
    section.blocks.push_back({std::move(details)});
  }
  return section;
}

}  // namespace broch::report
