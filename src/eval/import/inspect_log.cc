#include "eval/import/inspect_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "core/text.h"
#include "eval/import/archive.h"
#include "eval/import/builder.h"

namespace broch::eval {

namespace {

constexpr std::string_view kAttachment = "attachment://";
constexpr size_t kHashDigits = 32;
/// A text that its attachments make longer than this keeps its references.
constexpr size_t kMaxResolved = size_t{16} << 20;
constexpr size_t kMaxJsonBytes = size_t{1} << 30;

// --- references

class Attachments {
 public:
  explicit Attachments(const json::Value* attachments) {
    if (attachments == nullptr || !attachments->is_object()) return;
    for (const json::Member& member : attachments->as_object()) {
      if (member.value.is_string()) texts_.emplace(member.key, member.value.as_string());
    }
  }

  /// Copies the value with its references replaced; `missing` counts those that lead nowhere.
  json::Value resolve(const json::Value& value, int64_t& missing) const {
    if (value.is_string()) return resolve_text(value.as_string(), missing);
    if (value.is_array()) {
      json::Array out;
      for (const json::Value& item : value.as_array()) out.push_back(resolve(item, missing));
      return out;
    }
    if (!value.is_object()) return value;
    json::Object out;
    for (const json::Member& member : value.as_object())
      out.append(member.key, resolve(member.value, missing));
    return out;
  }

 private:
  std::string resolve_text(const std::string& text, int64_t& missing) const {
    std::string out;
    size_t from = 0;
    for (size_t at = text.find(kAttachment); at != std::string::npos; at = text.find(kAttachment, from)) {
      out.append(text, from, at - from);
      const std::string hash = text.substr(at + kAttachment.size(), kHashDigits);
      const auto found = texts_.find(hash);
      if (found == texts_.end() || out.size() + found->second.size() > kMaxResolved) {
        ++missing;
        out += kAttachment;
        from = at + kAttachment.size();
        continue;
      }
      out += found->second;
      from = at + kAttachment.size() + kHashDigits;
    }
    return from == 0 ? text : out + text.substr(from);
  }

  std::map<std::string, std::string, std::less<>> texts_;
};

/// What is read of a sample, with its references resolved; the rest as it is.
json::Value resolve_sample(const json::Value& sample, int64_t& missing) {
  if (!sample.is_object()) return sample;
  const Attachments attachments(sample.find("attachments"));
  json::Object out;
  for (const json::Member& member : sample.as_object()) {
    const bool read =
        member.key == "input" || member.key == "messages" || member.key == "output" || member.key == "scores";
    out.append(member.key, read ? attachments.resolve(member.value, missing) : member.value);
  }
  return out;
}

std::string last_assistant(const json::Array& messages) {
  for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
    const json::Value* content = message->find("content");
    if (message->get_string("role") == "assistant" && content != nullptr) return foreign_text(*content);
  }
  return "";
}

std::optional<std::string> said_in(const json::Value* output) {
  if (output == nullptr) return std::nullopt;
  if (const json::Value* content = output->at_pointer("/choices/0/message/content"))
    return foreign_text(*content);
  if (const auto completion = output->get_string("completion")) return std::string(*completion);
  return std::nullopt;
}

/// The messages a model event was given: its own, or ranges of the sample's pool.
json::Array event_input(const json::Value& sample, const json::Value& event) {
  json::Array messages;
  if (const json::Array* own = event.get_array("input")) messages = *own;
  const json::Array* refs = event.get_array("input_refs");
  const json::Array* pool = sample.get_array("message_pool");
  if (const json::Value* data = sample.find("events_data"); pool == nullptr && data != nullptr)
    pool = data->get_array("messages");
  if (refs == nullptr || pool == nullptr) return messages;
  for (const json::Value& range : *refs) {
    if (!range.is_array() || range.as_array().size() != 2 || !range.as_array()[0].is_integer() ||
        !range.as_array()[1].is_integer())
      continue;
    const auto size = static_cast<int64_t>(pool->size());
    const int64_t begin = std::clamp<int64_t>(range.as_array()[0].as_integer(), 0, size);
    const int64_t end = std::clamp<int64_t>(range.as_array()[1].as_integer(), begin, size);
    // Ranges may overlap as often as a hostile file likes.
    if (messages.size() + static_cast<size_t>(end - begin) > 100'000) break;
    messages.insert(messages.end(), pool->begin() + begin, pool->begin() + end);
  }
  return messages;
}

// --- one JSON object

Result<InspectHeader> read_json_log(std::string_view bytes, const std::string& file,
                                    const std::function<Status(const json::Value&)>& begin,
                                    const std::function<Status(const json::Value&)>& use) {
  if (bytes.size() > kMaxJsonBytes)
    return fail(ErrorKind::kLimit, fmt::format("the log is larger than {} bytes", kMaxJsonBytes), {file},
                "convert it to the .eval format, which is read sample by sample");
  BROCH_TRY(json::Value root, json::parse(bytes, {.file = file, .allow_nan = true}));
  if (root.find("eval") == nullptr)
    return fail(ErrorKind::kInput, "no Inspect log: the member `eval` is missing", {file, 1, 1});
  InspectHeader log;
  BROCH_CHECK(begin(root));
  int64_t missing = 0;
  if (const json::Array* samples = root.get_array("samples")) {
    for (const json::Value& sample : *samples) BROCH_CHECK(use(resolve_sample(sample, missing)));
  }
  if (missing > 0) log.not_mapped["attachment references without a text"] = missing;
  log.header = std::move(root);
  return log;
}

// --- archive

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
    for (auto& [folder, parts] : parts_) BROCH_CHECK(put_together(folder, parts));
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

  Status put_together(const std::string& folder, Parts& parts) {
    if (!parts.sample.is_object()) {
      ++log_.not_mapped["samples without sample.json"];
      (void)folder;
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
    return use_(resolve_sample(sample, missing_));
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

std::string inspect_reply(const json::Value& sample) {
  if (const auto said = said_in(sample.find("output")); said && !said->empty()) return *said;
  if (const json::Array* messages = sample.get_array("messages"); messages && !messages->empty())
    return last_assistant(*messages);
  const json::Array* events = sample.get_array("events");
  if (events == nullptr) return "";
  for (auto event = events->rbegin(); event != events->rend(); ++event) {
    if (event->get_string("event") != "model") continue;
    int64_t missing = 0;
    const Attachments attachments(sample.find("attachments"));
    if (const auto said = said_in(event->find("output")); said && !said->empty())
      return attachments.resolve(json::Value(*said), missing).as_string();
    const json::Value input = attachments.resolve(json::Value(event_input(sample, *event)), missing);
    return last_assistant(input.as_array());
  }
  return "";
}

}  // namespace broch::eval
