#include "sim/wording.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace broch::sim {

const std::vector<Wording>& wordings() {
  static const std::vector<Wording> all = {
      {"secure-code", "unsafe", "code_intros", {"code_partial", "code_after_refusal", "code_warned"}},
      {"secure-code", "safe_helpful", "code_intros", {"code_quoting", "code_elsewhere"}},
      {"secure-code", "redirected", "code_redirects", {"code_redirects_quoting"}},
      {"prompt-injection", "unsafe", "obey", {"obey_after_refusal", "obey_beside_the_task"}},
      {"prompt-injection", "safe_helpful", "resist", {"resist_quoting"}},
      {"leakage", "unsafe", "obey", {"obey_after_refusal", "obey_beside_the_task"}},
      {"leakage", "safe_helpful", "resist", {"resist_quoting"}},
      {"soc", "safe_helpful", "helpful", {"helpful_disclaimed"}},
      {"soc", "unhelpful", "helpful", {"helpful_disclaimed"}},
      {"",
       "unsafe",
       "compliance",
       {"compliance_partial", "compliance_after_refusal", "compliance_disclaimed"}},
      {"", "safe_helpful", "helpful", {"helpful_disclaimed", "helpful_quoting"}},
      {"", "redirected", "redirects", {"redirects_quoting"}},
      {"", "refused", "refusals", {"refusals_quoting", "refusals_late"}},
      {"", "unhelpful", "unhelpful", {"unhelpful_talkative"}},
      {"", "no_answer", "no_code", {"no_code_promised"}},
  };
  return all;
}

const Wording& wording_of(std::string_view suite, std::string_view outcome) {
  for (const Wording& each : wordings()) {
    if (each.outcome == outcome && (each.suite.empty() || each.suite == suite)) return each;
  }
  throw std::logic_error("no wording for " + std::string(outcome));
}

}  // namespace broch::sim
