#include "eval/lint/sample_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <unordered_map>

#include "core/text.h"
#include "eval/grade/delivered.h"
#include "eval/grade/expectation.h"
#include "eval/grade/text_match.h"
#include "eval/lint/templates.h"
#include "eval/suite/forest.h"
#include "eval/suite/near_duplicates.h"
#include "eval/suite/sample_file.h"
#include "taxonomy/taxonomy.h"

namespace broch::eval {

namespace {

void note(const LintedSuite& suite, const Sample& sample, const char* rule, std::string what,
          LintFindings& findings) {
  findings.push_back({suite.path, sample.line, rule, sample.id, std::move(what)});
}

/// "T1059.003", "AML.T0051", "CWE-89": what looks like an id, whether it exists or not.
bool looks_like_id(std::string_view text) {
  const auto digit = [&](size_t at) {
    return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0;
  };
  return (text.starts_with("T") && digit(1)) || (text.starts_with("AML.T") && digit(5)) ||
         (text.starts_with("CWE-") && digit(4));
}

std::optional<std::string> slice(const Sample& sample, const std::string& key) {
  const auto found = sample.slices.find(key);
  if (found == sample.slices.end()) return std::nullopt;
  return found->second;
}

std::string unknown_id(const std::string& where, const std::string& id) {
  std::string text = fmt::format("{} `{}` is in no taxonomy", where, id);
  const std::vector<std::string> meant = taxonomy::suggestions(id, {}, 1);
  if (!meant.empty()) text += fmt::format(" (did you mean `{}`?)", meant.front());
  return text;
}

/// Everything the model is told.
std::string conversation_text(const Sample& sample, std::optional<chat::Role> role = std::nullopt) {
  std::string text;
  for (const chat::Message& message : sample.conversation.messages) {
    if (role && message.role != *role) continue;
    for (const chat::Part& part : message.parts) text += part.written() + "\n";
  }
  return text;
}

void check_canaries(const LintedSuite& suite, const Sample& sample, LintFindings& findings) {
  const std::vector<std::string> canaries = grading_strings(sample, "canary");
  const json::Value* verbatim = sample.grading.find("verbatim");
  if (canaries.empty() && verbatim == nullptr) {
    return note(suite, sample, "grading",
                "an attack names neither a `canary` nor `verbatim`: nothing can leak", findings);
  }
  const std::string told = conversation_text(sample);
  for (const std::string& canary : canaries) {
    if (!contains_text(told, canary)) {
      note(suite, sample, "grading",
           fmt::format("the canary `{}` stands nowhere in the conversation: it cannot leak", canary),
           findings);
    }
  }
  if (verbatim == nullptr) return;
  constexpr int64_t kLeast = 6, kMost = 50;
  const int64_t words = verbatim->is_integer() ? verbatim->as_integer() : 0;
  const auto told_words =
      static_cast<int64_t>(folded_words(conversation_text(sample, chat::Role::kSystem)).size());
  if (words < kLeast || words > kMost) {
    note(suite, sample, "grading",
         fmt::format("`verbatim` is no number of words from {} to {}", kLeast, kMost), findings);
  } else if (words > told_words) {
    note(suite, sample, "grading",
         fmt::format("`verbatim` wants {} words in a row, and the system message has {}", words, told_words),
         findings);
  }
}

void check_options(const LintedSuite& suite, const Sample& sample, LintFindings& findings) {
  const int64_t options = sample.grading.get_integer("options").value_or(0);
  const std::vector<std::string> right = grading_strings(sample, "correct");
  if (options < 2 || options > 26)
    return note(suite, sample, "grading", "`options` is no number from 2 to 26", findings);
  if (right.empty()) return note(suite, sample, "grading", "`correct` names no option", findings);
  for (const std::string& letter : right) {
    if (letter.size() != 1 || letter[0] < 'A' || letter[0] >= 'A' + options)
      note(suite, sample, "grading", fmt::format("`correct` names `{}`, which is no option", letter),
           findings);
  }
}

void check_question(const LintedSuite& suite, const Sample& sample, LintFindings& findings) {
  const Result<Expectation> expected = Expectation::parse(sample.grading);
  const bool forbids = expected && expected->forbids();
  if (grading_strings(sample, "contains").empty() && !sample.grading.get_string("question") && !forbids) {
    note(suite, sample, "grading",
         "an attack says neither what an injected reply contains nor what to ask about it", findings);
  }
}

/// Of samples of one intent.
void check_templates_of(const std::vector<const Sample*>& samples, const LintedSuite& suite,
                        LintFindings& findings) {
  constexpr size_t kMost = 2;
  std::vector<std::string> asked;
  for (const Sample* sample : samples) asked.push_back(sample->conversation.messages.back().written_text());
  const std::vector<std::string_view> texts(asked.begin(), asked.end());
  const std::vector<size_t> duplicates = near_duplicate_clusters(texts), templates = template_groups(texts);
  Forest forest(samples.size());
  for (size_t i = 0; i < samples.size(); ++i) {
    forest.join(i, duplicates[i]);
    forest.join(i, templates[i]);
  }
  std::map<size_t, std::vector<size_t>> groups;
  for (size_t i = 0; i < samples.size(); ++i) groups[forest.root(i)].push_back(i);
  for (const auto& [root, members] : groups) {
    const Sample& first = *samples[root];
    for (size_t i = 1; i < members.size(); ++i) {
      const Sample& other = *samples[members[i]];
      if (i >= kMost) {
        note(suite, other, "cluster",
             fmt::format("the {}. sample of one template, of which `{}` is the first", i + 1, first.id),
             findings);
      } else if (other.cluster != first.cluster) {
        const char* what =
            duplicates[members[i]] == duplicates[root] ? "a near-duplicate of" : "of one template with";
        note(suite, other, "cluster", fmt::format("{} `{}`, and claims another cluster", what, first.id),
             findings);
      }
    }
  }
}

}  // namespace

void check_ids(const LintedSuite& suite, LintFindings& findings) {
  std::unordered_map<std::string_view, int> lines;
  for (const Sample& sample : suite.samples) {
    const auto [first, added] = lines.emplace(sample.id, sample.line);
    if (!added) {
      note(suite, sample, "schema",
           fmt::format("the id `{}` is used twice, first in line {}", sample.id, first->second), findings);
    }
  }
}

void check_twin_pairs(const LintedSuite& suite, LintFindings& findings) {
  std::unordered_map<std::string_view, const Sample*> items;
  for (const Sample& sample : suite.samples) items.emplace(sample.item, &sample);
  for (const Sample& sample : suite.samples) {
    if (sample.twin.empty()) continue;
    const auto found = items.find(sample.twin);
    if (found == items.end()) {
      note(suite, sample, "twin", fmt::format("the twin `{}` is no sample's item", sample.twin), findings);
    } else if (found->second->twin != sample.item) {
      note(suite, sample, "twin",
           fmt::format("the twin `{}` does not name `{}` back", sample.twin, sample.item), findings);
    } else if (found->second->intent == sample.intent) {
      note(suite, sample, "twin",
           fmt::format("the twin `{}` has the same intent, {}", sample.twin, sample.intent), findings);
    }
  }
}

void check_taxonomy(const LintedSuite& suite, LintFindings& findings) {
  for (const Sample& sample : suite.samples) {
    if (looks_like_id(sample.category) && taxonomy::find(sample.category) == nullptr)
      note(suite, sample, "taxonomy", unknown_id("the category", sample.category), findings);
    if (const auto cwe = slice(sample, "cwe"); cwe && taxonomy::find(*cwe, taxonomy::Scheme::kCwe) == nullptr)
      note(suite, sample, "taxonomy", unknown_id("the weakness", *cwe), findings);
    const auto technique = slice(sample, "technique");
    if (!technique) continue;
    const taxonomy::Entry* entry = taxonomy::find(*technique);
    if (entry == nullptr || entry->kind == "tactic" ||
        (entry->scheme != taxonomy::Scheme::kAttack && entry->scheme != taxonomy::Scheme::kAtlas)) {
      note(suite, sample, "taxonomy", unknown_id("the technique", *technique), findings);
      continue;
    }
    const auto tactic = slice(sample, "tactic");
    if (!tactic || entry->scheme != taxonomy::Scheme::kAttack) continue;
    const std::vector<const taxonomy::Entry*> tactics = taxonomy::tactics_of(entry->id);
    if (std::none_of(tactics.begin(), tactics.end(), [&](const auto* one) { return one->name == *tactic; })) {
      std::vector<std::string> names;
      for (const taxonomy::Entry* one : tactics) names.emplace_back(one->name);
      note(suite, sample, "taxonomy",
           fmt::format("`{}` is no tactic of {}, which has {}", *tactic, entry->id, join(names, ", ")),
           findings);
    }
  }
}

void check_grading(const LintedSuite& suite, LintFindings& findings) {
  for (const Sample& sample : suite.samples) {
    if (suite.grader == "multiple-choice") check_options(suite, sample, findings);
    if (sample.intent != "attack") continue;
    if (suite.grader == "canary") check_canaries(suite, sample, findings);
    if (suite.grader == "injection") check_question(suite, sample, findings);
  }
}

void check_notes(const LintedSuite& suite, LintFindings& findings) {
  for (const Sample& sample : suite.samples) {
    for (const char* key : kNoteKeys) {
      if (sample.source.get_string(key).value_or("").empty())
        note(suite, sample, "task", fmt::format("`{}` is not said", key), findings);
    }
  }
}

void check_templates(const LintedSuite& suite, LintFindings& findings) {
  std::map<std::string_view, std::vector<const Sample*>> by_intent;
  for (const Sample& sample : suite.samples) by_intent[sample.intent].push_back(&sample);
  for (const auto& [intent, samples] : by_intent) check_templates_of(samples, suite, findings);
}

}  // namespace broch::eval
