// What a bundle is made of, by writer and verifier alike (docs/formats/bundle.md).
#pragma once

#include <string>
#include <vector>

#include "core/json.h"
#include "eval/store/store.h"

namespace broch::eval {

inline constexpr const char* kBundleFormat = "broch-evidence-1";

// Members. The manifest names all others but its signature, and the sealed ones, which may be taken out.
inline constexpr const char* kManifestMember = "manifest.json";
inline constexpr const char* kSignatureMember = "manifest.sig";
inline constexpr const char* kSignerMember = "signer.pem";
inline constexpr const char* kRunsMember = "runs.jsonl";
inline constexpr const char* kMetricsMember = "metrics.jsonl";
inline constexpr const char* kComparisonMember = "comparison.json";
inline std::string attempts_member(const std::string& run) { return "attempts-" + run + ".jsonl"; }
inline std::string chain_member(const std::string& run) { return "chain-" + run + ".txt"; }
inline std::string sealed_member(const std::string& run) { return "sealed-" + run + ".txt"; }

/// One line for each metric of each run, as `broch eval show --json` has it, with its run.
std::vector<json::Value> metric_lines(const std::vector<RecordedRun>& runs);
/// Of the first run with the second. Precondition: there are two.
json::Value comparison_of(const std::vector<RecordedRun>& runs);
/// The signature's member: the manifest's SHA-256, a space, the signature as base64.
std::string signature_line(std::string_view manifest, std::string_view signature);

std::vector<std::string> lines_of(std::string_view text);

}  // namespace broch::eval
