#include "scan/flow/taint.h"

#include <algorithm>

#include "scan/flow/taint_interpreter.h"

namespace broch::scan {

std::vector<TaintFinding> find_taint(const TaintRule& rule, const RuleOptions& options,
                                     const Functions& functions, FileContext& file) {
  std::vector<TaintFinding> out;
  const std::optional<TaintSpec> spec = TaintSpec::make(rule, options.match, file);
  if (!spec) return out;
  TaintInterpreter interpreter(rule, options, *spec, functions, file);
  for (TaintHit& hit : interpreter.run()) {
    const Range& sink = spec->sinks()[hit.sink].range;
    const Range& source = spec->sources()[hit.source].range;
    const Range& place = options.taint.focus_on_source ? source : sink;
    TaintFinding finding{place.span, place.bindings, std::move(hit.trace)};
    extend(finding.bindings, options.taint.focus_on_source ? sink.bindings : source.bindings);
    out.push_back(std::move(finding));
  }
  if (interpreter.shallow()) file.flow_shallow = true;
  std::ranges::stable_sort(out, {}, &TaintFinding::span);
  return out;
}

const char* name(FlowStep::Kind kind) {
  switch (kind) {
    case FlowStep::Kind::kSource:
      return "source";
    case FlowStep::Kind::kAssigned:
      return "assigned";
    case FlowStep::Kind::kPropagated:
      return "propagated";
    case FlowStep::Kind::kPassed:
      return "passed";
    case FlowStep::Kind::kReturned:
      return "returned";
    case FlowStep::Kind::kSink:
      return "sink";
  }
  return "";
}

}  // namespace broch::scan
