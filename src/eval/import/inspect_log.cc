#include "eval/import/inspect_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "core/text.h"
#include "eval/import/archive.h"
#include "eval/import/builder.h"
#include "eval/import/inspect_text.h"

namespace broch::eval {

namespace {

constexpr size_t kMaxJsonBytes = size_t{1} << 30;

Result<InspectHeader> read_json_log(std::string_view bytes, const std::string& file,
                                    const std::function<Status(const json::Value&)>& begin,
                                    const std::function<Status(const json::Value&)>& use) {
  if (bytes.size() > kMaxJsonBytes)
    return fail(ErrorKind::kInput, fmt::format("the log is larger than {} bytes", kMaxJsonBytes), {file},
                "convert it to the .eval format, which is read sample by sample");
  BROCH_TRY(json::Value root, json::parse(bytes, {.file = file, .allow_nan = true}));
  if (root.find("eval") == nullptr)
    return fail(ErrorKind::kInput, "no Inspect log: the member `eval` is missing", {file, 1, 1});
  InspectHeader log;
  BROCH_CHECK(begin(root));
  int64_t missing = 0;
  if (const json::Array* samples = root.get_array("samples")) {
    for (const json::Value& sample : *samples) BROCH_CHECK(use(resolve_references(sample, missing)));
  }
  if (missing > 0) log.not_mapped["attachment references without a text"] = missing;
  log.header = std::move(root);
  return log;
}

/// "samples/ID_epoch_N.json" holds a sample; "samples/ID_epoch_N/PART.json" a part of one.
struct SampleEntry {
  std::string folder;  ///< empty for a whole sample
  std::string part;
};

std::optional<SampleEntry> sample_entry(const std::string& name) {
  if (!name.starts_with("samples/") || !name.ends_with(".json")) return std::nullopt;
  const std::string stem = name.substr(0, name.size() - 5);
  const auto ends_in_epoch = [](std::string_view text) {
    const size_t at = text.rfind("_epoch_");
    if (at == std::string_view::npos || at + 7 == text.size()) return false;
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 7, text.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  if (ends_in_epoch(stem)) return SampleEntry{};
  for (size_t at = stem.find('/', 8); at != std::string::npos; at = stem.find('/', at + 1)) {
    const std::string folder = stem.substr(0, at);
    if (ends_in_epoch(folder)) return SampleEntry{folder, stem.substr(at + 1)};
  }
  return SampleEntry{};  // an id of its own kind: the JSON decides
}

class ArchiveLog {
 public:
  ArchiveLog(std::string_view bytes, const std::string& file,
             const std::function<Status(const json::Value&)>& begin,
             const std::function<Status(const json::Value&)>& use)
      : bytes_(bytes), file_(file), begin_(begin), use_(use) {}

  Result<InspectHeader> read() {
    BROCH_CHECK(read_header());
    BROCH_CHECK(begin_(log_.header));
    const auto wanted = [](const std::string& name) {
      const auto entry = sample_entry(name);
      if (!entry) return false;
      const std::string& part = entry->part;
      return entry->folder.empty() || part == "sample" || part.starts_with("messages/") ||
             part.starts_with("attachments/");
    };
    BROCH_TRY(const std::optional<std::string> damage,
              read_archive(bytes_, file_, {}, wanted, [this](const std::string& name, std::string text) {
                return take_sample(name, text);
              }));
    for (auto& [folder, parts] : parts_) BROCH_CHECK(put_together(parts));
    BROCH_CHECK(add_summaries());
    if (damage || damage_) BROCH_CHECK(take_damage(damage ? *damage : *damage_));
    if (missing_ > 0) log_.not_mapped["attachment references without a text"] = missing_;
    return std::move(log_);
  }

 private:
  /// Chunks are kept by where they start, so that their order in the archive does not matter.
  struct Parts {
    json::Value sample;
    std::map<int64_t, json::Array> messages;
    json::Object attachments;
  };

  Result<json::Value> parse(const std::string& name, std::string_view text) const {
    return json::parse(text, {.file = file_ + "/" + clean_name(name), .allow_nan = true});
  }

  Status read_header() {
    std::optional<json::Value> start, header;
    const auto wanted = [](const std::string& name) {
      return name == "header.json" || name == "_journal/start.json" || name == "summaries.json" ||
             name.starts_with("_journal/summaries/");
    };
    const auto take = [&](const std::string& name, std::string text) -> Status {
      BROCH_TRY(json::Value value, parse(name, text));
      if (name == "header.json") {
        header = std::move(value);
      } else if (name == "_journal/start.json") {
        start = std::move(value);
      } else if (value.is_array()) {
        for (json::Value& summary : value.as_array()) summaries_.push_back(std::move(summary));
      }
      return {};
    };
    BROCH_TRY(damage_, read_archive(bytes_, file_, {}, wanted, take));
    complete_ = header.has_value();
    if (damage_ && complete_) return take_damage(*damage_);
    if (!header && !start)
      return fail(ErrorKind::kInput,
                  "no Inspect log: the archive holds neither header.json nor _journal/start.json" +
                      (damage_ ? " (" + *damage_ + ")" : std::string()),
                  {file_});
    if (!complete_) log_.notes.emplace_back("the run did not end: read from its journal");
    log_.header = complete_ ? *std::move(header) : *std::move(start);
    if (log_.header.find("eval") == nullptr)
      return fail(ErrorKind::kInput, "no Inspect log: the header has no `eval`", {file_});
    return {};
  }

  /// A finished log is whole; of one that crashed, what can be read counts.
  Status take_damage(const std::string& damage) {
    if (complete_)
      return fail(ErrorKind::kInput, "the archive is damaged: " + damage, {file_}, "get the file anew");
    log_.notes.push_back("the archive ends early: " + damage);
    return {};
  }

  Status take_sample(const std::string& name, std::string_view text) {
    const auto entry = sample_entry(name);
    BROCH_TRY(json::Value value, parse(name, text));
    if (entry->folder.empty()) return give(value);
    Parts& parts = parts_[entry->folder];
    if (entry->part == "sample") {
      parts.sample = std::move(value);
    } else if (entry->part.starts_with("messages/") && value.is_array()) {
      parts.messages[start_of(entry->part)] = std::move(value.as_array());
    } else if (entry->part.starts_with("attachments/") && value.is_object()) {
      for (json::Member& member : value.as_object()) parts.attachments.set(member.key, member.value);
    } else {
      ++log_.not_mapped["parts of samples in an unknown shape"];
    }
    return {};
  }

  static int64_t start_of(std::string_view part) {
    part.remove_prefix(part.rfind('/') + 1);
    int64_t start = 0;
    std::from_chars(part.data(), part.data() + part.size(), start);
    return start;
  }

  Status put_together(Parts& parts) {
    if (!parts.sample.is_object()) {
      ++log_.not_mapped["samples without sample.json"];
      return {};
    }
    json::Object& sample = parts.sample.as_object();
    if (sample.find("messages") == nullptr) {
      json::Array messages;
      for (auto& [start, chunk] : parts.messages) messages.insert(messages.end(), chunk.begin(), chunk.end());
      sample.append("messages", std::move(messages));
    }
    if (sample.find("attachments") == nullptr) sample.append("attachments", std::move(parts.attachments));
    return give(parts.sample);
  }

  Status give(const json::Value& sample) {
    seen_.insert(key_of(sample));
    return use_(resolve_references(sample, missing_));
  }

  static std::string key_of(const json::Value& sample) {
    const json::Value* id = sample.find("id");
    return (id == nullptr ? "" : json::dump(*id)) + "/" +
           std::to_string(sample.get_integer("epoch").value_or(1));
  }

  /// Samples that stand only in the summaries: their texts were not logged, or not yet.
  Status add_summaries() {
    int64_t added = 0;
    for (const json::Value& summary : summaries_) {
      if (!seen_.insert(key_of(summary)).second) continue;
      ++added;
      BROCH_CHECK(use_(summary));
    }
    if (added > 0)
      log_.notes.push_back(fmt::format("{} samples are known from their summaries alone", added));
    return {};
  }

  std::string_view bytes_;
  const std::string& file_;
  const std::function<Status(const json::Value&)>& begin_;
  const std::function<Status(const json::Value&)>& use_;
  InspectHeader log_;
  std::optional<std::string> damage_;
  bool complete_ = false;
  std::vector<json::Value> summaries_;
  std::map<std::string, Parts> parts_;
  std::set<std::string> seen_;
  int64_t missing_ = 0;
};

}  // namespace

Result<InspectHeader> read_inspect_log(std::string_view bytes, const std::string& file,
                                       const std::function<Status(const json::Value& header)>& begin,
                                       const std::function<Status(const json::Value& sample)>& use) {
  if (bytes.starts_with("PK")) return ArchiveLog(bytes, file, begin, use).read();
  return read_json_log(bytes, file, begin, use);
}

}  // namespace broch::eval
