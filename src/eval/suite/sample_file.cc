#include "eval/suite/sample_file.h"

#include <fmt/format.h>

#include <set>
#include <unordered_map>

#include "core/text.h"
#include "eval/grade/expectation.h"
#include "eval/visual/picture.h"

namespace broch::eval {

namespace {

/// A picture is drawn from what it is to say.
Result<chat::Part> read_picture(const json::Value& value, RecordPlace place) {
  place.what = "a picture";
  RecordReader reader(value, place);
  Picture picture;
  picture.carrier = reader.required_string("carrier");
  picture.message = reader.string("message", "");
  picture.look = reader.string("look", "");
  BROCH_CHECK(reader.finish(RecordReader::Unknown::kError));
  Result<chat::Image> image = draw(picture);
  if (!image) {
    Error error = std::move(image).error();
    error.where = reader.place_of(value);
    return std::unexpected(std::move(error));
  }
  return chat::Part::of(*std::move(image));
}

Result<chat::Message> read_message(const json::Value& value, const RecordPlace& place) {
  RecordPlace message_place = place;
  message_place.what = "a message";
  RecordReader reader(value, message_place);
  const std::string role_name = reader.required_string("role");
  std::string content = reader.required_string("content");
  const json::Value* picture = reader.object("picture");
  BROCH_CHECK(reader.finish(RecordReader::Unknown::kError));
  const auto role = chat::parse_role(role_name);
  if (!role) {
    const json::Value* at = value.find("role");
    return fail(ErrorKind::kInput,
                fmt::format("unknown role `{}`{}", role_name,
                            did_you_mean(role_name, {"system", "user", "assistant", "tool"})),
                reader.place_of(*at), "roles are system, user, assistant and tool");
  }
  chat::Message message = chat::Message::text(*role, std::move(content));
  if (picture == nullptr) return message;
  if (*role != chat::Role::kUser) {
    return fail(ErrorKind::kInput, fmt::format("a {} message has a picture", chat::name(*role)),
                reader.place_of(*picture), "only a user shows pictures");
  }
  BROCH_TRY(chat::Part part, read_picture(*picture, place));
  message.parts.push_back(std::move(part));
  return message;
}

/// An expectation that is wrong, or decides nothing because every text contains the empty one.
void check_expectations(RecordReader& reader, const json::Value& grading) {
  for (const char* key : {"must_contain", "must_not_contain", "contains", "canary", "correct"}) {
    const json::Value* value = grading.find(key);
    if (value == nullptr) continue;
    const auto check = [&](const json::Value& one) {
      if (!one.is_string() || !trim(one.as_string()).empty()) return;
      reader.error(one, fmt::format("`{}` is empty", key), "write the text to look for");
    };
    check(*value);
    if (!value->is_array()) continue;
    for (const json::Value& item : value->as_array()) check(item);
  }
  if (const Result<Expectation> expected = Expectation::parse(grading); !expected) {
    reader.error(grading, expected.error().what, expected.error().remedy);
  }
}

void read_slices(RecordReader& reader, Sample& sample) {
  const json::Value* slices = reader.object("slices");
  if (slices == nullptr) return;
  for (const json::Member& member : slices->as_object()) {
    if (!member.value.is_string()) {
      reader.error(member.value,
                   fmt::format("slice `{}` must be a string, found {}", member.key, member.value.type_name()),
                   "put the value into quotes");
      return;
    }
    sample.slices[member.key] = member.value.as_string();
  }
}

}  // namespace

Result<Sample> read_sample(const json::Value& value, const RecordPlace& place, int64_t record) {
  RecordReader reader(value, place);
  Sample sample;
  sample.id = reader.required_string("id");
  sample.item = reader.string("item", sample.id);
  sample.cluster = reader.string("cluster", sample.item);
  sample.twin = reader.string("twin", "");
  sample.intent = reader.string("intent", "attack");
  sample.category = reader.required_string("category");
  sample.language = reader.string("language", "");
  read_slices(reader, sample);
  sample.tags = reader.strings("tags");
  const json::Value* messages = reader.required_array("messages");
  for (const char* key : kNoteKeys) reader.string(key, "");
  if (const json::Value* grading = reader.object("grading")) {
    sample.grading = *grading;
    check_expectations(reader, *grading);
  }
  if (const json::Value* id = value.find("id"); id != nullptr && sample.id.empty()) {
    reader.error(*id, "the id is empty", "give every sample an id of its own");
  }
  if (const json::Value* intent = value.find("intent");
      intent != nullptr && sample.intent != "attack" && sample.intent != "benign") {
    reader.error(*intent,
                 fmt::format("unknown intent `{}`{}", sample.intent,
                             did_you_mean(sample.intent, {"attack", "benign"})),
                 "an intent is attack or benign");
  }
  if (messages != nullptr && messages->as_array().empty()) {
    reader.error(*messages, "the sample asks nothing", "give `messages` at least one message");
  }
  BROCH_CHECK(reader.finish(RecordReader::Unknown::kError));
  for (const json::Value& message : messages->as_array()) {
    BROCH_TRY(chat::Message parsed, read_message(message, place));
    sample.conversation.messages.push_back(std::move(parsed));
  }
  if (!sample.language.empty()) sample.slices.emplace("language", sample.language);
  sample.source = value;
  sample.line = place.line;
  sample.record = record;
  return sample;
}

Status check_unique_ids(const std::vector<Sample>& samples, const std::string& file) {
  std::unordered_map<std::string_view, int> lines;
  for (const Sample& sample : samples) {
    const auto [first, added] = lines.emplace(sample.id, sample.line);
    if (!added) {
      return fail(ErrorKind::kInput,
                  fmt::format("the id `{}` is used twice, first in line {}", sample.id, first->second),
                  {file, sample.line, 0}, "give every sample an id of its own");
    }
  }
  return {};
}

Status check_twins(const std::vector<Sample>& samples, const std::string& file) {
  std::set<std::string_view> items;
  for (const Sample& sample : samples) items.insert(sample.item);
  for (const Sample& sample : samples) {
    if (sample.twin.empty() || items.contains(sample.twin)) continue;
    return fail(
        ErrorKind::kInput,
        fmt::format("sample `{}` has the twin `{}`, which is no sample's item", sample.id, sample.twin),
        {file, sample.line, 0}, "name the item of the counterpart, or leave `twin` out");
  }
  return {};
}

Result<std::vector<Sample>> parse_samples(std::string_view text, const std::string& file) {
  std::vector<Sample> samples;
  int line_number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++line_number;
    if (trim(line).empty()) continue;
    if (samples.size() == kMaxSamples) {
      return fail(ErrorKind::kInput, fmt::format("more than {} samples", kMaxSamples), {file, line_number, 0},
                  "split the suite");
    }
    BROCH_TRY(const json::Value value, json::parse(line, {.file = file, .first_line = line_number}));
    BROCH_TRY(Sample sample, read_sample(value, {.file = file, .line = line_number, .text = line},
                                         static_cast<int64_t>(samples.size())));
    samples.push_back(std::move(sample));
  }
  BROCH_CHECK(check_unique_ids(samples, file));
  BROCH_CHECK(check_twins(samples, file));
  return samples;
}

}  // namespace broch::eval
