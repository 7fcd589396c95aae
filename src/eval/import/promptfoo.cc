// promptfoo's results JSON, version 3. In a red-team result `success` means that the target resisted;
// failureReason 2 is a request that failed, not a verdict.
#include <fmt/format.h>

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"
#include "eval/import/builder.h"
#include "eval/import/formats.h"

namespace broch::eval {

namespace {

constexpr int64_t kFailedRequest = 2;
constexpr const char* kPromptfooRemedy =
    "give the file that `promptfoo eval --output FILE.json` wrote, unchanged";

class PromptfooReader {
 public:
  PromptfooReader(const json::Value& root, std::string_view bytes, const std::string& file)
      : root_(root),
        bytes_(bytes),
        file_(file),
        builder_("promptfoo", "promptfoo " + version(), created(), sha256_hex(bytes)) {}

  Result<Imported> read() {
    const json::Value* results = root_.find("results");
    const auto format = results == nullptr ? std::nullopt : results->get_integer("version");
    if (!format)
      return fail(ErrorKind::kInput, "no promptfoo results: `results` has no `version`", {file_, 1, 1},
                  kPromptfooRemedy);
    if (*format != 3)
      return fail(ErrorKind::kInput, fmt::format("promptfoo results of version {}; 3 is read", *format),
                  {file_}, "export the evaluation with a newer promptfoo");
    const json::Array* rows = results->get_array("results");
    if (rows == nullptr)
      return fail(ErrorKind::kInput, "no promptfoo results: no list of results", {file_}, kPromptfooRemedy);
    if (const json::Array* prompts = results->get_array("prompts")) prompts_ = prompts->size();
    builder_.count_rest(root_, {"evalId", "results", "metadata"}, "file");
    builder_.count_rest(*results, {"version", "timestamp", "prompts", "results", "stats"}, "results");
    for (size_t i = 0; i < rows->size(); ++i) BROCH_CHECK(read_row((*rows)[i], i));
    compare_stats(results->find("stats"));
    return builder_.finish(file_);
  }

 private:
  std::string version() const {
    const json::Value* metadata = root_.find("metadata");
    return std::string(metadata == nullptr ? "unknown"
                                           : metadata->get_string("promptfooVersion").value_or("unknown"));
  }
  std::string created() const {
    const json::Value* results = root_.find("results");
    return std::string(results == nullptr ? "" : results->get_string("timestamp").value_or(""));
  }

  Status read_row(const json::Value& row, size_t index) {
    const json::Value* provider = row.find("provider");
    const auto success = row.get_bool("success");
    if (!success)
      return fail(ErrorKind::kInput, fmt::format("result {} has no `success`", index),
                  {file_, LineIndex(bytes_).at(row.span().begin).line}, kPromptfooRemedy);
    builder_.count_rest(row,
                        {"promptIdx", "testIdx", "provider", "prompt", "response", "error", "failureReason",
                         "success", "score", "latencyMs", "gradingResult", "metadata"},
                        "result");
    const json::Value* metadata = row.find("metadata");
    const auto plugin = metadata == nullptr ? std::nullopt : metadata->get_string("pluginId");
    ForeignAttempt attempt{.model = provider_name(provider), .conditions = {}, .part = {}, .record = {}};
    // Several prompts for the same tests are several conditions.
    const int64_t prompt = row.get_integer("promptIdx").value_or(0);
    if (prompts_ > 1) attempt.conditions.append("prompt", prompt);
    AttemptRecord& record = attempt.record;
    fill(record, row, plugin.has_value());
    attempt.part = grader_part(record.grader, version());
    if (plugin) {
      record.category = *plugin;
      record.slices["plugin"] = clean_name(*plugin);
    }
    const auto strategy = metadata == nullptr ? std::nullopt : metadata->get_string("strategyId");
    if (strategy) record.slices["strategy"] = clean_name(*strategy);
    settle(record, row, *success, plugin.has_value());
    return builder_.add(std::move(attempt));
  }

  static std::string provider_name(const json::Value* provider) {
    if (provider == nullptr) return "unknown";
    if (provider->is_string()) return provider->as_string();
    const auto id = provider->get_string("id"), label = provider->get_string("label");
    if (label && !label->empty() && label != id)
      return std::string(id.value_or("")) + " " + std::string(*label);
    return std::string(id.value_or("unknown"));
  }

  static void fill(AttemptRecord& record, const json::Value& row, bool redteam) {
    record.suite = redteam ? "promptfoo/redteam" : "promptfoo/eval";
    record.intent = redteam ? "attack" : "benign";
    record.grader = redteam ? "promptfoo-redteam" : "promptfoo-assertions";
    if (const json::Value* raw = row.at_pointer("/prompt/raw")) record.prompt = foreign_text(*raw);
    // The same test under two prompts is one item: what is asked, not how.
    const json::Value* vars = row.find("vars");
    const std::string asked = vars == nullptr || !vars->is_object() || vars->as_object().empty()
                                  ? record.prompt
                                  : json::canonical(*vars);
    record.item = content_key({record.suite, asked});
    record.sample =
        row.get_integer("testIdx") ? fmt::format("{:06}", *row.get_integer("testIdx")) : record.item;
    if (const json::Value* output = row.at_pointer("/response/output"))
      record.reply = output->is_string() ? output->as_string() : json::dump(*output);
    if (const json::Value* tokens = row.at_pointer("/response/tokenUsage")) {
      record.input_tokens = std::max<int64_t>(0, tokens->get_integer("prompt").value_or(0));
      record.output_tokens = std::max<int64_t>(0, tokens->get_integer("completion").value_or(0));
    }
    const double latency = row.get_double("latencyMs").value_or(0);
    if (latency > 0 && latency < 1e9) record.micros = static_cast<int64_t>(latency * 1000);
  }

  void settle(AttemptRecord& record, const json::Value& row, bool success, bool redteam) {
    const std::string metric = redteam ? "attack_success" : "correct";
    const json::Value* grading = row.find("gradingResult");
    if (grading != nullptr) record.grade.why = grading->get_string("reason").value_or("");
    const auto reason = row.get_integer("failureReason").value_or(0);
    const json::Value* broken = row.at_pointer("/metadata/graderError");
    if (reason == kFailedRequest) {
      ++errors_;
      const auto message = row.get_string("error");
      fail_attempt(record, metric, message.value_or("the request failed"));
    } else if (broken != nullptr && !broken->is_null() && !(broken->is_bool() && !broken->as_bool())) {
      ++(success ? successes_ : failures_);
      decide(record, metric, std::nullopt);
    } else {
      ++(success ? successes_ : failures_);
      decide(record, metric, redteam ? !success : success);
      record.grade.score = row.get_double("score").value_or(success ? 1 : 0);
    }
  }

  void compare_stats(const json::Value* stats) {
    if (stats == nullptr) return;
    const auto compare = [&](const char* name, int64_t found) {
      const auto claimed = stats->get_integer(name);
      if (claimed && *claimed != found)
        builder_.note(fmt::format("{}: the file says {}; its results give {}", name, *claimed, found));
    };
    compare("successes", successes_);
    compare("failures", failures_);
    compare("errors", errors_);
  }

  const json::Value& root_;
  std::string_view bytes_;
  const std::string& file_;
  RunBuilder builder_;
  size_t prompts_ = 1;
  int64_t successes_ = 0, failures_ = 0, errors_ = 0;
};

}  // namespace

Result<Imported> import_promptfoo(std::string_view bytes, const std::string& file) {
  BROCH_TRY(const json::Value root, json::parse(bytes, {.file = file, .allow_nan = true}));
  return PromptfooReader(root, bytes, file).read();
}

}  // namespace broch::eval
