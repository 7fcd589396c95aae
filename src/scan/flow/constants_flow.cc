// The flow analysis of Constants: one function at a time, over values that must hold.
//
// Statements are run in document order, which is the order of evaluation where nothing branches. Branches are
// run from the same state and undone by a trail, so that their cost is what they change. A loop (a switch,
// what may end early) is run once, from a state in which every variable that it writes already holds any of
// the values it may be given there.
#include <algorithm>

#include "scan/flow/constants.h"
#include "scan/flow/constants_state.h"

namespace broch::scan {
namespace {

constexpr int kMaxWaiting = 8;        ///< analyses of functions that wait for one another
constexpr size_t kStepsPerNode = 16;  ///< more, and what is nested deeper is unknown

}  // namespace

class FlowAnalysis {
 public:
  FlowAnalysis(const Constants& constants, uint32_t function)
      : constants_(constants),
        tree_(constants.tree_),
        scopes_(constants.scopes_),
        state_(*constants.state_),
        function_(function),
        held_(scopes_.definition_count(), 0) {}

  void run() { walk(function_ + 1, tree_[function_].next); }

 private:
  using Change = std::pair<uint32_t, uint32_t>;  // definition, value
  struct Outcome {
    std::vector<Change> changes;  ///< sorted by definition, one each
    bool dead = false;            ///< the path ends in it
  };

  bool tracked(uint32_t definition) const {
    return scopes_.definition(definition).function == function_ && !state_.foreign[definition];
  }

  void set(uint32_t definition, uint32_t value) {
    trail_.emplace_back(definition, held_[definition]);
    held_[definition] = value;
  }

  uint32_t add(Constants::Value value) {
    if (!value.constant.known() && value.expression == kNoNode) return 0;
    state_.values.push_back(value);
    return static_cast<uint32_t>(state_.values.size() - 1);
  }

  uint32_t join_values(uint32_t a, uint32_t b) {
    if (a == b || a == 0 || b == 0) return a == b ? a : 0;
    const Constants::Value &x = state_.values[a], &y = state_.values[b];
    return add({join(x.constant, y.constant), x.expression == y.expression ? x.expression : kNoNode});
  }

  void walk(uint32_t begin, uint32_t end) {
    const std::span<const Write> writes = scopes_.writes_in(begin, end);
    size_t next_write = 0;
    const size_t waiting = pending_.size();
    std::vector<uint32_t> jumps;  // ends of `return e`, after which nothing runs
    const auto happen = [&](uint32_t n) {
      while (pending_.size() > waiting && n >= tree_[pending_.back()->done].next) {
        const Write* write = pending_.back();
        pending_.pop_back();
        apply(*write);
      }
      while (!jumps.empty() && n >= jumps.back()) {
        dead_ = true;
        jumps.pop_back();
      }
    };
    for (uint32_t n = begin; n < end;) {
      happen(n);
      while (next_write < writes.size() && writes[next_write].name < n) ++next_write;
      const uint32_t after = tree_[n].next;
      switch (tree_.role(n)) {
        case Role::kFunction:
        case Role::kLambda:
          n = after;
          continue;
        case Role::kConditional:
          conditional(n);
          n = after;
          continue;
        case Role::kLoop:
        case Role::kForEach:
          repeated(n);
          n = after;
          continue;
        case Role::kSwitch:
          choice(n);
          n = after;
          continue;
        case Role::kTry:
          attempt(n);
          n = after;
          continue;
        case Role::kReturn:
        case Role::kThrow:
          jumps.push_back(after);
          break;
        case Role::kBreak:
          if (breaks_ != nullptr && !dead_) breaks_->push_back({changes_since(switch_mark_)});
          [[fallthrough]];
        case Role::kContinue:
          dead_ = true;
          break;
        case Role::kName: {
          const bool written = next_write < writes.size() && writes[next_write].name == n;
          if (!written || writes[next_write].kind == WriteKind::kMutate) record(n);
          for (; next_write < writes.size() && writes[next_write].name == n; ++next_write) {
            const Write& write = writes[next_write];
            if (!tracked(write.definition)) continue;
            // Kept in the order in which they end.
            const auto place = std::find_if(
                pending_.begin() + static_cast<ptrdiff_t>(waiting), pending_.end(),
                [&](const Write* other) { return tree_[other->done].next < tree_[write.done].next; });
            pending_.insert(place, &write);
          }
          break;
        }
        default:
          break;
      }
      ++n;
    }
    while (pending_.size() > waiting) {
      const Write* write = pending_.back();
      pending_.pop_back();
      apply(*write);
    }
    if (!jumps.empty()) dead_ = true;
  }

  void record(uint32_t n) {
    const uint32_t definition = scopes_.definition_of(n);
    if (definition != Scopes::kUnresolved && tracked(definition)) state_.at[n] = held_[definition];
  }

  void apply(const Write& write) {
    uint32_t value = 0;
    if (write.kind == WriteKind::kValue) {
      value = add({constants_.of(write.value), write.value});
    } else if (write.kind == WriteKind::kAugment) {
      value = add({augmented(write), kNoNode});
    }
    set(write.definition, value);
  }

  Constant augmented(const Write& write) const {
    const uint32_t right = tree_.child(write.done, FieldRole::kValue);
    if (right == kNoNode) return {};
    const std::string_view between =
        tree_.source().substr(tree_[write.name].end, tree_[right].begin - tree_[write.name].end);
    const size_t first = between.find_first_not_of(" \t\n");
    const size_t last = between.rfind('=');
    if (first == std::string_view::npos || last == std::string_view::npos || last <= first) return {};
    return constants_.operate(between.substr(first, last - first),
                              state_.values[held_[write.definition]].constant, right, 0);
  }

  /// Runs nodes as one of several paths: what they change is told and undone.
  template <typename Body>
  Outcome branch(Body body) {
    const size_t mark = trail_.size();
    const bool dead = dead_;
    body();
    Outcome outcome{changes_since(mark), dead_};
    dead_ = dead;
    while (trail_.size() > mark) {
      held_[trail_.back().first] = trail_.back().second;
      trail_.pop_back();
    }
    return outcome;
  }

  std::vector<Change> changes_since(size_t mark) {
    steps_ += trail_.size() - mark;
    std::vector<Change> out;
    for (size_t i = mark; i < trail_.size(); ++i) out.emplace_back(trail_[i].first, held_[trail_[i].first]);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  /// Goes on with what holds on every path that goes on.
  void meet(const std::vector<Outcome>& paths) {
    std::vector<Change> all;
    size_t alive = 0;
    for (const Outcome& path : paths) {
      if (path.dead) continue;
      ++alive;
      all.insert(all.end(), path.changes.begin(), path.changes.end());
    }
    if (alive == 0) {
      dead_ = true;
      return;
    }
    std::sort(all.begin(), all.end());
    for (size_t i = 0; i < all.size();) {
      const uint32_t definition = all[i].first;
      uint32_t value = all[i].second;
      size_t count = 0;
      for (; i < all.size() && all[i].first == definition; ++i, ++count)
        value = join_values(value, all[i].second);
      if (count < alive) value = join_values(value, held_[definition]);
      set(definition, value);
    }
  }

  /// Every variable written from `begin` to `end` holds what it held or any of what it may be given there.
  void blur(uint32_t begin, uint32_t end) {
    for (const Write& write : scopes_.writes_in(begin, end)) {
      ++steps_;
      if (!tracked(write.definition) || held_[write.definition] == 0) continue;
      const Constants::Value& held = state_.values[held_[write.definition]];
      const Constant given =
          write.kind == WriteKind::kValue ? literal_constant(tree_, write.value) : Constant{};
      const Constant joined = join(held.constant, given);
      // An expression does not outlast the loop that may change it.
      if (joined.kind == held.constant.kind && held.expression == kNoNode) continue;
      set(write.definition, add({joined, kNoNode}));
    }
  }

  /// False where nesting ends the analysis: what the node writes is then unknown.
  bool deeper(uint32_t n) {
    if (depth_ < Constants::kMaxNesting && steps_ < kStepsPerNode * (tree_.size() + size_t{100})) return true;
    for (const Write& write : scopes_.writes_in(n, tree_[n].next)) {
      if (tracked(write.definition)) set(write.definition, 0);
    }
    return false;
  }

  struct Nesting {
    explicit Nesting(int& level) : level_(level) { ++level_; }
    ~Nesting() { --level_; }
    int& level_;
  };

  // if, elif, else; a ? b : c.
  void conditional(uint32_t n) {
    if (!deeper(n)) return;
    const Nesting nesting(depth_);
    uint32_t rest = kNoNode;  // the first child after the conditions
    for (uint32_t c = tree_.first_child(n); c != kNoNode; c = tree_.next_sibling(c)) {
      if (tree_.field_role(c) == FieldRole::kCondition) rest = tree_[c].next;
    }
    if (rest == kNoNode) {
      walk(n + 1, tree_[n].next);
      return;
    }
    walk(n + 1, rest);
    std::vector<Outcome> paths;
    bool otherwise = false;
    paths.push_back(branch([&] {
      for (uint32_t c = rest; c < tree_[n].next && tree_.field_role(c) != FieldRole::kOptional;
           c = tree_[c].next) {
        walk(c, tree_[c].next);
        rest = tree_[c].next;
      }
    }));
    // `elif` stands beside the others in Python, inside in other languages.
    for (uint32_t c = rest; c < tree_[n].next; c = tree_[c].next) {
      const bool chained = tree_.role(c) == Role::kConditional && tree_[c].next < tree_[n].next;
      if (!chained) otherwise = true;
      if (!chained && tree_.role(c) == Role::kConditional) {
        // The last of a chain: it says itself whether there is an else.
        paths.push_back(branch([&] { conditional(c); }));
      } else if (!chained) {
        paths.push_back(branch([&] { walk(c, tree_[c].next); }));
      } else {
        paths.push_back(branch([&] { conditional_body(c); }));
      }
    }
    if (!otherwise) paths.emplace_back();
    meet(paths);
  }

  /// An `elif` whose alternatives stand beside it.
  void conditional_body(uint32_t n) { walk(n + 1, tree_[n].next); }

  void repeated(uint32_t n) {
    if (!deeper(n)) return;
    const Nesting nesting(depth_);
    const Breakable loop(*this, nullptr);
    blur(n, tree_[n].next);
    (void)branch([&] {
      for (uint32_t c = tree_.first_child(n); c != kNoNode; c = tree_.next_sibling(c)) {
        walk(c, tree_[c].next);
        // What a head sets, as `j = 0` and `j += 2` do, holds in one pass of many.
        const bool head = tree_.role(c) != Role::kBlock && tree_.next_sibling(c) != kNoNode;
        if (head) blur(n, tree_[n].next);
      }
    });
  }

  /// What `break` leaves while this lives: a switch, whose paths it ends, or with null a loop.
  struct Breakable {
    Breakable(FlowAnalysis& flow, std::vector<Outcome>* breaks)
        : flow_(flow), breaks_(flow.breaks_), mark_(flow.switch_mark_) {
      flow.breaks_ = breaks;
      flow.switch_mark_ = flow.trail_.size();
    }
    ~Breakable() {
      flow_.breaks_ = breaks_;
      flow_.switch_mark_ = mark_;
    }
    FlowAnalysis& flow_;
    std::vector<Outcome>* breaks_;
    size_t mark_;
  };

  // Sections may fall through to the next, so each begins with any of what the others leave.
  void choice(uint32_t n) {
    if (!deeper(n)) return;
    const Nesting nesting(depth_);
    blur(n, tree_[n].next);
    std::vector<Outcome> paths;
    if (!sections(n, paths)) paths.push_back({});
    meet(paths);
  }

  /// The block of a switch, which holds its sections: C's may begin with something else.
  bool is_body(uint32_t block) const {
    const bool braces = tree_.text(block).starts_with('{');
    for (uint32_t c = tree_.first_child(block); c != kNoNode; c = tree_.next_sibling(c)) {
      if (tree_.role(c) == Role::kBlock || tree_.role(c) == Role::kCase) {
        return !tree_.text(block).starts_with("default");
      }
      if (!braces) return false;
    }
    return false;
  }

  /// Gathers what holds after each section; true when one of them always runs.
  bool sections(uint32_t n, std::vector<Outcome>& paths) {
    const Breakable choice(*this, &paths);
    bool otherwise = false;
    for (uint32_t c = n + 1; c < tree_[n].next;) {
      const Role role = tree_.role(c);
      const uint32_t parent = tree_[c].parent;
      const bool around = role == Role::kBlock && parent == n && is_body(c);
      if (around) {
        ++c;
        continue;
      }
      const std::string_view text = tree_.text(c);
      otherwise = otherwise || text.starts_with("default") || text.starts_with("else") ||
                  text.starts_with("_") || text.starts_with("case _");
      const bool section = role == Role::kBlock || role == Role::kCase || role == Role::kElse;
      if (section) {
        Outcome end = branch([&] { walk(c, tree_[c].next); });
        paths.push_back(std::move(end));
      } else {
        walk(c, tree_[c].next);
      }
      c = tree_[c].next;
    }
    return otherwise;
  }

  void attempt(uint32_t n) {
    if (!deeper(n)) return;
    const Nesting nesting(depth_);
    const auto is_part = [&](uint32_t c, Role role) { return tree_.role(c) == role; };
    std::vector<Outcome> paths;
    uint32_t handlers = tree_[n].next;
    for (uint32_t c = tree_.first_child(n); c != kNoNode; c = tree_.next_sibling(c)) {
      if (is_part(c, Role::kCatch) || is_part(c, Role::kFinally)) {
        handlers = c;
        break;
      }
    }
    paths.push_back(branch([&] {
      walk(n + 1, handlers);
      for (uint32_t c = handlers; c < tree_[n].next; c = tree_[c].next) {
        if (is_part(c, Role::kElse)) walk(c, tree_[c].next);
      }
    }));
    for (uint32_t c = handlers; c < tree_[n].next; c = tree_[c].next) {
      if (!is_part(c, Role::kCatch)) continue;
      paths.push_back(branch([&] {
        blur(n, handlers);
        walk(c, tree_[c].next);
      }));
    }
    for (uint32_t c = handlers; c < tree_[n].next; c = tree_[c].next) {
      if (!is_part(c, Role::kFinally)) continue;
      // It also runs after what went wrong half-way, and goes on only after what did not.
      Outcome last = branch([&] {
        blur(n, c);
        walk(c, tree_[c].next);
      });
      meet(paths);
      std::erase_if(last.changes, [&](const Change& change) {
        const auto writes = scopes_.writes_in(c, tree_[c].next);
        return std::none_of(writes.begin(), writes.end(),
                            [&](const Write& write) { return write.definition == change.first; });
      });
      for (const Change& change : last.changes) set(change.first, change.second);
      if (last.dead) dead_ = true;
      return;
    }
    meet(paths);
  }

  const Constants& constants_;
  const FlatTree& tree_;
  const Scopes& scopes_;
  Constants::State& state_;
  uint32_t function_;
  std::vector<uint32_t> held_;  // by definition
  std::vector<Change> trail_;   // what to put back
  std::vector<const Write*> pending_;
  std::vector<Outcome>* breaks_ = nullptr;  // of the innermost switch, unless a loop is within
  size_t switch_mark_ = 0;                  // the trail where that began
  bool dead_ = false;
  int depth_ = 0;
  size_t steps_ = 0;  ///< of what is done again for each level of nesting
};

void Constants::prepare() const {
  if (state_->prepared) return;
  state_->prepared = true;
  state_->at.assign(tree_.size(), 0);
  state_->foreign.assign(scopes_.definition_count(), false);
  for (const Write& write : scopes_.writes()) {
    const Definition& definition = scopes_.definition(write.definition);
    if (scopes_.function_of(write.name) != definition.function &&
        definition.kind == DefinitionKind::kVariable) {
      state_->foreign[write.definition] = true;
    }
  }
}

void Constants::analyse(uint32_t function) const {
  prepare();
  if (state_->nested >= kMaxWaiting || !state_->functions.insert(function).second) return;
  ++state_->nested;
  FlowAnalysis(*this, function).run();
  --state_->nested;
}

const Constants::Value* Constants::flow_value(uint32_t name) const {
  const uint32_t index = scopes_.definition_of(name);
  if (index == Scopes::kUnresolved) return nullptr;
  const uint32_t function = scopes_.function_of(name);
  if (scopes_.definition(index).function != function) return nullptr;
  analyse(function);
  return &state_->values[state_->at[name]];
}

Constant Constants::of_name(uint32_t node, int depth) const {
  const uint32_t index = scopes_.definition_of(node);
  if (index == Scopes::kUnresolved) return of_defined(node, depth);
  const Definition& definition = scopes_.definition(index);
  if (definition.writes == 0) return {};
  if (const Value* value = flow_value(node); value != nullptr && value->constant.known())
    return value->constant;
  if (definition.writes != 1) return {};
  const Write& write = scopes_.writes()[definition.last_write];
  if (write.kind != WriteKind::kValue) return {};
  return of_value(write.value, depth);
}

Constant Constants::of_value(uint32_t node, int depth) const {
  const auto [entry, is_new] = state_->single.try_emplace(node);
  if (!is_new) return entry->second;  // also while it is being found: x = x + 1 settles nothing
  const Constant value = evaluate(node, depth + 1);
  state_->single[node] = value;
  return value;
}

uint32_t Constants::assigned(uint32_t name) const {
  const Value* value = flow_value(name);
  if (value != nullptr && value->expression != kNoNode) return value->expression;
  const uint32_t index = scopes_.definition_of(name);
  if (index == Scopes::kUnresolved || scopes_.definition(index).writes != 1) return kNoNode;
  const Write& write = scopes_.writes()[scopes_.definition(index).last_write];
  return write.kind == WriteKind::kValue ? write.value : kNoNode;
}

// this.x and self.x, where the file gives that field one value.
Constant Constants::of_field(uint32_t node, int depth) const {
  const uint32_t object = tree_.first_child(node);
  const uint32_t property = tree_.last_child(node);
  const std::string_view owner = tree_.text(object);
  if (tree_.role(object) != Role::kThis && owner != "self" && owner != "this" && owner != "$this") return {};
  if (!state_->fields_known) collect_fields();
  const auto found = state_->fields.find(tree_.text(property));
  if (found == state_->fields.end() || found->second == kNoNode) return {};
  return of_value(found->second, depth);
}

void Constants::collect_fields() const {
  state_->fields_known = true;
  const auto add = [&](std::string_view name, uint32_t value) {
    const auto [entry, is_new] = state_->fields.try_emplace(name, value);
    if (!is_new) entry->second = kNoNode;
  };
  for (uint32_t n = 0; n < tree_.size(); ++n) {
    const Role role = tree_.role(n);
    if (tree_.field_role(n) != FieldRole::kTarget) continue;
    const Role parent = tree_.role(tree_[n].parent);
    if (role == Role::kMember && (parent == Role::kAssignment || parent == Role::kAugmentedAssignment)) {
      const uint32_t property = tree_.last_child(n);
      add(tree_.text(property),
          parent == Role::kAssignment ? tree_.child(tree_[n].parent, FieldRole::kValue) : kNoNode);
    }
  }
  // Members of a class body with a value.
  for (uint32_t d = 0; d < scopes_.definition_count(); ++d) {
    const Definition& definition = scopes_.definition(d);
    if (definition.writes == 0 || definition.kind != DefinitionKind::kVariable) continue;
    const Write& write = scopes_.writes()[definition.last_write];
    uint32_t owner = tree_[write.name].parent;
    for (int level = 0; level < 5 && owner != kNoNode; ++level, owner = tree_[owner].parent) {
      const Role role = tree_.role(owner);
      if (role == Role::kFunction || role == Role::kLambda) break;
      if (role != Role::kClass && role != Role::kClassBody) continue;
      add(definition.name, definition.writes == 1 && write.kind == WriteKind::kValue ? write.value : kNoNode);
      break;
    }
  }
}

}  // namespace broch::scan
