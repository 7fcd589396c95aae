// What a rule says about itself: severity, `metadata`.
#pragma once

#include "scan/rule/rule.h"
#include "scan/rule/rule_text.h"

namespace broch::scan {

Result<Severity> read_severity(const yaml::Node& node, const RuleText& text);
/// `metadata.cwe` in all its spellings, confidence, secure, category and occurs; other keys say nothing to
/// Broch.
Status read_metadata(const yaml::Node* node, const RuleText& text, Rule& rule);
/// "CWE-89: SQL injection" and "cwe89" are CWE-89; empty when the text holds no CWE id.
std::string normalise_cwe(std::string_view text);

}  // namespace broch::scan
