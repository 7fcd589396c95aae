#include "scan/tree/scopes.h"

#include <algorithm>

namespace broch::scan {
namespace {

constexpr uint32_t kNone = Scopes::kUnresolved;

enum class ScopeKind : uint8_t { kFunction, kLambda, kClass, kComprehension, kBlock };

/// `end`: the node after its last.
struct Scope {
  uint32_t node = 0;
  uint32_t end = 0;
  uint32_t outer = kNone;
  uint32_t function = 0;  ///< the innermost function's node
  ScopeKind kind = ScopeKind::kBlock;
  std::vector<uint32_t> definitions = {};
  std::vector<uint32_t> from_outside = {};  ///< names that `global` and `nonlocal` give to outer scopes
};

/// How an identifier is written where it stands.
struct Target {
  enum class Where : uint8_t { kNowhere, kDeclared, kAssigned, kParameter, kIterated };
  Where where = Where::kNowhere;
  uint32_t owner = kNoNode;  ///< the assignment, declarator, loop, function
  bool whole = true;         ///< not one of several
};

}  // namespace

class ScopeBuilder {
 public:
  explicit ScopeBuilder(Scopes& out)
      : out_(out), tree_(out.tree_), scoping_(tree_.grammar().spec().scoping), grammar_(tree_.grammar()) {}

  void run() {
    if (tree_.size() == 0) return;
    out_.resolved_.assign(tree_.size(), kNone);
    out_.functions_.assign(tree_.size(), 0);
    name_ids_.assign(tree_.size(), kNone);
    collect();
    resolve();
    for (uint32_t w = 0; w < out_.writes_.size(); ++w) {
      Write& write = out_.writes_[w];
      write.definition = out_.resolved_[write.name];
      Definition& definition = out_.definitions_[write.definition];
      ++definition.writes;
      definition.last_write = w;
    }
  }

 private:
  // First pass: scopes, definitions, writes.
  void collect() {
    scopes_.push_back({.node = 0, .end = tree_.size(), .kind = ScopeKind::kFunction});
    opens_.emplace_back(0, 0);
    uint32_t current = 0;
    for (uint32_t n = 1; n < tree_.size(); ++n) {
      while (n >= scopes_[current].end) current = scopes_[current].outer;
      switch (tree_.role(n)) {
        case Role::kImport:
          n = tree_[n].next - 1;  // what it binds is not defined here
          break;
        case Role::kFunction:
          current = open(n, current, ScopeKind::kFunction, DefinitionKind::kFunction);
          break;
        case Role::kLambda:
          current = open(n, current, ScopeKind::kLambda, DefinitionKind::kFunction);
          break;
        case Role::kClass:
          current = open(n, current, ScopeKind::kClass, DefinitionKind::kClass);
          break;
        case Role::kComprehension:
          current = open(n, current, ScopeKind::kComprehension, DefinitionKind::kFunction);
          break;
        case Role::kBlock:
        case Role::kForEach:
        case Role::kLoop:
        case Role::kCatch:
          if (scoping_.blocks && !shares_scope(tree_[n].parent)) {
            current = open(n, current, ScopeKind::kBlock, DefinitionKind::kVariable);
          }
          break;
        case Role::kName:
          name(n, current);
          break;
        case Role::kCall:
          mutation(n);
          break;
        case Role::kReference:
          if (tree_.text(n).starts_with('&')) add_mutation(tree_.last_child(n), n);
          break;
        default:
          update(n);
          if (!scoping_.outer_statements.empty() && declares_outside(n)) {
            for (uint32_t c = tree_.first_child(n); c != kNoNode; c = tree_.next_sibling(c)) {
              scopes_[owner_scope(current)].from_outside.push_back(id_of(c));
            }
          }
      }
    }
  }

  /// The body of a function, loop or handler is one scope with its head.
  bool shares_scope(uint32_t parent) const {
    switch (tree_.role(parent)) {
      case Role::kFunction:
      case Role::kLambda:
      case Role::kForEach:
      case Role::kLoop:
      case Role::kCatch:
        return true;
      default:
        return false;
    }
  }

  bool declares_outside(uint32_t n) const {
    if (tree_.role(n) != Role::kOther || tree_.is_leaf(n)) return false;
    const std::string_view kind = grammar_.kind_name(tree_[n].kind);
    return std::find(scoping_.outer_statements.begin(), scoping_.outer_statements.end(), kind) !=
           scoping_.outer_statements.end();
  }

  uint32_t open(uint32_t n, uint32_t outer, ScopeKind kind, DefinitionKind defines) {
    // The name of a function or class belongs to what is around it.
    if (kind != ScopeKind::kBlock && kind != ScopeKind::kComprehension) {
      uint32_t own = tree_.child(n, FieldRole::kTarget);
      while (own != kNoNode && tree_.role(own) != Role::kName) own = tree_.child(own, FieldRole::kTarget);
      if (own != kNoNode) {
        const uint32_t definition = define(own, outer, defines);
        out_.resolved_[own] = definition;
        out_.writes_.push_back({own, own, kNoNode, 0, WriteKind::kUnknown});
      }
    }
    const bool function = kind == ScopeKind::kFunction || kind == ScopeKind::kLambda;
    scopes_.push_back({.node = n,
                       .end = tree_[n].next,
                       .outer = outer,
                       .function = function ? n : scopes_[outer].function,
                       .kind = kind});
    opens_.emplace_back(n, static_cast<uint32_t>(scopes_.size() - 1));
    return static_cast<uint32_t>(scopes_.size() - 1);
  }

  void name(uint32_t n, uint32_t current) {
    if (out_.resolved_[n] != kNone || !may_refer(n)) return;
    id_of(n);
    const Target target = target_of(n);
    switch (target.where) {
      case Target::Where::kNowhere:
        return;
      case Target::Where::kParameter:
        define(n, current, DefinitionKind::kParameter);
        out_.writes_.push_back({n, n, kNoNode, 0, WriteKind::kUnknown});
        return;
      case Target::Where::kDeclared: {
        const bool hoisted = !scoping_.hoisted.empty() && hoists(target.owner);
        define(n, hoisted ? owner_scope(current) : current, DefinitionKind::kVariable);
        break;
      }
      case Target::Where::kAssigned:
        if (scoping_.assignments_declare) define_implicitly(n, current);
        break;
      case Target::Where::kIterated:
        if (!scoping_.assignments_declare) {
          // `for (const x of y)` declares, `for (x of y)` assigns; both are taken as the loop's own.
          define(n, current, DefinitionKind::kVariable);
        } else if (scopes_[current].kind == ScopeKind::kComprehension) {
          define(n, current, DefinitionKind::kVariable);
        } else {
          define_implicitly(n, current);
        }
        break;
    }
    add_write(n, target);
  }

  void define_implicitly(uint32_t n, uint32_t current) {
    const uint32_t scope = owner_scope(current);
    const uint32_t id = name_ids_[n];
    const auto& outside = scopes_[scope].from_outside;
    if (std::find(outside.begin(), outside.end(), id) != outside.end()) {
      return;  // resolution finds the scope that has it
    }
    define(n, scope, DefinitionKind::kVariable);
  }

  void add_write(uint32_t n, const Target& target) {
    Write write{n, target.owner, kNoNode, 0, WriteKind::kUnknown};
    const Role role = tree_.role(target.owner);
    if (role == Role::kAugmentedAssignment ||
        (role == Role::kAssignment && is_augmented(tree_, target.owner))) {
      write.kind = WriteKind::kAugment;
    } else if (role == Role::kAssignment || role == Role::kDeclarator || role == Role::kBinding) {
      write.value = value_for(n, target);
      if (write.value != kNoNode) write.kind = WriteKind::kValue;
      // A declaration without a value writes nothing.
      if (role == Role::kDeclarator && assigned_value(tree_, target.owner) == kNoNode) return;
    } else if (role == Role::kDeclaration) {
      return;
    }
    out_.writes_.push_back(write);
  }

  /// What the name gets: the whole value, or of `a, b = 1, 2` its own element.
  uint32_t value_for(uint32_t n, const Target& target) const {
    const uint32_t value = assigned_value(tree_, target.owner);
    if (value == kNoNode || target.whole) return value;
    const uint32_t list = tree_[n].parent;
    if (tree_.role(list) != Role::kList || tree_.role(value) != Role::kList) return kNoNode;
    uint32_t found = kNoNode, count = 0, index = 0;
    for (uint32_t c = tree_.first_child(list); c != kNoNode; c = tree_.next_sibling(c), ++count) {
      if (c == n) index = count;
    }
    uint32_t values = 0;
    for (uint32_t c = tree_.first_child(value); c != kNoNode; c = tree_.next_sibling(c), ++values) {
      if (tree_.role(c) == Role::kUnaryWrapper) return kNoNode;
      if (values == index) found = c;
    }
    return values == count ? found : kNoNode;
  }

  /// `x := 1` where `x = 1` would only assign.
  bool declares(uint32_t assignment, uint32_t target) const {
    if (scoping_.declaring_operator.empty()) return false;
    const uint32_t value = tree_.child(assignment, FieldRole::kValue);
    if (value == kNoNode) return false;
    const std::string_view between =
        tree_.source().substr(tree_[target].end, tree_[value].begin - tree_[target].end);
    return between.find(scoping_.declaring_operator) != std::string_view::npos;
  }

  bool hoists(uint32_t owner) const {
    for (int level = 0; level < 2 && owner != kNoNode; ++level, owner = tree_[owner].parent) {
      if (grammar_.kind_name(tree_[owner].kind) == scoping_.hoisted) return true;
    }
    return false;
  }

  /// The scope that implicit and hoisted variables belong to.
  uint32_t owner_scope(uint32_t scope) const {
    while (scopes_[scope].outer != kNone && scopes_[scope].kind != ScopeKind::kFunction &&
           scopes_[scope].kind != ScopeKind::kClass &&
           (scopes_[scope].kind != ScopeKind::kLambda || scoping_.assignments_declare)) {
      scope = scopes_[scope].outer;
    }
    return scope;
  }

  /// False for properties, keywords of arguments and keys, which refer to nothing in scope.
  bool may_refer(uint32_t n) const {
    const uint32_t parent = tree_[n].parent;
    if (parent == kNoNode) return true;
    switch (tree_.role(parent)) {
      case Role::kMember:
        return tree_.first_child(parent) == n;
      case Role::kKeywordArgument:
      case Role::kPair:
        return tree_.field_role(n) != FieldRole::kTarget;
      default:
        return true;
    }
  }

  Target target_of(uint32_t n) const {
    using Where = Target::Where;
    bool whole = true;
    for (uint32_t child = n, level = 0; level < 12; ++level) {
      const uint32_t parent = tree_[child].parent;
      if (parent == kNoNode) return {};
      const FieldRole field = tree_.field_role(child);
      switch (tree_.role(parent)) {
        case Role::kAssignment:
        case Role::kAugmentedAssignment:
          if (field != FieldRole::kTarget) return {};
          return {declares(parent, child) ? Where::kDeclared : Where::kAssigned, parent, whole};
        case Role::kDeclarator:
        case Role::kDeclaration:
          return field == FieldRole::kTarget ? Target{Where::kDeclared, parent, whole} : Target{};
        case Role::kForEach:
          return field == FieldRole::kTarget ? Target{Where::kIterated, parent, false} : Target{};
        case Role::kBinding:
          if (field == FieldRole::kTarget ||
              (field != FieldRole::kValue && tree_.last_child(parent) == child)) {
            return {Where::kAssigned, parent, whole};
          }
          return {};
        case Role::kCatch:
          if (field == FieldRole::kTarget ||
              (!scoping_.assignments_declare && tree_.first_child(parent) == child)) {
            return {Where::kDeclared, parent, false};
          }
          return {};
        case Role::kParameters:
          return {Where::kParameter, parent, false};
        case Role::kLambda:
        case Role::kFunction:
          // x => ... has no list of parameters.
          return field != FieldRole::kBody && field != FieldRole::kTarget && field != FieldRole::kOptional &&
                         tree_[child].next < tree_[parent].next && !is_type(child)
                     ? Target{Where::kParameter, parent, false}
                     : Target{};
        case Role::kDefault:
          if (field != FieldRole::kTarget && tree_.first_child(parent) != child) return {};
          break;
        case Role::kPair:
          if (field == FieldRole::kTarget) return {};
          break;
        case Role::kList:
        case Role::kMapping:
        case Role::kArray:
        case Role::kUnaryWrapper:
          whole = false;
          break;
        case Role::kOther:
          // Declarators of C, typed parameters: what is in a field is the name, the rest says its type.
          if (field == FieldRole::kOptional || field == FieldRole::kValue) return {};
          if (tree_[child].field != 0 && field != FieldRole::kTarget) return {};
          if (is_type(child)) return {};
          if (field == FieldRole::kTarget &&
              grammar_.kind_name(tree_[parent].kind) == scoping_.array_declarator) {
            whole = false;  // an array is written element by element later on
          }
          break;
        default:
          return {};
      }
      child = parent;
    }
    return {};
  }

  bool is_type(uint32_t n) const {
    return grammar_.kind_name(tree_[n].kind).find("type") != std::string_view::npos;
  }

  // x.append(1) as a statement may change x.
  void mutation(uint32_t call) {
    const uint32_t parent = tree_[call].parent;
    if (parent == kNoNode) return;
    const Role role = tree_.role(parent);
    if (role != Role::kExpressionStatement && role != Role::kBlock) return;
    uint32_t callee = tree_.child(call, FieldRole::kFunction);
    if (callee == kNoNode || tree_.role(callee) != Role::kMember) return;
    add_mutation(tree_.first_child(callee), call);
  }

  // x++, --x
  void update(uint32_t n) {
    if (tree_.role(n) != Role::kOther || tree_.is_leaf(n)) return;
    const std::string_view text = tree_.text(n);
    const bool changes =
        text.starts_with("++") || text.starts_with("--") || text.ends_with("++") || text.ends_with("--");
    if (!changes) return;
    const uint32_t first = tree_.first_child(n);
    add_mutation(tree_.role(first) == Role::kName ? first : tree_.last_child(n), n);
  }

  void add_mutation(uint32_t name, uint32_t done) {
    if (name == kNoNode || tree_.role(name) != Role::kName) return;
    mutations_.push_back({name, done, kNoNode, 0, WriteKind::kMutate});
  }

  uint32_t id_of(uint32_t n) {
    if (name_ids_[n] == kNone) {
      name_ids_[n] = ids_.try_emplace(tree_.text(n), static_cast<uint32_t>(ids_.size())).first->second;
    }
    return name_ids_[n];
  }

  uint32_t define(uint32_t n, uint32_t scope, DefinitionKind kind) {
    const uint32_t id = id_of(n);
    const uint64_t key = uint64_t{scope} << 32 | id;
    const auto [entry, is_new] = known_.try_emplace(key, static_cast<uint32_t>(out_.definitions_.size()));
    if (is_new) {
      out_.definitions_.push_back(
          {.name = tree_.text(n), .function = scopes_[scope].function, .kind = kind, .global = scope == 0});
      definition_ids_.push_back(id);
      scopes_[scope].definitions.push_back(entry->second);
    }
    return entry->second;
  }

  // Second pass: every identifier, with the definitions in force kept by name.
  void resolve() {
    current_.assign(ids_.size(), kNone);
    struct Undo {
      uint32_t id;
      uint32_t definition;
    };
    std::vector<Undo> undo;
    std::vector<std::pair<uint32_t, size_t>> open;  // scope, size of `undo` before it
    size_t next_scope = 0;
    std::vector<uint32_t> unresolved;
    const auto set = [&](uint32_t id, uint32_t definition) {
      undo.push_back({id, current_[id]});
      current_[id] = definition;
    };
    for (uint32_t n = 0; n < tree_.size(); ++n) {
      while (!open.empty() && n >= scopes_[open.back().first].end) {
        while (undo.size() > open.back().second) {
          current_[undo.back().id] = undo.back().definition;
          undo.pop_back();
        }
        open.pop_back();
      }
      for (; next_scope < opens_.size() && opens_[next_scope].first == n; ++next_scope) {
        const uint32_t scope = opens_[next_scope].second;
        const size_t mark = undo.size();
        const bool hidden = scoping_.classes_hide && !open.empty() &&
                            scopes_[open.back().first].kind == ScopeKind::kClass &&
                            scopes_[scope].kind == ScopeKind::kFunction;
        if (hidden) {
          for (size_t i = mark; i-- > open.back().second;) set(undo[i].id, undo[i].definition);
        }
        open.emplace_back(scope, mark);
        for (const uint32_t definition : scopes_[scope].definitions) {
          set(definition_ids_[definition], definition);
        }
      }
      out_.functions_[n] = scopes_[open.back().first].function;
      const uint32_t id = name_ids_[n];
      if (id == kNone || out_.resolved_[n] != kNone) continue;
      if (current_[id] != kNone) {
        out_.resolved_[n] = current_[id];
      } else {
        unresolved.push_back(n);
      }
    }
    settle(unresolved);
  }

  // What is written but declared nowhere is global.
  void settle(const std::vector<uint32_t>& unresolved) {
    for (const Write& write : mutations_) {
      if (out_.resolved_[write.name] != kNone) out_.writes_.push_back(write);
    }
    std::sort(out_.writes_.begin(), out_.writes_.end(),
              [](const Write& a, const Write& b) { return a.name < b.name; });
    for (const Write& write : out_.writes_) {
      if (out_.resolved_[write.name] == kNone)
        out_.resolved_[write.name] = define(write.name, 0, DefinitionKind::kVariable);
    }
    for (const uint32_t n : unresolved) {
      if (out_.resolved_[n] != kNone) continue;
      const auto found = known_.find(name_ids_[n]);
      if (found != known_.end()) out_.resolved_[n] = found->second;
    }
  }

  Scopes& out_;
  const FlatTree& tree_;
  const Scoping& scoping_;
  const Grammar& grammar_;
  std::vector<Scope> scopes_;
  std::vector<std::pair<uint32_t, uint32_t>> opens_;  // node, scope; in document order
  std::unordered_map<std::string_view, uint32_t> ids_;
  std::vector<uint32_t> name_ids_;                // by node
  std::unordered_map<uint64_t, uint32_t> known_;  // scope and name
  std::vector<uint32_t> definition_ids_;          // name of each definition
  std::vector<uint32_t> current_;                 // by name
  std::vector<Write> mutations_;
};

Scopes::Scopes(const FlatTree& tree) : tree_(tree) { ScopeBuilder(*this).run(); }

std::span<const Write> Scopes::writes_in(uint32_t begin, uint32_t end) const {
  const auto before = [](const Write& write, uint32_t node) { return write.name < node; };
  const auto first = std::lower_bound(writes_.begin(), writes_.end(), begin, before);
  const auto last = std::lower_bound(first, writes_.end(), end, before);
  return {first, last};
}

}  // namespace broch::scan
