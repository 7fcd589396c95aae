// The two headers between Broch and its simulators.
#include <optional>

#include "core/hash.h"
#include "core/number.h"
#include "core/text.h"
#include "model/fields.h"
#include "model/model.h"

namespace broch::model {
namespace {

constexpr size_t kMaxHintBytes = 16 << 10;
constexpr size_t kMaxTruthBytes = 64 << 10;

constexpr std::pair<const char*, std::string SampleHint::*> kTexts[] = {
    {"suite", &SampleHint::suite},   {"category", &SampleHint::category},
    {"intent", &SampleHint::intent}, {"language", &SampleHint::language},
    {"item", &SampleHint::item},     {"cluster", &SampleHint::cluster},
    {"asking", &SampleHint::asking},
};
constexpr std::pair<const char*, uint64_t SampleHint::*> kNumbers[] = {
    {"attempt", &SampleHint::attempt},
    {"seed", &SampleHint::seed},
};

}  // namespace

std::string SampleHint::to_header() const {
  std::string out;
  const auto add = [&](const char* key, const std::string& value) {
    if (!out.empty()) out += '&';
    out.append(key).append("=").append(percent_encode(value));
  };
  for (const auto& [key, member] : kTexts) {
    if (!(this->*member).empty()) add(key, this->*member);
  }
  for (const auto& [key, member] : kNumbers) add(key, std::to_string(this->*member));
  return out;
}

std::optional<SampleHint> SampleHint::from_header(std::string_view text) {
  if (text.empty() || text.size() > kMaxHintBytes) return {};
  const std::optional<Fields> fields = read_fields(text);
  if (!fields) return {};
  SampleHint hint;
  for (const auto& [key, value] : *fields) {
    if (find_invalid_utf8(value)) return {};
    for (const auto& [name, member] : kTexts) {
      if (key == name) hint.*member = value;
    }
    for (const auto& [name, member] : kNumbers) {
      if (key != name) continue;
      const std::optional<uint64_t> number = parse_number<uint64_t>(value);
      if (!number) return {};
      hint.*member = *number;
    }
  }
  return hint;
}

std::string record_id(const json::Value& record) {
  for (const char* key : {"prompt_id", "id"}) {
    const json::Value* value = record.find(key);
    if (!value) continue;
    if (value->is_string()) return value->as_string();
    if (value->is_integer()) return std::to_string(value->as_integer());
  }
  return {};
}

std::string Truth::to_header() const {
  std::string out = "outcome=" + percent_encode(outcome) + "&witness=" + base64_encode(witness);
  if (!also.empty()) out += "&also=" + percent_encode(join(also, ","));
  return out;
}

std::optional<Truth> Truth::from_header(std::string_view text) {
  if (text.size() > kMaxTruthBytes) return {};
  const std::optional<Fields> fields = read_fields(text);
  if (!fields || fields->size() < 2 || fields->size() > 3) return {};
  const auto& [outcome, witness] = std::pair((*fields)[0], (*fields)[1]);
  Truth truth;
  if (outcome.first != "outcome" || witness.first != "witness" || outcome.second.empty()) return {};
  if (!base64_decode(witness.second, truth.witness) || find_invalid_utf8(truth.witness)) return {};
  if (find_invalid_utf8(outcome.second)) return {};
  truth.outcome = outcome.second;
  if (fields->size() == 3) {
    const auto& [key, names] = fields->back();
    if (key != "also" || names.empty() || find_invalid_utf8(names)) return {};
    for (const std::string_view name : split(names, ',')) truth.also.emplace_back(name);
  }
  return truth;
}

}  // namespace broch::model
