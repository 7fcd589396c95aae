#include "eval/import/import.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/clock.h"
#include "core/file.h"
#include "core/text.h"
#include "eval/import/builder.h"
#include "eval/import/formats.h"
#include "eval/run/keep.h"

namespace broch::eval {

namespace {

constexpr size_t kMaxImportBytes = size_t{4} << 30;
/// Attempts a commit: each costs a sync of the disk.
constexpr size_t kAttemptsAtOnce = 1024;

/// What a JSON object, the first line or the whole file, is the beginning of.
std::string format_of(const json::Value& first) {
  if (first.get_string("entry_type")) return "garak";
  if (first.get_string("outcome")) return "jsonl";
  if (first.find("eval") != nullptr) return "inspect";
  if (const json::Value* results = first.find("results"); results && results->find("version") != nullptr)
    return "promptfoo";
  if (first.find("response") != nullptr || first.find("judge_response") != nullptr) return "cyberseceval";
  if (first.find("generations_per_prompt") != nullptr && first.find("detector") != nullptr)
    return "garak-hits";
  return "";
}

Result<std::string> detect(std::string_view bytes, const std::string& file) {
  const auto unknown = [&] {
    return fail(ErrorKind::kInput, "no known kind of results", {file},
                "garak's report.jsonl, Inspect's logs, promptfoo's JSON, CyberSecEval's lists and JSON lines "
                "are read; say which with --format");
  };
  if (bytes.starts_with("PK")) return "inspect";
  if (trim(bytes).starts_with('[')) return "cyberseceval";
  const std::string_view start = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  std::string_view line = trim(start);
  line = line.substr(0, line.find('\n'));
  auto first = json::parse(line, {.file = file, .allow_nan = true});
  if (!first) first = json::parse(start, {.file = file, .allow_nan = true});
  if (!first) return std::unexpected(std::move(first).error());
  const std::string format = format_of(*first);
  if (format == "garak-hits")
    return fail(ErrorKind::kInput, "this is garak's hit log, which holds hits alone: no rate comes of it",
                {file}, "import the report.jsonl beside it");
  if (format.empty()) return unknown();
  return format;
}

}  // namespace

Result<Imported> import_bytes(std::string_view bytes, const std::string& file, const ImportOptions& options) {
  std::string format = options.format;
  if (format == "auto") {
    BROCH_TRY(format, detect(bytes, file));
  }
  if (format == "garak") return import_garak(bytes, file);
  if (format == "inspect") return import_inspect(bytes, file, options);
  if (format == "promptfoo") return import_promptfoo(bytes, file);
  if (format == "cyberseceval") return import_cyberseceval(bytes, file);
  if (format == "jsonl") return import_jsonl(bytes, file);
  return fail(ErrorKind::kUsage, "no format is called `" + format + "`", {},
              "auto, garak, inspect, promptfoo, cyberseceval or jsonl");
}

Result<Imported> import_file(const std::string& path, const ImportOptions& options) {
  BROCH_TRY(const std::string bytes, read_file(path, kMaxImportBytes));
  return import_bytes(bytes, path, options);
}

Status keep_imported(Store& store, const Imported& imported, const std::string& keep) {
  BROCH_CHECK(store.lock());
  BROCH_TRY(const std::vector<RunRecord> known, store.runs());
  for (const ImportedRun& one : imported.runs) {
    const bool there =
        std::any_of(known.begin(), known.end(), [&](const RunRecord& run) { return run.id == one.run.id; });
    if (there)
      return fail(ErrorKind::kUsage, fmt::format("the store holds run {} already", one.run.id), {},
                  fmt::format("`broch eval rm {}` takes it out", one.run.id));
  }
  BROCH_TRY(const Keeper keeper, Keeper::create());
  for (const ImportedRun& one : imported.runs) {
    RunRecord run = one.run;
    run.status = "running";
    for (RunRecord::SuiteRecord& suite : run.suites) suite.keep = keep;
    if (run.created.empty()) run.created = to_iso8601(std::chrono::system_clock::now());
    BROCH_CHECK(store.create_run(run));
    for (size_t at = 0; at < one.attempts.size(); at += kAttemptsAtOnce) {
      const size_t end = std::min(at + kAttemptsAtOnce, one.attempts.size());
      std::vector<AttemptRecord> kept(one.attempts.begin() + static_cast<std::ptrdiff_t>(at),
                                      one.attempts.begin() + static_cast<std::ptrdiff_t>(end));
      for (AttemptRecord& attempt : kept) keeper.apply(keep, attempt);
      BROCH_CHECK(store.add_attempts(run.id, kept));
    }
    run.status = one.run.status;
    BROCH_CHECK(store.update_run(run));
  }
  return {};
}

}  // namespace broch::eval
