// What of a transcript is stored (--keep).
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/error.h"
#include "eval/store/store.h"
#include "guard/guard.h"
#include "seal/box.h"

namespace broch::eval {

/// `grades`: no text. `redacted`: secrets replaced, and of a reply graded unsafe, and of one a guard changed,
/// only its first 200 bytes. `full`: everything; with a key to seal to, the full texts are sealed and the
/// rest is as `redacted`.
class Keeper {
 public:
  static constexpr size_t kExcerptBytes = 200;

  static Result<Keeper> create();
  /// Seals the full texts of attempts of `run` to a key.
  void seal_to(const seal::PublicKey& key, std::string run);
  /// Takes out of the record what `keep` does not allow.
  void apply(const std::string& keep, AttemptRecord& attempt) const;
  /// The text with its secrets replaced.
  std::string redact(const std::string& text) const;

 private:
  explicit Keeper(std::shared_ptr<const guard::Guard> secrets) : secrets_(std::move(secrets)) {}

  std::shared_ptr<const guard::Guard> secrets_;
  std::unique_ptr<seal::Sealer> sealer_;
  std::string run_;
};

}  // namespace broch::eval
