// The catalogue of prompting techniques: what techniques.yaml says of each.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/error.h"
#include "eval/condition/encode.h"

namespace broch::eval {

enum class Carrier { kNone, kTool, kDocument };

/// A question and its answer, shown before the request.
struct Exchange {
  std::string question, answer;
};

/// `number` is what a technique may be given, e.g. how many pairs; one without has an empty `name`.
struct Parameter {
  std::string name;
  int64_t fallback = 0;
  int64_t most = 0;
};

/// The parts of a technique, each done where it has it, in this order: `encoding` of the request, one of
/// `texts` around it ({request} stands for it), `carrier` with `task`, `pairs` before it, `turns` before it.
struct Technique {
  std::string name, does;
  Encoding encoding = Encoding::kNone;
  std::vector<std::string> texts;  ///< at least one; which is up to the request
  Carrier carrier = Carrier::kNone;
  std::string task;
  std::vector<Exchange> pairs;
  std::vector<std::string> turns;
  Parameter number;
};

inline constexpr std::string_view kRequest = "{request}";

/// All of them, in the order of the file.
const std::vector<Technique>& techniques();
/// Nothing for a name that none has.
const Technique* find_technique(std::string_view name);
/// Changes with any word of the catalogue.
const std::string& techniques_digest();

/// What `techniques()` reads; for tests.
Result<std::vector<Technique>> parse_techniques(std::string_view text, const std::string& file);

std::span<const EmbeddedFile> technique_files();

}  // namespace broch::eval
