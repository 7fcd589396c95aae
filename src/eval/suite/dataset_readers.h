// One reader per published format: a record becomes a sample. Fields are checked one by one; what is wrong
// stays in the RecordReader.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "eval/suite/record_reader.h"
#include "eval/suite/sample.h"

namespace broch::eval {

/// What a record does not say itself: the suite that its file was named for, and the file, beside which
/// reports and images lie.
struct DatasetContext {
  std::string suite;
  std::string file;
};

/// `sample` comes with id, source, line and record set.
using ReadRecord = Sample (*)(RecordReader& reader, const DatasetContext& context, Sample sample);

// CyberSecEval
Sample read_code(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_injection(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_mitre(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_frr(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_interpreter(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_malware(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_threat_intel(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_visual(RecordReader& reader, const DatasetContext& context, Sample sample);
// Lists of prompts and behaviours
Sample read_xstest(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_harmbench(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_ailuminate(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_jbb_behaviour(RecordReader& reader, const DatasetContext& context, Sample sample);
Sample read_jbb_artifact(RecordReader& reader, const DatasetContext& context, Sample sample);

/// Short enough to read, long enough that 200,000 items do not collide (64 bits).
std::string short_hash(std::initializer_list<std::string_view> parts);
void ask(Sample& sample, chat::Role role, std::string text);

/// Near-copies are one cluster: prompts that were generated from few templates, or that say the same of two
/// things. Where a record has the text `original`, that text decides: what a translation was made from, and
/// what a jailbreak was made for.
void cluster_by_wording(std::vector<Sample>& samples, std::string_view original = "original_english_prompt");
/// Snippets of one repository depend on each other, and so do copies of one snippet in several.
void cluster_by_origin(std::vector<Sample>& samples);

}  // namespace broch::eval
