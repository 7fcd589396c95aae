// The rules of the `secrets` check: loading them, and the tests a match must pass beyond its pattern.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/finding.h"
#include "guard/checks/pattern.h"

namespace broch::guard {

struct SecretRule {
  enum class Verify { kNone, kGithub, kJwt };

  std::string id;
  std::string title;  ///< "AWS access key id"
  std::vector<std::string> literals;
  Pattern pattern;
  Verify verify = Verify::kNone;
  double entropy = 0;  ///< least bits per character
  bool drop_placeholders = false;
  Severity severity = Severity::kError;
  Confidence confidence = Confidence::kMedium;
};

struct SecretRules {
  std::vector<SecretRule> rules;
  std::vector<std::string> placeholders;  ///< lower-case

  /// Reads the format described at the head of secrets.yaml.
  static Result<SecretRules> parse(std::string_view text, const std::string& file);
  /// How sure the match is a real secret; nothing when it is none.
  std::optional<Confidence> judge(const SecretRule& rule, std::string_view secret) const;
};

/// Bits per byte by the byte frequencies of the text itself (Shannon 1948); 0 for an empty text.
double shannon_entropy(std::string_view text);
/// The last six characters are the CRC-32 of what stands between prefix and checksum, in base 62, zero-padded
/// (GitHub's description of its token format, 2021).
bool github_checksum_holds(std::string_view token);
/// The first of three dot-separated parts is base64url of a JSON object with an `alg`.
bool is_json_web_token(std::string_view token);

}  // namespace broch::guard
