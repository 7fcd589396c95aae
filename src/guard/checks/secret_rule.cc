#include "guard/checks/secret_rule.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/config.h"
#include "core/hash.h"
#include "core/json.h"
#include "core/text.h"

namespace broch::guard {
namespace {

Result<SecretRule> read_rule(const yaml::Node& node, const std::string& file) {
  config::Map map(node, file);
  const std::string pattern = map.required_string("pattern");
  const bool ignore_case = map.boolean("ignore_case", false);
  Result<Pattern> compiled = Pattern::compile(pattern, ignore_case);
  if (!compiled) return fail(ErrorKind::kInput, compiled.error().what, node.place(file));

  SecretRule rule{.id = map.required_string("id"),
                  .title = map.required_string("title"),
                  .literals = map.strings("literals"),
                  .pattern = *std::move(compiled)};
  const std::string verify = map.choice("verify", "none", {"none", "github", "jwt"});
  rule.verify = verify == "github" ? SecretRule::Verify::kGithub
                : verify == "jwt"  ? SecretRule::Verify::kJwt
                                   : SecretRule::Verify::kNone;
  rule.entropy = map.number("entropy", 0, 0, 8);
  rule.drop_placeholders = map.choice("placeholders", "keep", {"keep", "drop"}) == "drop";
  rule.severity = *parse_severity(map.choice("severity", "ERROR", {"ERROR", "WARNING", "INFO"}));
  rule.confidence = *parse_confidence(map.choice("confidence", "MEDIUM", {"HIGH", "MEDIUM", "LOW"}));
  if (rule.literals.empty()) map.error(node, "a rule has at least one literal");
  BROCH_CHECK(map.finish());
  return rule;
}

uint32_t crc32(std::string_view bytes) {
  uint32_t crc = ~0u;
  for (const unsigned char byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

}  // namespace

Result<SecretRules> SecretRules::parse(std::string_view text, const std::string& file) {
  BROCH_TRY(yaml::Node root, yaml::parse(text, file));
  config::Map map(root, file);
  SecretRules out;
  out.placeholders = map.strings("placeholders");
  const yaml::Node* rules = map.required_node("rules");
  BROCH_CHECK(map.finish());
  if (!rules->is_sequence()) return fail(ErrorKind::kInput, "`rules` is a list", rules->place(file));
  for (const yaml::Node& node : rules->items) {
    BROCH_TRY(SecretRule rule, read_rule(node, file));
    out.rules.push_back(std::move(rule));
  }
  return out;
}

std::optional<Confidence> SecretRules::judge(const SecretRule& rule, std::string_view secret) const {
  if (rule.entropy > 0 && shannon_entropy(secret) < rule.entropy) return std::nullopt;
  if (rule.verify == SecretRule::Verify::kJwt && !is_json_web_token(secret)) return std::nullopt;
  Confidence confidence = rule.confidence;
  const std::string lower = to_lower(secret);
  const bool placeholder = std::ranges::any_of(
      placeholders, [&](const std::string& word) { return lower.find(word) != std::string::npos; });
  if (placeholder && rule.drop_placeholders) return std::nullopt;
  // A documented sample of a provider's format is still worth a redaction: nobody can tell it from a live
  // key.
  if (placeholder) confidence = std::min(confidence, Confidence::kMedium);
  if (rule.verify == SecretRule::Verify::kGithub && !github_checksum_holds(secret)) {
    confidence = std::min(confidence, Confidence::kMedium);
  }
  return confidence;
}

double shannon_entropy(std::string_view text) {
  std::array<size_t, 256> counts{};
  for (const unsigned char byte : text) ++counts[byte];
  double bits = 0;
  for (const size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

bool github_checksum_holds(std::string_view token) {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  constexpr size_t kChecksum = 6;
  const size_t prefix = token.find('_');
  if (prefix == std::string_view::npos || token.size() < prefix + 1 + kChecksum) return false;
  const std::string_view body = token.substr(prefix + 1, token.size() - prefix - 1 - kChecksum);
  uint32_t rest = crc32(body);
  std::string checksum(kChecksum, '0');
  for (size_t i = kChecksum; i-- > 0; rest /= kDigits.size()) checksum[i] = kDigits[rest % kDigits.size()];
  return token.ends_with(checksum);
}

bool is_json_web_token(std::string_view token) {
  std::string header(token.substr(0, token.find('.')));
  std::ranges::replace(header, '-', '+');
  std::ranges::replace(header, '_', '/');
  header.append((4 - header.size() % 4) % 4, '=');
  std::string bytes;
  if (!base64_decode(header, bytes)) return false;
  Result<json::Value> value = json::parse(bytes);
  return value && value->is_object() && value->as_object().find("alg") != nullptr;
}

}  // namespace broch::guard
