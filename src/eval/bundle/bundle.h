// Evidence bundles: one or two runs with all that a stranger needs to check what is claimed of them.
//
//   BROCH_TRY(std::string bundle, make_bundle({{run, attempts}}, key, std::nullopt));
//   const Verification v = verify_bundle(bundle, {});
//   for (const BundleProblem& p : v.problems) fmt::print("{}: {}\n", p.place(), p.what);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eval/bundle/contents.h"
#include "seal/keys.h"

namespace broch::eval {

/// The bytes of a bundle of one run, or of two with their comparison, signed by `signer`. The public part
/// holds of texts what `--keep redacted` would. Beside it lie the texts that the run sealed; with `seal_to`,
/// those that it kept in full and in clear are sealed to that key.
Result<std::string> make_bundle(std::vector<RecordedRun> runs, const seal::PrivateKey& signer,
                                const std::optional<seal::PublicKey>& seal_to);

/// What does not hold, and where: a member, and a line of it when that is known (from 1).
struct BundleProblem {
  std::string member;
  int64_t line = 0;
  std::string what;
  std::string place() const;
};

/// Attempts of one run graded once more from their sealed texts.
struct Regraded {
  int64_t same = 0;
  int64_t different = 0;             ///< each is a problem too
  std::vector<std::string> skipped;  ///< why a suite could not be graded again: "attack: …"
};

struct Verification {
  std::vector<BundleProblem> problems;
  std::string signer;  ///< fingerprint of the key in the bundle; whose it is, the bundle cannot tell
  struct Run {
    std::string id;
    int64_t attempts = 0;
    int64_t sealed = 0;   ///< texts that are there
    int64_t removed = 0;  ///< texts that were sealed and are not there any more
    Regraded regraded;
  };
  std::vector<Run> runs;
  int64_t metrics = 0;    ///< recomputed
  bool compared = false;  ///< the comparison was recomputed
  bool ok() const { return problems.empty(); }
};

struct VerifyOptions {
  std::optional<seal::PublicKey> signer;      ///< who must have signed
  std::optional<seal::PrivateKey> open_with;  ///< opens the sealed texts and grades them again
  std::optional<std::string> dataset;         ///< where the data set of a suite with one lies, to grade again
};

/// Recomputes chain, tree, hashes, every statistic and the comparison. What follows from a member that was
/// changed is not checked further: the problems name causes.
Verification verify_bundle(std::string_view bytes, const VerifyOptions& options);

}  // namespace broch::eval
