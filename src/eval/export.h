// One JSON line per attempt (`broch eval export --format jsonl`).
#pragma once

#include <string>

#include "eval/store/store.h"

namespace broch::eval {

std::string export_jsonl(const RunRecord& run, const std::vector<AttemptRecord>& attempts);

}  // namespace broch::eval
