#include "eval/compare/suites.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/text.h"
#include "eval/grade/deciding_part.h"

namespace broch::eval {

namespace {

using SuiteRecord = RunRecord::SuiteRecord;

/// Those that decide the metric, or any where none is named.
std::set<std::string> parts_of(const SuiteRecord& suite, bool judge, std::string_view metric) {
  std::set<std::string> parts;
  for (const std::string& part : suite.grader_parts) {
    if (part.starts_with("judge") == judge && (metric.empty() || decides(part, metric))) parts.insert(part);
  }
  return parts;
}

std::vector<const SuiteRecord*> without_namesake(const RunRecord& run, const RunRecord& other) {
  std::vector<const SuiteRecord*> left;
  for (const SuiteRecord& suite : run.suites) {
    const bool has = std::any_of(other.suites.begin(), other.suites.end(),
                                 [&](const SuiteRecord& theirs) { return theirs.name == suite.name; });
    if (!has) left.push_back(&suite);
  }
  return left;
}

/// The one of a family; nothing where there is none, or more than one to choose from.
const SuiteRecord* only_of(const std::vector<const SuiteRecord*>& suites, std::string_view family) {
  const SuiteRecord* found = nullptr;
  for (const SuiteRecord* suite : suites) {
    if (family_of(suite->name) != family || mode_of(suite->name).empty()) continue;
    if (found != nullptr) return nullptr;
    found = suite;
  }
  return found;
}

}  // namespace

Result<Allowed> parse_allowed(std::string_view differences) {
  static const std::vector<std::string> words = {"grader", "judge", "suite", "content"};
  Allowed allowed;
  for (const std::string_view word : comma_separated(differences)) {
    if (word == "grader") {
      allowed.grader = true;
    } else if (word == "judge") {
      allowed.judge = true;
    } else if (word == "suite") {
      allowed.suite = true;
    } else if (word == "content") {
      allowed.content = true;
    } else {
      return fail(ErrorKind::kUsage,
                  fmt::format("--allow knows no difference `{}`{}", word, did_you_mean(word, words)), {},
                  "it takes " + join(words, ", "));
    }
  }
  return allowed;
}

std::string_view family_of(std::string_view suite) { return suite.substr(0, suite.find('/')); }

std::string_view mode_of(std::string_view suite) {
  const size_t slash = suite.find('/');
  return slash == std::string_view::npos ? std::string_view() : suite.substr(slash + 1);
}

SuitePairs pair_suites(const RunRecord& base, const RunRecord& next) {
  SuitePairs result;
  const auto base_left = without_namesake(base, next), next_left = without_namesake(next, base);
  std::set<const SuiteRecord*> paired;
  for (const SuiteRecord& ours : base.suites) {
    const auto same = std::find_if(next.suites.begin(), next.suites.end(),
                                   [&](const SuiteRecord& theirs) { return theirs.name == ours.name; });
    const SuiteRecord* theirs = same != next.suites.end() ? &*same : nullptr;
    if (theirs == nullptr && only_of(base_left, family_of(ours.name)) == &ours) {
      theirs = only_of(next_left, family_of(ours.name));
    }
    if (theirs == nullptr) {
      result.alone.push_back(ours.name);
      continue;
    }
    result.pairs.push_back({&ours, theirs});
    paired.insert(theirs);
  }
  for (const SuiteRecord& theirs : next.suites) {
    if (!paired.contains(&theirs)) result.alone.push_back(theirs.name);
  }
  return result;
}

Comparability comparability(const SuitePair& pair, const Allowed& allow, std::string_view metric) {
  const SuiteRecord &base = *pair.base, &next = *pair.next;
  Comparability result;
  const auto check = [&](bool differs, bool allowed, const char* reason, const char* word) {
    if (!differs) return;
    if (!allowed) {
      if (result.reason.empty()) result.reason = reason;
    } else if (result.allowed.empty() || result.allowed.back() != word) {
      result.allowed.emplace_back(word);
    }
  };
  if (!pair.modes_differ()) {
    check(base.version != next.version, allow.suite, "suite-version-differs", "suite");
    check(base.digest != next.digest, allow.suite, "suite-content-differs", "suite");
  }
  check(base.grader != next.grader, allow.grader, "grader-differs", "grader");
  const auto differ = [&](bool judge) {
    return parts_of(base, judge, metric) != parts_of(next, judge, metric);
  };
  check(differ(false), allow.grader, "grader-parts-differ", "grader");
  check(differ(true), allow.judge, "judge-differs", "judge");
  return result;
}

}  // namespace broch::eval
