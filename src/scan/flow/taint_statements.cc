#include <algorithm>

#include "scan/flow/taint_interpreter.h"

namespace broch::scan {
namespace {

/// Passes over a loop's body, by nesting: what inner loops need more, the passes of outer ones give them.
constexpr int kPasses[] = {4, 3, 2};

}  // namespace

void TaintInterpreter::join(Environment& into, const Environment& from) {
  if (!file_.work.step(1 + (into.size() + from.size()) / 8)) return;
  into.join(from, lvalues_, sets_);
}

TaintInterpreter::Value TaintInterpreter::eval_block(uint32_t node) {
  // The exception that a catch clause binds is new.
  if (role(node) == Role::kCatch) {
    uint32_t name = tree().child(node, FieldRole::kTarget);
    if (name == kNoNode) name = tree().first_child(node);
    if (name != kNoNode && role(name) == Role::kName) assign(name, {}, false);
  }
  // Ruby's bodies have handlers without a node around them.
  for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
    if (role(c) == Role::kCatch || role(c) == Role::kFinally) return eval_try(node);
  }
  return eval_sequence(tree().first_child(node));
}

/// Statements from `first` to the last of its siblings; the value is the last one's.
TaintInterpreter::Value TaintInterpreter::eval_sequence(uint32_t first) {
  TaintSetId last = TaintSets::kEmpty;
  for (uint32_t c = first; c != kNoNode && !file_.work.exhausted(); c = tree().next_sibling(c)) {
    const Role kind = role(c);
    if (!env().reachable()) {
      // Definitions and jump targets are reached all the same.
      const bool label = kind == Role::kLabelled && frame_->gotos.reachable();
      if (!label && kind != Role::kFunction && kind != Role::kClass && kind != Role::kDecorated) continue;
    }
    last = eval(c);
  }
  return both(last);
}

/// if ... elif ... else, and the conditional expression. A chain of `else if` is walked, not recursed into.
TaintInterpreter::Value TaintInterpreter::eval_conditional(uint32_t node) {
  Environment after = Environment::unreachable();
  TaintSetId value = TaintSets::kEmpty;
  std::vector<uint32_t> alternatives;
  const auto branch = [&](uint32_t body) {
    const Environment before = env();
    value = sets_.unite(value, eval(body));
    join(after, env());
    env() = before;
  };
  bool exhaustive = false;
  for (uint32_t at = node; at != kNoNode && file_.work.step();) {
    const uint32_t condition = tree().child(at, FieldRole::kCondition);
    const uint32_t first = tree().first_child(at);
    // value, condition, other value
    if (condition == kNoNode && tree().child(at, FieldRole::kOptional) == kNoNode && first != kNoNode) {
      const uint32_t middle = tree().next_sibling(first);
      const uint32_t other = middle == kNoNode ? kNoNode : tree().next_sibling(middle);
      eval(middle);
      branch(first);
      if (other != kNoNode) branch(other);
      exhaustive = other != kNoNode;
      break;
    }
    std::vector<uint32_t> own;
    const uint32_t decider = condition != kNoNode ? condition : first;
    bool decided = false;
    // `body if condition`
    if (first != kNoNode && first != decider && tree().field_role(first) == FieldRole::kBody) {
      eval(decider);
      branch(first);
      break;
    }
    for (uint32_t c = first; c != kNoNode; c = tree().next_sibling(c)) {
      if (!tree().grammar().named(tree()[c].kind)) continue;
      if (tree().field_role(c) == FieldRole::kOptional || role(c) == Role::kElse) {
        own.push_back(c);
      } else if (!decided) {
        // An initialiser before the condition, and the condition itself.
        eval(c);
        decided = c == decider;
      } else {
        branch(c);
      }
    }
    alternatives.insert(alternatives.begin(), own.begin(), own.end());
    at = kNoNode;
    while (!alternatives.empty() && at == kNoNode) {
      uint32_t next = alternatives.front();
      alternatives.erase(alternatives.begin());
      // `else if`: the chain goes on within the else.
      if (role(next) == Role::kElse) {
        const uint32_t only = tree().first_child(next);
        if (only != kNoNode && tree().next_sibling(only) == kNoNode && role(only) == Role::kConditional &&
            !spec_.marked(only)) {
          next = only;
        }
      }
      if (role(next) == Role::kConditional && !spec_.marked(next)) {
        at = next;
      } else {
        branch(next);
        exhaustive = true;
      }
    }
  }
  if (!exhaustive) join(after, env());
  env() = std::move(after);
  return both(value);
}

/// Runs a body any number of times, until it adds nothing.
template <typename Body>
void TaintInterpreter::repeat(Body body) {
  const int passes = kPasses[std::min<size_t>(static_cast<size_t>(loop_depth_), std::size(kPasses) - 1)];
  const int limit = loop_depth_ >= static_cast<int>(std::size(kPasses)) ? 1 : passes;
  ++loop_depth_;
  frame_->jumps.push_back({.loop = true});
  Environment head = env();
  for (int pass = 0; pass < limit && !file_.work.exhausted(); ++pass) {
    env() = head;
    body();
    join(env(), frame_->jumps.back().continues);
    const size_t before = head.size();
    const bool changed = file_.work.step(1 + before / 8) && head.join(env(), lvalues_, sets_);
    if (!changed) break;
  }
  env() = std::move(head);
  join(env(), frame_->jumps.back().breaks);
  frame_->jumps.pop_back();
  --loop_depth_;
}

TaintInterpreter::Value TaintInterpreter::eval_loop(uint32_t node) {
  repeat([&] { eval_children(node); });
  return {};
}

TaintInterpreter::Value TaintInterpreter::eval_for_each(uint32_t node) {
  uint32_t value = tree().child(node, FieldRole::kValue);
  uint32_t target = tree().child(node, FieldRole::kTarget);
  if (value == kNoNode && target == kNoNode) {
    value = tree().first_child(node);
    target = value == kNoNode ? kNoNode : tree().next_sibling(value);
  }
  const TaintSetId taints = value == kNoNode ? TaintSets::kEmpty : eval(value);
  const auto assign_element = [&] {
    if (target != kNoNode && target != value) assign(target, {.taints = taints}, false);
  };
  const uint32_t body = tree().child(node, FieldRole::kBody);
  if (body == kNoNode && role(tree()[node].parent) != Role::kBlock) {
    // A header alone: the loop is around it.
    assign_element();
    return both(taints);
  }
  repeat([&] {
    assign_element();
    for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
      if (c != value && c != target) eval(c);
    }
  });
  return {};
}

TaintInterpreter::Value TaintInterpreter::eval_switch(uint32_t node) {
  const auto is_section = [&](uint32_t n) { return role(n) == Role::kCase || role(n) == Role::kBlock; };
  std::vector<uint32_t> sections;
  TaintSetId selector = TaintSets::kEmpty;
  for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
    const bool body = tree().field_role(c) == FieldRole::kBody || role(c) == Role::kBlock;
    const uint32_t inner = tree().first_child(c);
    if (body && inner != kNoNode && is_section(inner)) {
      for (uint32_t s = inner; s != kNoNode; s = tree().next_sibling(s)) sections.push_back(s);
    } else if (is_section(c) || role(c) == Role::kElse) {
      sections.push_back(c);
    } else {
      selector = sets_.unite(selector, eval(c));
    }
  }
  const Environment before = env();
  frame_->jumps.push_back({.loop = false});
  Environment after = Environment::unreachable();
  Environment previous = Environment::unreachable();
  TaintSetId value = TaintSets::kEmpty;
  bool exhaustive = false;
  for (const uint32_t section : sections) {
    env() = before;
    if (language().cases_fall_through) join(env(), previous);
    const std::string_view text = tree().text(section);
    exhaustive = exhaustive || text.starts_with("default") || text.starts_with("else") ||
                 text.starts_with("_") || text.starts_with("case _");
    if (const uint32_t pattern = tree().child(section, FieldRole::kTarget); pattern != kNoNode) {
      assign(pattern, {.taints = selector}, false);
    }
    value = sets_.unite(value, eval(section));
    previous = env();
    if (!language().cases_fall_through) join(after, env());
  }
  if (language().cases_fall_through) join(after, previous);
  join(after, frame_->jumps.back().breaks);
  if (!exhaustive) join(after, before);
  frame_->jumps.pop_back();
  env() = std::move(after);
  return both(value);
}

/// A catch clause may begin after any statement of the body, so with what was true before or after it.
TaintInterpreter::Value TaintInterpreter::eval_try(uint32_t node) {
  frame_->handlers.push_back(env());
  TaintSetId value = TaintSets::kEmpty;
  std::vector<uint32_t> catches;
  uint32_t otherwise = kNoNode;
  uint32_t last = kNoNode;
  for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
    if (role(c) == Role::kCatch) {
      catches.push_back(c);
    } else if (role(c) == Role::kElse) {
      otherwise = c;
    } else if (role(c) == Role::kFinally) {
      last = c;
    } else if (env().reachable()) {
      value = eval(c);
    }
  }
  Environment thrown = std::move(frame_->handlers.back());
  frame_->handlers.pop_back();
  join(thrown, env());
  if (otherwise != kNoNode && env().reachable()) value = sets_.unite(value, eval(otherwise));
  Environment after = env();
  for (const uint32_t clause : catches) {
    env() = thrown;
    value = sets_.unite(value, eval(clause));
    join(after, env());
  }
  if (last != kNoNode) {
    const bool reachable = after.reachable();
    env() = after;
    join(env(), thrown);
    eval(last);
    // Where every path has left, the code behind is not reached by way of the finally either.
    after = reachable ? env() : Environment::unreachable();
  }
  env() = std::move(after);
  return both(value);
}

TaintInterpreter::Value TaintInterpreter::eval_return(uint32_t node) {
  const Value value = eval_children(node);
  frame_->returned = sets_.unite(frame_->returned, value.result);
  join(frame_->exits, env());
  // A finally around it still runs.
  if (!frame_->handlers.empty()) join(frame_->handlers.back(), env());
  env() = Environment::unreachable();
  return value;
}

void TaintInterpreter::eval_jump(Role kind) {
  if (kind == Role::kGoto) {
    join(frame_->gotos, env());
  } else if (kind == Role::kThrow) {
    join(frame_->handlers.empty() ? frame_->exits : frame_->handlers.back(), env());
  } else {
    Environment* target = &frame_->exits;  // `next` in a block without a loop of its own
    for (size_t i = frame_->jumps.size(); i-- > 0;) {
      Jumps& jumps = frame_->jumps[i];
      if (kind == Role::kContinue && !jumps.loop) continue;
      target = kind == Role::kContinue ? &jumps.continues : &jumps.breaks;
      break;
    }
    join(*target, env());
  }
  env() = Environment::unreachable();
}

}  // namespace broch::scan
