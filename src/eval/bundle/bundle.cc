#include "eval/bundle/bundle.h"

#include "core/clock.h"
#include "core/version.h"
#include "eval/bundle/record_json.h"
#include "eval/bundle/tar.h"
#include "eval/run/keep.h"
#include "eval/run/sealed_text.h"
#include "seal/chain.h"
#include "seal/merkle.h"

namespace broch::eval {

namespace {

/// The members of one run and its entry in the manifest.
struct Written {
  std::string attempts, chain, sealed;
  json::Value entry;
};

bool kept_in_full(const RunRecord& run, const std::string& suite) {
  return std::any_of(run.suites.begin(), run.suites.end(),
                     [&](const auto& one) { return one.name == suite && one.keep == "full"; });
}

/// Writes the attempts, and leaves in `one` what was written of them.
Written write_run(RecordedRun& one, const Keeper& keeper, seal::Sealer* sealer) {
  Written out;
  seal::Chain chain;
  std::vector<Digest> leaves;
  int64_t sealed_texts = 0;
  for (AttemptRecord& attempt : one.attempts) {
    std::optional<std::string> digest;
    std::string text = std::move(attempt.sealed);
    if (text.empty() && sealer != nullptr && kept_in_full(one.run, attempt.suite)) {
      text = seal_text(*sealer, one.run.id, attempt);
    }
    if (!text.empty()) {
      digest = sha256_hex(text);
      out.sealed += text;
      ++sealed_texts;
    }
    out.sealed += '\n';
    keeper.apply("redacted", attempt);
    const std::string line = json::dump(attempt_json(attempt, digest));
    out.attempts += line + '\n';
    out.chain += to_hex(chain.append(line)) + '\n';
    leaves.push_back(seal::merkle_leaf(line));
  }
  if (sealed_texts == 0) out.sealed.clear();
  out.entry = json::Object{{"run", one.run.id},
                           {"attempts", static_cast<int64_t>(one.attempts.size())},
                           {"chain", to_hex(chain.head())},
                           {"merkle_root", to_hex(seal::merkle_root(leaves))},
                           {"sealed", sealed_texts}};
  return out;
}

std::string lines(const std::vector<json::Value>& values) {
  std::string text;
  for (const json::Value& value : values) text += json::dump(value) + '\n';
  return text;
}

}  // namespace

Result<std::string> make_bundle(std::vector<RecordedRun> runs, const seal::PrivateKey& signer,
                                const std::optional<seal::PublicKey>& seal_to) {
  if (runs.size() == 2 && runs[0].run.id == runs[1].run.id) {
    return fail(ErrorKind::kUsage, "both are the same run", {}, "name one run, or two that differ");
  }
  BROCH_TRY(const Keeper keeper, Keeper::create());
  std::optional<seal::Sealer> sealer;
  if (seal_to) sealer.emplace(*seal_to);

  std::vector<TarMember> members, sealed;
  std::vector<json::Value> records, entries;
  for (RecordedRun& one : runs) {
    Written written = write_run(one, keeper, sealer ? &*sealer : nullptr);
    records.push_back(run_json(one.run));
    entries.push_back(std::move(written.entry));
    members.push_back({attempts_member(one.run.id), std::move(written.attempts)});
    members.push_back({chain_member(one.run.id), std::move(written.chain)});
    if (!written.sealed.empty()) sealed.push_back({sealed_member(one.run.id), std::move(written.sealed)});
  }
  members.push_back({kRunsMember, lines(records)});
  members.push_back({kMetricsMember, lines(metric_lines(runs))});
  if (runs.size() == 2) members.push_back({kComparisonMember, json::dump(comparison_of(runs)) + "\n"});
  members.push_back({kSignerMember, signer.public_key().pem()});

  json::Array listed;
  for (const TarMember& member : members) {
    listed.emplace_back(json::Object{{"name", member.name}, {"sha256", sha256_hex(member.bytes)}});
  }
  const json::Value manifest = json::Object{{"format", kBundleFormat},
                                            {"program", version()},
                                            {"created", to_iso8601(std::chrono::system_clock::now())},
                                            {"signer", signer.public_key().fingerprint()},
                                            {"runs", json::Array(entries)},
                                            {"members", std::move(listed)}};
  const std::string manifest_text = json::dump(manifest, 1) + "\n";
  const std::string signature = signature_line(manifest_text, signer.sign(manifest_text));
  members.insert(members.begin(), {{kManifestMember, manifest_text}, {kSignatureMember, signature}});
  for (TarMember& member : sealed) members.push_back(std::move(member));
  return write_tar(members);
}

std::string BundleProblem::place() const { return line > 0 ? member + ":" + std::to_string(line) : member; }

}  // namespace broch::eval
