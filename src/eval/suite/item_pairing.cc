#include "eval/suite/item_pairing.h"

#include <algorithm>
#include <unordered_map>

#include "core/hash.h"

namespace broch::eval {

namespace {

/// 32 bits: it tells versions of one item apart, not items.
constexpr size_t kHashDigits = 8;

std::string content_hash(const Sample& sample) {
  json::Array messages;
  for (const chat::Message& message : sample.conversation.messages) {
    json::Object one{{"role", chat::name(message.role)}, {"content", message.plain_text()}};
    for (const chat::Part& part : message.parts) {
      if (part.image != nullptr) one.append("image", sha256_hex(part.image->bytes));
    }
    messages.push_back(std::move(one));
  }
  const json::Object content{
      {"intent", sample.intent}, {"messages", std::move(messages)}, {"grading", sample.grading}};
  return sha256_hex(json::canonical(content)).substr(0, kHashDigits);
}

}  // namespace

void set_pairings(std::vector<Sample>& samples) {
  std::unordered_map<std::string_view, const Sample*> bases;
  for (const Sample& sample : samples) {
    const Sample*& base = bases[sample.item];
    if (base == nullptr || sample.id == sample.item) base = &sample;
  }
  std::unordered_map<std::string_view, std::string> pairings;
  for (const auto& [item, base] : bases) pairings[item] = std::string(item) + "@" + content_hash(*base);
  for (Sample& sample : samples) {
    if (!sample.pairing.empty()) continue;
    sample.pairing = pairings[sample.item];
    if (const auto twin = pairings.find(sample.twin); twin != pairings.end()) {
      sample.twin_pairing = twin->second;
    }
  }
}

std::string_view item_of_pairing(std::string_view pairing) {
  const size_t at = pairing.rfind('@');
  if (at == std::string_view::npos || pairing.size() - at - 1 != kHashDigits) return pairing;
  const std::string_view hash = pairing.substr(at + 1);
  return std::all_of(hash.begin(), hash.end(), [](char c) { return hex_value(c) >= 0; })
             ? pairing.substr(0, at)
             : pairing;
}

}  // namespace broch::eval
