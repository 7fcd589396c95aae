#include "eval/compare/registration.h"

#include <fmt/format.h>

#include "core/text.h"
#include "eval/compare/compare.h"

namespace broch::eval {

namespace {

/// What `broch eval run --plan` recorded; nothing when there was no plan.
const json::Value* plan_of(const RunRecord& run) { return run.request.find("plan"); }

std::string hash_of(const json::Value* plan) {
  return plan == nullptr ? "" : std::string(plan->get_string("sha256").value_or(""));
}

}  // namespace

Registration registration_of(const RunRecord& base, const RunRecord& next, const CompareOptions& options) {
  Registration result;
  const json::Value *ours = plan_of(base), *theirs = plan_of(next);
  if (theirs == nullptr) return result;
  result.plan = hash_of(theirs);
  const auto deviates = [&](const char* what, const std::string& planned, const std::string& is) {
    if (planned != is) result.deviations.push_back(fmt::format("{} {}, planned {}", what, is, planned));
  };
  if (ours != nullptr)
    deviates("base run under plan", result.plan.substr(0, 12), hash_of(ours).substr(0, 12));
  const auto number = [&](const char* key) {
    const json::Value* content = theirs->find("content");
    const auto value = content ? content->get_double(key) : std::nullopt;
    return value ? fmt::format("{}", *value) : "none";
  };
  deviates("margin", number("margin"), fmt::format("{}", options.margin));
  deviates("alpha", number("alpha"), fmt::format("{}", options.alpha));
  const json::Value* content = theirs->find("content");
  const std::string gate(content ? content->get_string("gate").value_or("") : "");
  const std::string used = options.gate ? options.gate->sha256 : "";
  deviates("gate", gate.empty() ? "none" : gate.substr(0, 12), used.empty() ? "none" : used.substr(0, 12));
  return result;
}

std::string text_of(const Registration& registration) {
  if (registration.plan.empty()) return "pre-registered: no plan";
  const std::string plan = registration.plan.substr(0, 12);
  if (registration.registered()) return "pre-registered: plan " + plan;
  return fmt::format("pre-registered: not as planned in {} ({})", plan, join(registration.deviations, "; "));
}

}  // namespace broch::eval
