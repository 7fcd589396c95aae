// What of a transcript is stored (--keep).
#pragma once

#include <memory>
#include <string>

#include "core/error.h"
#include "eval/store/store.h"
#include "guard/guard.h"

namespace broch::eval {

/// `grades`: no text. `redacted`: secrets replaced, and of a reply graded unsafe, and of one a guard changed,
/// only its first 200 bytes. `full`: everything.
class Keeper {
 public:
  static constexpr size_t kExcerptBytes = 200;

  static Result<Keeper> create();
  /// Takes out of the record what `keep` does not allow.
  void apply(const std::string& keep, AttemptRecord& attempt) const;
  /// The text with its secrets replaced.
  std::string redact(const std::string& text) const;

 private:
  explicit Keeper(std::shared_ptr<const guard::Guard> secrets) : secrets_(std::move(secrets)) {}

  std::shared_ptr<const guard::Guard> secrets_;
};

}  // namespace broch::eval
