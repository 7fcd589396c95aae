#include "model/replay_model.h"

#include <fmt/core.h>

#include <unordered_map>

#include "core/file.h"
#include "core/hash.h"
#include "core/records.h"
#include "core/text.h"
#include "model/options.h"

namespace broch::model {
namespace {

/// One record: its reply, or what stands where the reply should be ("nothing", "a number").
struct Recorded {
  std::string text;
  std::string missing;
  std::string id;     ///< record_id(), or the value of the key option
  std::string model;  ///< as the record names it
  int line = 0;
};

/// CyberSecEval records a failed request as text in place of the response.
bool recorded_failure(std::string_view text) {
  const std::string_view start = trim(text);
  return start.starts_with("FAIL TO QUERY") || start.starts_with("FAILED TO QUERY");
}

std::string id_text(const json::Value& record, const std::string& key) {
  if (key.empty()) return record_id(record);
  const json::Value* value = record.find(key);
  if (value && value->is_string()) return value->as_string();
  if (value && value->is_integer()) return std::to_string(value->as_integer());
  return {};
}

class ReplayModel final : public Model {
 public:
  ReplayModel(std::string file, std::string field, std::string key)
      : file_(std::move(file)), field_(std::move(field)), key_(std::move(key)) {}

  Status load();
  std::string id() const override {
    return "replay:" + file_ + "#" + field_ + (key_.empty() ? "" : "?key=" + key_);
  }
  asio::awaitable<Result<Reply>> generate(const GenerateRequest& request) override {
    co_return answer(request.hint);
  }

 private:
  Result<Reply> answer(const SampleHint& hint) const;
  Result<const Recorded*> find(const SampleHint& hint) const;
  Result<const Recorded*> find_by_key(const SampleHint& hint) const;
  Recorded read(const Record& record) const;

  std::string file_, field_, key_;
  std::string digest_;
  std::vector<Recorded> records_;
  std::unordered_map<std::string, std::vector<size_t>> by_id_;
};

Recorded ReplayModel::read(const Record& record) const {
  Recorded out;
  out.line = record.line;
  out.id = id_text(record.value, key_);
  out.model = record.value.get_string("model").value_or("");
  const json::Value* value =
      field_.starts_with('/') ? record.value.at_pointer(field_) : record.value.find(field_);
  if (value && value->is_string()) {
    out.text = value->as_string();
  } else {
    out.missing = value ? value->type_name() : "absent";
  }
  return out;
}

Status ReplayModel::load() {
  BROCH_TRY(const std::string bytes, read_file(file_));
  digest_ = sha256_hex(bytes);
  BROCH_TRY(const std::vector<Record> records, parse_records(bytes, file_));
  if (records.empty()) return fail(ErrorKind::kInput, "the file holds no record", {file_});
  bool any = false;
  records_.reserve(records.size());
  for (const Record& record : records) {
    records_.push_back(read(record));
    any = any || records_.back().missing.empty();
    if (!records_.back().id.empty()) by_id_[records_.back().id].push_back(records_.size() - 1);
  }
  if (any) return {};
  std::vector<std::string> fields;
  for (const json::Member& member : records[0].value.as_object()) {
    if (member.value.is_string()) fields.push_back(member.key);
  }
  return fail(ErrorKind::kInput,
              fmt::format("no record has a text in `{}`{}", field_, did_you_mean(field_, fields)), {file_},
              "name the field after the file: replay:FILE#FIELD; its records have " +
                  ellipsize(join(fields, ", "), 300));
}

Result<const Recorded*> ReplayModel::find_by_key(const SampleHint& hint) const {
  if (hint.record_id.empty()) {
    return fail(ErrorKind::kInput,
                fmt::format("sample `{}` has no id to look up a recorded reply by", hint.item), {},
                "leave `key` out to take replies by position");
  }
  const auto found = by_id_.find(hint.record_id);
  if (found == by_id_.end()) {
    return fail(ErrorKind::kInput, fmt::format("no recorded reply with the {} `{}`", key_, hint.record_id),
                {file_});
  }
  if (hint.attempt >= found->second.size()) {
    return fail(ErrorKind::kInput,
                fmt::format("{} recorded replies with the id `{}`, and attempt {} was asked for",
                            found->second.size(), hint.record_id, hint.attempt + 1),
                {file_}, "ask for fewer attempts per sample");
  }
  return &records_[found->second[hint.attempt]];
}

Result<const Recorded*> ReplayModel::find(const SampleHint& hint) const {
  if (!key_.empty()) return find_by_key(hint);
  const Recorded* record = nullptr;
  if (hint.record >= 0 && static_cast<size_t>(hint.record) < records_.size()) record = &records_[hint.record];
  // Two ids that differ: the file is not the dataset, or is in another order.
  const bool foreign =
      record && !hint.record_id.empty() && !record->id.empty() && hint.record_id != record->id;
  if ((!record || foreign) && by_id_.contains(hint.record_id)) return find_by_key(hint);
  if (foreign) {
    return fail(ErrorKind::kInput,
                fmt::format("no recorded reply for `{}`: the record at its position answers `{}`",
                            hint.record_id, record->id),
                {file_, record->line}, "the file belongs to another dataset");
  }
  if (!record) {
    return fail(
        ErrorKind::kInput,
        fmt::format("no recorded reply for sample `{}`: its position is {}, and the file holds {} records",
                    hint.item, hint.record, records_.size()),
        {file_}, "use the file the samples come from as --dataset, or name an id field with ?key=prompt_id");
  }
  if (hint.attempt > 0) {
    return fail(ErrorKind::kInput,
                fmt::format("one recorded reply, and attempt {} was asked for", hint.attempt + 1),
                {file_, record->line}, "ask for one attempt per sample");
  }
  return record;
}

Result<Reply> ReplayModel::answer(const SampleHint& hint) const {
  BROCH_TRY(const Recorded* record, find(hint));
  const Place where{file_, record->line};
  if (!record->missing.empty()) {
    return fail(ErrorKind::kInput,
                fmt::format("the record's `{}` is {} instead of a text", field_, record->missing), where);
  }
  if (recorded_failure(record->text)) {
    return fail(ErrorKind::kUpstream,
                "the recorded request had failed: " + ellipsize(sanitize_utf8(record->text), 200), where);
  }
  Reply reply;
  reply.text = record->text;
  reply.finish_reason = "stop";
  reply.model = record->model;
  reply.fingerprint = digest_.substr(0, 16);
  return reply;
}

}  // namespace

Result<std::unique_ptr<Model>> open_replay(const ModelSpec& spec, asio::any_io_executor) {
  SpecOptions options(spec);
  const std::string key = options.string("key", "");
  BROCH_CHECK(options.finish());
  const size_t hash = spec.name.rfind('#');
  const std::string field = hash == std::string::npos ? "response" : spec.name.substr(hash + 1);
  if (field.empty())
    return fail(ErrorKind::kUsage, fmt::format("model `replay:{}` names no field after the `#`", spec.name));
  auto model = std::make_unique<ReplayModel>(spec.name.substr(0, hash), field, key);
  BROCH_CHECK(model->load());
  return model;
}

}  // namespace broch::model
