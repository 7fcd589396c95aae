// The readers of the single formats, behind import_bytes().
#pragma once

#include <string>
#include <string_view>

#include "core/json.h"
#include "eval/import/import.h"

namespace broch::eval {

Result<Imported> import_garak(std::string_view bytes, const std::string& file);
/// A `.eval` archive, or the JSON of a log.
Result<Imported> import_inspect(std::string_view bytes, const std::string& file,
                                const ImportOptions& options);
Result<Imported> import_promptfoo(std::string_view bytes, const std::string& file);
Result<Imported> import_cyberseceval(std::string_view bytes, const std::string& file);
/// Lines as `broch eval export` writes them, or the least form of docs/formats/import.md.
Result<Imported> import_jsonl(std::string_view bytes, const std::string& file);

}  // namespace broch::eval
