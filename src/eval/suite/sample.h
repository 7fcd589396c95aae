// One sample of a suite: what is asked, what it is paired and clustered by, and what its grader needs.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "chat/chat.h"
#include "core/json.h"

namespace broch::eval {

struct CodeTask;

/// `id` is unique in its suite. `item` is the identity of the question before any condition is applied (the
/// unit of pairing), `cluster` groups near-duplicates (the unit of independence); for a sample without
/// variants and duplicates all three are the same. `twin` is the item of the benign (or attacking)
/// counterpart, where there is one.
struct Sample {
  std::string id;
  std::string item;
  std::string cluster;
  std::string twin;
  std::string intent;    ///< "attack" | "benign"
  std::string category;  ///< CWE, technique, injection variant: what the sample tests
  std::string language;  ///< programming language asked for, or ""
  std::map<std::string, std::string>
      slices;  ///< "cwe" -> "CWE-89", "tactic" -> "Execution", "language" -> "python", ...
  std::vector<std::string> tags;
  chat::Conversation conversation;
  /// What attempts are recorded and paired under: the item, and where it is a name, `@` and a hash of what it
  /// asks (item_pairing.h). The same of the twin.
  std::string pairing, twin_pairing;
  std::shared_ptr<const CodeTask> task;  ///< whose tests an answer is run under; null where none is
  std::string prefix;                    ///< code that the reply goes on with, or ""
  json::Value grading;  ///< grader-specific, e.g. {"contains": "BROCH-7F3A"} or {"question": "..."}
  json::Value source;   ///< the record it was read from; replay fields and notes are looked up here
  int line = 0;         ///< line in the dataset file
  int64_t record = 0;   ///< position in the dataset file, from 0, before any were left out
};

/// What a suite measures. `graders` names the grader; `metrics` are in the order of display, main one first.
struct SuiteInfo {
  std::string name;      ///< "secure-code/instruct", "attack", ...
  std::string measures;  ///< one sentence
  std::string grader;
  std::string validity;  ///< plumbing | plausible | validated
  std::string licence;
  std::string version;
  std::vector<std::string> metrics;
  std::string keep;            ///< default of --keep: grades | redacted | full
  std::string rubric;          ///< text of the rubric file that the judge goes by, or ""
  bool needs_dataset = false;  ///< has no samples of its own: they come with --dataset
  std::string task_mode;  ///< how it asks tasks with tests: instruct | autocomplete; "" where it has none
};

struct Suite {
  SuiteInfo info;
  std::vector<Sample> samples;
  std::string digest;   ///< sha256 over suite.yaml and samples, or over the foreign dataset file
  std::string dataset;  ///< path of the foreign file, or ""
};

}  // namespace broch::eval
