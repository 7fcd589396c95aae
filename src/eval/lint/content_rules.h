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

/// `rule` is a rule of content_rules.yaml; "encoded-RULE" where it stands in base64 or hexadecimal, up to
/// three times over, "encoded" for such a run of bytes that is no text, "disguised-RULE" where Unicode hides
/// it, and "spaced-RULE" where its letters stand apart.
struct ContentHit {
  std::string rule, what;
  std::string excerpt;
};

class ContentRules {
 public:
  static Result<ContentRules> parse(std::string_view yaml, const std::string& file);
  static Result<ContentRules> builtin();

  /// Each rule at its first place alone. The rules that `grader` has for itself are looked at where no other
  /// has found anything. An expression that could not be searched for is an error.
  Result<std::vector<ContentHit>> hits(std::string_view text, std::string_view grader = "") const;

 private:
  struct Rule {
    std::string id, what;
    std::string grader;  ///< "": for all
    Pcre match;
    std::vector<Pcre> unless;  ///< none or one
  };
  /// Of the rules of this grader, "" being those for all.
  Status add_hits(std::string_view text, const std::string& prefix, std::vector<ContentHit>& hits,
                  std::string_view grader = "") const;
  /// Those of another form of the text whose rules were not found yet.
  Status add_new_hits(std::string_view text, const std::string& prefix, std::vector<ContentHit>& hits) const;
  /// What the text says in base64 or hexadecimal; `layers` is how often it may be encoded.
  Status add_encoded_hits(std::string_view text, int layers, std::vector<ContentHit>& hits) const;

  std::vector<Rule> rules_;
};

std::span<const EmbeddedFile> lint_files();

}  // namespace broch::eval
