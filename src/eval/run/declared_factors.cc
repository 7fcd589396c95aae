#include "eval/run/declared_factors.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>

#include "core/text.h"

namespace broch::eval {

namespace {

/// Members of a run's conditions (condition.cc), and what a comparison names beside them
/// (compare/factors.cc).
constexpr auto kDeclaredAnyway =
    std::to_array<std::string_view>({"model", "guard", "guard_policy", "sampling", "prompt", "deadline_ms",
                                     "matrix", "seed", "program", "fingerprint"});
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";

}  // namespace

Result<json::Object> parse_declared_factors(std::string_view text) {
  json::Object factors;
  for (const std::string_view part : split(text, ',')) {
    const size_t equals = part.find('=');
    const std::string name(trim(part.substr(0, equals)));
    const std::string level(equals == std::string_view::npos ? "" : trim(part.substr(equals + 1)));
    if (name.empty() || level.empty() || name.find_first_not_of(kLetters) != std::string::npos)
      return fail(ErrorKind::kUsage, fmt::format("`{}` is no factor", trim(part)), {},
                  "write NAME=LEVEL, e.g. --factors adapter=lora-3,quantisation=q4_k_m");
    if (std::ranges::find(kDeclaredAnyway, name) != kDeclaredAnyway.end())
      return fail(ErrorKind::kUsage, fmt::format("a run declares `{}` by itself", name), {},
                  "give the factor another name");
    if (factors.find(name) != nullptr)
      return fail(ErrorKind::kUsage, fmt::format("the factor `{}` is given twice", name), {}, "name it once");
    factors.append(name, level);
  }
  return factors;
}

}  // namespace broch::eval
