#include "eval/import/builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/hash.h"
#include "core/records.h"
#include "core/text.h"
#include "eval/compare/compare.h"
#include "eval/suite/near_duplicates.h"

namespace broch::eval {

namespace {

constexpr int64_t kMaxAttempts = 2'000'000;
constexpr size_t kMaxRuns = 1'000;
constexpr size_t kIdDigits = 12;
/// Of a prompt, what its cluster is found by.
constexpr size_t kWordingBytes = 8'192;
constexpr size_t kMaxLineBytes = size_t{256} << 20;

std::string key_of(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) {
    key += std::to_string(part.size());
    key += ':';
    key += part;
  }
  return key;
}

bool says_something(const json::Value& value) {
  if (value.is_null()) return false;
  if (value.is_string()) return !value.as_string().empty();
  if (value.is_array()) return !value.as_array().empty();
  if (value.is_object()) return !value.as_object().empty();
  return true;
}

}  // namespace

RunBuilder::RunBuilder(std::string format, std::string program, std::string created, std::string digest)
    : program_(clean_name(program)), created_(clean_name(created)), digest_(std::move(digest)) {
  imported_.format = std::move(format);
}

RunBuilder::Building& RunBuilder::run_of(const std::string& model, const json::Object& conditions,
                                         const std::string& id) {
  json::Object declared{{"model", clean_name(model)}};
  for (const json::Member& factor : conditions) declared.set(factor.key, factor.value);
  if (declared.find("guard") == nullptr) declared.append("guard", nullptr);
  const std::string key = id.empty() ? json::canonical(declared) : key_of({id, json::canonical(declared)});
  const auto [found, is_new] = by_condition_.emplace(key, building_.size());
  if (is_new) {
    RunRecord run;
    run.id = id.empty() ? sha256_hex(key_of({imported_.format, digest_, key})).substr(0, kIdDigits) : id;
    run.status = "complete";
    run.created = created_;
    run.program = program_;
    run.model = clean_name(model);
    run.conditions = std::move(declared);
    building_.push_back(
        {.imported = {.run = std::move(run), .attempts = {}}, .next = {}, .position = {}, .wordings = {}});
  }
  return building_[found->second];
}

RunRecord::SuiteRecord& RunBuilder::suite_of(Building& building, const std::string& suite,
                                             const std::string& grader, const std::string& part) {
  for (auto& known : building.imported.run.suites) {
    if (known.name == suite) return known;
  }
  // Items are keyed by their content, so that runs over other items of one suite are paired over what they
  // share: the suite itself is its name and its grader.
  return building.imported.run.suites.emplace_back(
      RunRecord::SuiteRecord{.name = suite,
                             .version = "",
                             .digest = sha256_hex(key_of({suite, part})),
                             .dataset = "",
                             .grader = grader,
                             .validity = "plausible",
                             .grader_parts = {part},
                             .planned = 0});
}

void RunBuilder::add_suite(const std::string& model, const json::Object& conditions, const std::string& suite,
                           const std::string& grader, const std::string& part) {
  suite_of(run_of(model, conditions), clean_name(suite), clean_name(grader), part);
}

Status RunBuilder::add(ForeignAttempt attempt) {
  if (++attempts_ > kMaxAttempts)
    return fail(ErrorKind::kInput, fmt::format("more than {} attempts", kMaxAttempts), {}, "split the file");
  Building& building = run_of(attempt.model, attempt.conditions, attempt.run);
  if (building_.size() > kMaxRuns)
    return fail(ErrorKind::kInput, fmt::format("more than {} models or conditions", kMaxRuns), {},
                "split the file");
  AttemptRecord& record = attempt.record;
  record.suite = clean_name(record.suite);
  record.sample = clean_name(record.sample);
  record.category = clean_name(record.category);
  record.grader = clean_name(record.grader);
  // Neither an infinite nor a negative zero score survives a line of JSON.
  record.grade.score = std::isfinite(record.grade.score) ? record.grade.score + 0.0 : 0;
  auto& suite = suite_of(building, record.suite, record.grader, attempt.part);
  if (!attempt.numbered) record.attempt = building.next[key_of({record.suite, record.sample})]++;
  if (record.cluster.empty()) {
    building.wordings.try_emplace(record.item, record.prompt.substr(0, kWordingBytes));
  }
  auto& attempts = building.imported.attempts;
  const std::string key = key_of({record.suite, record.sample, std::to_string(record.attempt)});
  const auto [found, is_new] = building.position.emplace(key, attempts.size());
  if (is_new) {
    ++suite.planned;
    attempts.push_back(std::move(record));
  } else {
    ++replaced_;
    attempts[found->second] = std::move(record);
  }
  return {};
}

void RunBuilder::count_not_mapped(const std::string& what, int64_t times) {
  constexpr size_t kMostNames = 500;
  const std::string name = clean_name(what);
  const bool room = imported_.not_mapped.size() < kMostNames || imported_.not_mapped.contains(name);
  imported_.not_mapped[room ? name : "other"] += times;
}

void RunBuilder::count_rest(const json::Value& object, std::initializer_list<std::string_view> mapped,
                            const std::string& prefix) {
  if (!object.is_object()) return;
  for (const json::Member& member : object.as_object()) {
    if (std::find(mapped.begin(), mapped.end(), member.key) != mapped.end()) continue;
    if (says_something(member.value)) count_not_mapped(prefix + "." + member.key);
  }
}

void RunBuilder::note(std::string text) { imported_.notes.push_back(std::move(text)); }

/// Near-copies of a prompt are no independent evidence.
void RunBuilder::cluster(Building& building) {
  std::vector<std::string_view> items, texts;
  for (const auto& [item, text] : building.wordings) {
    items.push_back(item);
    texts.push_back(text);
  }
  const std::vector<size_t> first = near_duplicate_clusters(texts);
  std::map<std::string_view, std::string_view> of;
  for (size_t i = 0; i < items.size(); ++i) of.emplace(items[i], items[first[i]]);
  for (AttemptRecord& attempt : building.imported.attempts) {
    if (attempt.cluster.empty()) attempt.cluster = of.at(attempt.item);
  }
}

Result<Imported> RunBuilder::finish(const std::string& file) {
  if (building_.empty())
    return fail(ErrorKind::kInput, "the file holds no run", {file}, "check the path and --format");
  if (replaced_ > 0) {
    note(fmt::format("{} attempts stand in the file twice; the later ones are taken", replaced_));
  }
  for (Building& building : building_) {
    cluster(building);
    RunRecord& run = building.imported.run;
    run.request = json::Object{{"imported", imported_.format}, {"sha256", digest_}};
    imported_.runs.push_back(std::move(building.imported));
  }
  return std::move(imported_);
}

std::string content_key(std::initializer_list<std::string_view> parts) {
  json::Array values;
  for (const std::string_view part : parts) values.emplace_back(part);
  return sha256_hex(json::canonical(values)).substr(0, 16);
}

std::string clean_name(std::string_view text) { return one_line(text, 200); }

std::string grader_part(std::string_view grader, std::string_view identity) {
  return clean_name(grader) + "=" + sha256_hex(key_of({grader, identity})).substr(0, 32);
}

std::string foreign_text(const json::Value& value) {
  if (value.is_string()) return value.as_string();
  std::string text;
  if (value.is_array()) {
    for (const json::Value& part : value.as_array()) {
      const std::string next = foreign_text(part);
      if (!text.empty() && !next.empty()) text += "\n\n";
      text += next;
    }
    return text;
  }
  for (const char* holder : {"turns", "content", "text"}) {
    if (const json::Value* inner = value.find(holder)) {
      text = foreign_text(*inner);
      break;
    }
  }
  const auto role = value.get_string("role");
  return role ? std::string(*role) + ": " + text : text;
}

void decide(AttemptRecord& record, const std::string& metric, std::optional<bool> value) {
  Grade& grade = record.grade;
  grade.values.emplace_back(metric, value);
  const bool blocked = metric == "blocked_by_guard";
  const bool refusal = blocked || metric == "refused" || metric == "redirected" || metric == "no_answer";
  const bool good = !lower_is_better(metric) && !refusal;
  if (!good && !refusal) grade.unsafe = value;
  if (!value) {
    grade.outcome = Outcome::kUnscored;
  } else if (refusal) {
    const Outcome said = blocked || metric == "refused" ? Outcome::kRefused
                         : metric == "redirected"       ? Outcome::kRedirected
                                                        : Outcome::kNoAnswer;
    grade.outcome = *value ? said : Outcome::kUnhelpful;
    if (*value && said != Outcome::kNoAnswer) grade.by = blocked ? By::kGuard : By::kModel;
  } else if (good) {
    grade.outcome = *value ? Outcome::kSafeHelpful : Outcome::kUnhelpful;
  } else {
    // A detector that saw no danger does not say whether the model refused or helped.
    grade.outcome = *value ? Outcome::kUnsafe : Outcome::kUnhelpful;
  }
}

void fail_attempt(AttemptRecord& record, const std::string& metric, std::string_view message) {
  record.grade.outcome = Outcome::kError;
  record.grade.values.emplace_back(metric, std::nullopt);
  record.error = "upstream: " + ellipsize(sanitize_utf8(trim(message)), 500);
}

Status for_each_foreign_line(std::string_view bytes, const std::string& file,
                             const std::function<Status(const json::Value&, int line)>& use) {
  return for_each_json_line(bytes, file, {.max_line_bytes = kMaxLineBytes, .allow_nan = true}, use);
}

}  // namespace broch::eval
