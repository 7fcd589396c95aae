// The full texts of an attempt, sealed to a user's key: what `--keep full --seal-to` stores and bundles hold.
#pragma once

#include <string>
#include <string_view>

#include "eval/store/store.h"
#include "seal/box.h"

namespace broch::eval {

/// Prompt, reply and original as base64 of a sealed JSON object. It opens as the text of this attempt of this
/// run alone.
std::string seal_text(seal::Sealer& sealer, const std::string& run, const AttemptRecord& attempt);
/// Puts the texts back into the attempt that they were sealed with.
Status open_text(const seal::PrivateKey& key, const std::string& run, std::string_view sealed,
                 AttemptRecord& attempt);

}  // namespace broch::eval
