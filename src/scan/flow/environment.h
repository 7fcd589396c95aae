// What the variables of a function are tainted with at one point of it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scan/flow/taint_sets.h"

namespace broch::scan {

/// A place that can be assigned: a variable, or a field path below one, such as `request.form["id"]`.
using LvalueId = uint32_t;
constexpr LvalueId kNoLvalue = ~LvalueId{0};

/// The l-values that a file mentions, numbered. Variables are told apart by their names within a function.
class Lvalues {
 public:
  LvalueId variable(std::string_view name) { return intern(kNoLvalue, name); }
  LvalueId field(LvalueId parent, std::string_view name) { return intern(parent, name); }
  LvalueId parent(LvalueId id) const { return entries_[id].parent; }
  bool has_fields(LvalueId id) const { return entries_[id].fields > 0; }

 private:
  struct Entry {
    LvalueId parent;
    uint32_t fields = 0;
  };
  struct Key {
    LvalueId parent;
    std::string_view name;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    size_t operator()(const Key& key) const {
      return std::hash<std::string_view>()(key.name) * 31 + key.parent;
    }
  };
  LvalueId intern(LvalueId parent, std::string_view name);

  std::vector<Entry> entries_;
  std::unordered_map<Key, LvalueId, Hash> ids_;
};

/// A map from l-values to sets. An entry with the empty set says "clean", which matters below a tainted
/// parent; without an entry an l-value is as tainted as its parent.
class Environment {
 public:
  /// No path leads here.
  static Environment unreachable() {
    Environment out;
    out.reachable_ = false;
    return out;
  }
  bool reachable() const { return reachable_; }
  size_t size() const { return entries_.size(); }

  TaintSetId get(const Lvalues& lvalues, LvalueId id) const;
  /// True when there is an entry for the l-value itself.
  bool has(LvalueId id) const { return find(id) != nullptr; }
  /// Writes an l-value; what was known of its fields is forgotten.
  void set(const Lvalues& lvalues, LvalueId id, TaintSetId taints);
  /// Puts an entry without looking at its fields.
  void put(LvalueId id, TaintSetId taints);
  /// Union: what holds on either path holds afterwards. True when this changed.
  bool join(const Environment& other, const Lvalues& lvalues, TaintSets& sets);

 private:
  struct Entry {
    LvalueId id;
    TaintSetId taints;
  };
  const Entry* find(LvalueId id) const;

  bool reachable_ = true;
  std::vector<Entry> entries_;  // sorted by id
};

}  // namespace broch::scan
