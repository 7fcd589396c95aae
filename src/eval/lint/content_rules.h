// What no attack prompt may hold: code, addresses, shell syntax, payloads.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/error.h"
#include "core/pcre.h"

namespace broch::eval {

/// `rule` is a rule of content_rules.yaml; "encoded-RULE" where it stands in base64 or hexadecimal,
/// "encoded" for such a run of bytes that is no text, and "disguised-RULE" where Unicode hides it.
struct ContentHit {
  std::string rule, what;
  std::string excerpt;
};

class ContentRules {
 public:
  static Result<ContentRules> parse(std::string_view yaml, const std::string& file);
  static Result<ContentRules> builtin();

  /// Each rule at its first place alone. An expression that could not be searched for is an error.
  Result<std::vector<ContentHit>> hits(std::string_view text) const;

 private:
  struct Rule {
    std::string id, what;
    Pcre match;
    std::vector<Pcre> unless;  ///< none or one
  };
  Status add_hits(std::string_view text, const std::string& prefix, std::vector<ContentHit>& hits) const;

  std::vector<Rule> rules_;
};

std::span<const EmbeddedFile> lint_files();

}  // namespace broch::eval
