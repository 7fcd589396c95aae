#include "guard/checks/insecure_code.h"

#include <algorithm>

#include "core/json.h"
#include "guard/checks/code_regions.h"
#include "scan/scan.h"

namespace broch::guard {
namespace {

// A string of a tool call's arguments: what it says and where its literal lies.
struct Argument {
  std::string text;
  Span literal;
  std::optional<scan::Language> language;
};

std::optional<scan::Language> language_of_neighbours(const json::Object& object) {
  for (const char* key : {"path", "file_path", "filepath", "filename", "file", "target_file"}) {
    const json::Value* path = object.find(key);
    if (path != nullptr && path->is_string()) return scan::language_by_path(path->as_string());
  }
  return std::nullopt;
}

void collect(const json::Value& value, std::optional<scan::Language> language, std::vector<Argument>& out) {
  if (value.is_string()) {
    out.push_back({value.as_string(), value.span(), language ? language : scan::classify(value.as_string())});
  } else if (value.is_array()) {
    for (const json::Value& item : value.as_array()) collect(item, language, out);
  } else if (value.is_object()) {
    const std::optional<scan::Language> named = language_of_neighbours(value.as_object());
    for (const json::Member& member : value.as_object()) collect(member.value, named ? named : language, out);
  }
}

class InsecureCodeCheck final : public Check {
 public:
  explicit InsecureCodeCheck(std::shared_ptr<const scan::RulePack> pack) : scanner_(std::move(pack)) {}

  Result<SegmentReport> check(const chat::Segment& segment, const CheckContext& context) const override {
    SegmentReport report;
    if (segment.kind == chat::PartKind::kToolCall) {
      BROCH_CHECK(check_arguments(segment.text, context, report));
      return report;
    }
    BROCH_TRY(report.findings,
              look(code_regions(segment.text, context.continuation), 0, context, report.partial));
    return report;
  }

  std::string deciding_part() const override { return scanner_.pack().digest(); }

  size_t decidable(std::string_view context, std::string_view held, bool continuation) const override {
    const std::string text = std::string(context) + std::string(held);
    const size_t settled = settled_prefix(text, continuation);
    return settled > context.size() ? settled - context.size() : 0;
  }

 private:
  /// The regions of a text, and of the documents among them; places are those of the text.
  Result<std::vector<Finding>> look(const std::vector<CodeRegion>& regions, int depth,
                                    const CheckContext& context, std::vector<std::string>& partial) const {
    std::vector<Finding> out;
    for (const CodeRegion& region : regions) {
      std::vector<CodeRegion> inner;
      if (!region.language && depth < kMaxNesting && chat::may_hold_blocks(region.info))
        inner = code_regions(region.code.text(), true);
      if (!region.language && inner.empty()) {
        partial.push_back(region.info.empty() ? "a code block in a language no rule knows"
                                              : "no rules for `" + std::string(region.info) + "`");
        continue;
      }
      BROCH_TRY(std::vector<Finding> found, region.language
                                                ? scan(region.code.text(), *region.language, context, partial)
                                                : look(inner, depth + 1, context, partial));
      for (Finding& finding : found) {
        finding.span = region.code.in_reply(finding.span);
        for (TraceStep& step : finding.trace) step.span = region.code.in_reply(step.span);
        out.push_back(std::move(finding));
      }
    }
    return out;
  }

  /// As thoroughly as a file: what a limit for the impatient left out would pass unseen. Past the deadline
  /// the check has failed, whatever was found by then.
  Result<std::vector<Finding>> scan(std::string_view code, scan::Language language,
                                    const CheckContext& context, std::vector<std::string>& partial) const {
    BROCH_CHECK(context.in_time());
    scan::ScanLimits limits = scan::ScanLimits::file(code.size());
    if (context.deadline != Deadline::max()) {
      const auto left = std::chrono::duration_cast<std::chrono::microseconds>(
          context.deadline - std::chrono::steady_clock::now());
      limits.total = std::clamp(left, std::chrono::microseconds{1}, limits.total);
    }
    const scan::ScanOptions options{.limits = limits};
    scan::ScanResult result = scanner_.scan(code, language, options);
    BROCH_CHECK(context.in_time());
    if (result.partial) partial.push_back("scanned in part: " + result.why);
    for (Finding& finding : result.findings) {
      finding.check = "insecure-code";
      finding.taxonomy.push_back("LLM05:2025");
    }
    return std::move(result.findings);
  }

  // Arguments that are no JSON are read as one text. A finding covers the whole literal: escapes make places
  // inside it differ from places in the code.
  Status check_arguments(const std::string& text, const CheckContext& context, SegmentReport& report) const {
    std::vector<Argument> arguments;
    const Result<json::Value> root = json::parse(text);
    if (root) {
      collect(*root, std::nullopt, arguments);
    } else {
      arguments.push_back({text, {0, text.size()}, scan::classify(text)});
    }
    for (const Argument& argument : arguments) {
      if (!argument.language) continue;
      BROCH_TRY(std::vector<Finding> found, scan(argument.text, *argument.language, context, report.partial));
      for (Finding& finding : found) {
        finding.span = argument.literal;
        finding.fix.reset();
        report.findings.push_back(std::move(finding));
      }
    }
    return {};
  }

  scan::Scanner scanner_;
};

}  // namespace

Result<std::unique_ptr<Check>> create_insecure_code_check() {
  BROCH_TRY(std::shared_ptr<const scan::RulePack> pack, scan::RulePack::builtin());
  return std::make_unique<InsecureCodeCheck>(std::move(pack));
}

}  // namespace broch::guard
