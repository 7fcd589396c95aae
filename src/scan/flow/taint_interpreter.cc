#include "scan/flow/taint_interpreter.h"

#include <algorithm>

namespace broch::scan {

TaintInterpreter::TaintInterpreter(const TaintRule& rule, const RuleOptions& options, const TaintSpec& spec,
                                   const Functions& functions, FileContext& file)
    : rule_(rule), options_(options), spec_(spec), functions_(functions), file_(file) {
  source_taints_.assign(spec.sources().size(), TaintSets::kEmpty);
  reported_.assign(options.taint.focus_on_source ? spec.sources().size() : spec.sinks().size(), false);
}

std::vector<TaintHit> TaintInterpreter::run() {
  if (tree().size() == 0) return {};
  for (const uint32_t function : functions_.outermost()) {
    if (spec_.concerns(tree(), function)) summary(function);
  }
  Frame top{.function = kNoNode};
  frame_ = &top;
  eval(0);
  frame_ = nullptr;
  return std::move(hits_);
}

TaintSetId TaintInterpreter::eval(uint32_t node) {
  if (node == kNoNode || !file_.work.step()) return TaintSets::kEmpty;
  if (depth_ == kMaxDepth) return eval_shallow(node);
  ++depth_;
  Value value = eval_kind(node);
  --depth_;
  return spec_.marked(node) ? apply_marks(node, value).result : value.result;
}

/// The union over names and sources, without following anything.
TaintSetId TaintInterpreter::eval_shallow(uint32_t node) {
  shallow_ = true;
  TaintSetId all = TaintSets::kEmpty;
  for (uint32_t n = node; n < tree()[node].next && file_.work.step(); ++n) {
    if (role(n) == Role::kName) all = sets_.unite(all, env().get(lvalues_, lvalue(n)));
    for (const TaintMark& mark : spec_.marks(n)) {
      if (mark.kind == TaintMark::Kind::kSource) all = sets_.unite(all, source_taint(mark.match, all));
    }
  }
  return all;
}

// ---- marks

bool TaintInterpreter::sanitised(uint32_t node) {
  bool clean = false;
  for (const TaintMark& mark : spec_.marks(node)) {
    if (mark.kind != TaintMark::Kind::kSanitizer) continue;
    const TaintSanitizer& sanitizer = rule_.sanitizers[spec_.sanitizers()[mark.match].item];
    if (sanitizer.side_effect != SideEffect::kOnly) clean = true;
    if (sanitizer.side_effect == SideEffect::kNone || !mark.exact) continue;
    if (const LvalueId place = lvalue(node); place != kNoLvalue)
      env().set(lvalues_, place, TaintSets::kEmpty);
  }
  return clean;
}

/// Sanitizers before sources before propagators before sinks, as if nested in this order.
TaintInterpreter::Value TaintInterpreter::apply_marks(uint32_t node, Value value) {
  if (sanitised(node)) return {};
  const std::span<const TaintMark> marks = spec_.marks(node);
  using Kind = TaintMark::Kind;
  for (const Kind kind : {Kind::kSource, Kind::kFrom, Kind::kTo, Kind::kWatched, Kind::kSink}) {
    for (const TaintMark& mark : marks) {
      if (mark.kind == kind) value = apply_mark(mark, value);
    }
  }
  return value;
}

TaintInterpreter::Value TaintInterpreter::apply_mark(const TaintMark& mark, Value value) {
  const auto include = [&](TaintSetId taints) {
    value = {sets_.unite(value.result, taints), sets_.unite(value.received, taints)};
  };
  switch (mark.kind) {
    case TaintMark::Kind::kSource: {
      const SideEffect effect = rule_.sources[spec_.sources()[mark.match].item].side_effect;
      const TaintSetId taints = source_taint(mark.match, value.result);
      if (effect != SideEffect::kNone && mark.exact) add(lvalue(mark.node), taints);
      if (effect != SideEffect::kOnly) include(taints);
      break;
    }
    case TaintMark::Kind::kFrom: {
      const TaintPropagator& propagator = rule_.propagators[spec_.propagators()[mark.match].item];
      if (propagator.condition && !propagator.condition->holds(sets_.labels(value.result))) break;
      std::vector<Taint> taints(sets_.of(value.result).begin(), sets_.of(value.result).end());
      if (propagator.label) {
        for (Taint& taint : taints) {
          if ((propagator.replaced >> taint.label & 1) != 0) taint.label = *propagator.label;
        }
      }
      const TaintSetId moved =
          sets_.passed(sets_.make(std::move(taints)), tree().span(mark.node), FlowStep::Kind::kPropagated);
      TaintSetId& carried = carried_[mark.match];
      carried = sets_.unite(carried, moved);
      if (const auto waiting = waiting_.find(mark.match); waiting != waiting_.end())
        add(waiting->second, carried);
      break;
    }
    case TaintMark::Kind::kTo: {
      const TaintPropagator& propagator = rule_.propagators[spec_.propagators()[mark.match].item];
      const auto carried = carried_.find(mark.match);
      if (carried != carried_.end()) include(carried->second);
      const LvalueId place = propagator.side_effect ? lvalue(mark.node) : kNoLvalue;
      if (place == kNoLvalue) break;
      waiting_[mark.match] = place;
      if (carried != carried_.end()) add(place, carried->second);
      break;
    }
    case TaintMark::Kind::kWatched: {
      TaintSetId& seen = watched_[tree().span(mark.node)];
      seen = sets_.unite(seen, value.result);
      break;
    }
    case TaintMark::Kind::kSink: {
      // Of `7 / f(x)` the operand is what f gives, of `sink(x)` the argument counts.
      const bool is_call = role(mark.node) == Role::kCall || role(mark.node) == Role::kNew;
      const bool result = is_call && spec_.sinks()[mark.match].is_value;
      reach_sink(mark.match, result ? value.result : value.received);
      break;
    }
    case TaintMark::Kind::kSanitizer:
      break;
  }
  return value;
}

TaintSetId TaintInterpreter::source_taint(uint32_t match, TaintSetId incoming) {
  const TaintSource& source = rule_.sources[spec_.sources()[match].item];
  if (source.condition && !source.condition->holds(sets_.labels(incoming))) return TaintSets::kEmpty;
  TaintSetId& taints = source_taints_[match];
  if (taints == TaintSets::kEmpty) {
    const uint32_t step =
        sets_.add_step({.span = spec_.sources()[match].range.span, .kind = FlowStep::Kind::kSource});
    taints = sets_.single({.origin = match, .label = source.label, .step = step});
  }
  return taints;
}

// ---- sinks

void TaintInterpreter::reach_sink(uint32_t sink, TaintSetId taints) {
  const TaintSink& spec = rule_.sinks[spec_.sinks()[sink].item];
  if (!spec.parts.empty()) {
    if (!reach_parts(sink)) return;
  }
  if (taints == TaintSets::kEmpty) return;
  std::vector<Taint> agreeing;
  LabelSet labels = 0;
  for (const Taint& taint : sets_.of(taints)) {
    if (taint.of_parameter() || !agree(sink, taint)) continue;
    agreeing.push_back(taint);
    labels |= LabelSet{1} << taint.label;
  }
  if (!agreeing.empty() && (!spec.parts.empty() || spec.condition.holds(labels))) {
    // The trace begins at a source that the condition asks for.
    const auto asked = std::ranges::find_if(
        agreeing, [&](const Taint& taint) { return (spec.condition.mentioned() >> taint.label & 1) != 0; });
    if (!options_.taint.focus_on_source) {
      hit(sink, asked != agreeing.end() ? *asked : agreeing.front());
    } else {
      for (const Taint& taint : agreeing) hit(sink, taint);
    }
  }
  if (summarised_ == nullptr || !spec.parts.empty() || !sets_.has_parameters(taints)) return;
  for (Reach& known : summarised_->reaches) {
    if (known.sink != sink) continue;
    known.taints = sets_.unite(known.taints, taints);
    return;
  }
  summarised_->reaches.push_back({sink, taints});
}

bool TaintInterpreter::reach_parts(uint32_t sink) {
  const TaintMatch& match = spec_.sinks()[sink];
  return std::ranges::all_of(rule_.sinks[match.item].parts, [&](const TaintSink::Part& part) {
    const Binding* binding = find_binding(match.range.bindings, part.variable);
    const auto seen = binding == nullptr ? watched_.end() : watched_.find(binding->span);
    return part.condition.holds(seen == watched_.end() ? 0 : sets_.labels(seen->second));
  });
}

bool TaintInterpreter::agree(uint32_t sink, const Taint& taint) const {
  return !options_.taint.unify_mvars ||
         unifiable(Equality(file_.names, options_.match), spec_.sinks()[sink].range.bindings,
                   spec_.sources()[taint.origin].range.bindings);
}

void TaintInterpreter::hit(uint32_t sink, const Taint& taint) {
  const size_t place = options_.taint.focus_on_source ? taint.origin : sink;
  if (reported_[place]) return;
  reported_[place] = true;
  TaintHit found{sink, taint.origin, sets_.trace(taint.step)};
  found.trace.push_back({.span = spec_.sinks()[sink].range.span, .kind = FlowStep::Kind::kSink});
  hits_.push_back(std::move(found));
}

// ---- functions

const TaintInterpreter::Summary& TaintInterpreter::summary(uint32_t function) {
  const auto [entry, is_new] = summaries_.try_emplace(function);
  Summary& out = entry->second;
  if (!is_new) return out;
  Frame* const caller = frame_;
  Summary* const outer = summarised_;
  const int loops = loop_depth_;
  Frame frame{.function = function};
  summarised_ = &out;
  loop_depth_ = 0;
  run_body(frame, function, true, TaintSets::kEmpty);
  out.returned = frame.returned;
  out.state = Summary::State::kDone;
  loop_depth_ = loops;
  summarised_ = outer;
  frame_ = caller;
  return out;
}

/// Runs on `frame.env` and leaves frame_ as the caller's. `input` is what the first parameter receives.
void TaintInterpreter::run_body(Frame& frame, uint32_t function, bool symbolic, TaintSetId input) {
  Frame* const caller = frame_;
  frame_ = &frame;
  bind_parameters(function, symbolic, input);
  const uint32_t body = functions_.body(function);
  if (body != kNoNode) {
    const TaintSetId last = eval(body);
    if (env().reachable() && (role(body) != Role::kBlock || language().last_value_returned)) {
      frame.returned = sets_.unite(frame.returned, last);
    }
  }
  join(frame.exits, frame.env);
  // Nested definitions see what their function's variables may be whenever they are called.
  for (size_t i = 0; i < frame.nested.size() && file_.work.step(); ++i) {
    Frame inner{.function = frame.nested[i], .env = frame.exits};
    if (!inner.env.reachable()) inner.env = Environment();
    if (depth_ == kMaxDepth) {
      shallow_ = true;
      break;
    }
    ++depth_;
    run_body(inner, frame.nested[i], false, TaintSets::kEmpty);
    --depth_;
  }
  frame_ = caller;
}

void TaintInterpreter::bind_parameters(uint32_t function, bool symbolic, TaintSetId input) {
  uint32_t index = 0;
  for (const Parameter& parameter : functions_.parameters(function)) {
    TaintSetId taints = index == 0 ? input : TaintSets::kEmpty;
    if (role(parameter.node) == Role::kDefault) {
      taints = sets_.unite(taints, eval(tree().child(parameter.node, FieldRole::kValue)));
    }
    if (symbolic && index < Taint::kParameter) {
      const uint32_t step =
          sets_.add_step({.span = tree().span(parameter.node), .kind = FlowStep::Kind::kPassed});
      taints = sets_.unite(taints, sets_.single({.origin = Taint::kParameter | index, .step = step}));
    }
    if (harmless_type(parameter.node)) taints = TaintSets::kEmpty;
    for (const uint32_t name : parameter.names) {
      TaintSetId own = taints;
      // What encloses the name within the list counts too: `{ body }` as a whole may be the source.
      for (uint32_t n = name; n != kNoNode; n = n == parameter.node ? kNoNode : tree()[n].parent) {
        if (spec_.marked(n)) own = apply_marks(n, both(own)).result;
      }
      env().set(lvalues_, lvalues_.variable(tree().text(name)), own);
    }
    ++index;
  }
}

}  // namespace broch::scan
