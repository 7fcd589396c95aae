#include "scan/flow/environment.h"

#include <algorithm>

namespace broch::scan {

LvalueId Lvalues::intern(LvalueId parent, std::string_view name) {
  const auto [entry, is_new] = ids_.try_emplace(Key{parent, name}, static_cast<LvalueId>(entries_.size()));
  if (is_new) {
    entries_.push_back({parent});
    if (parent != kNoLvalue) ++entries_[parent].fields;
  }
  return entry->second;
}

const Environment::Entry* Environment::find(LvalueId id) const {
  const auto at = std::ranges::lower_bound(entries_, id, {}, &Entry::id);
  return at != entries_.end() && at->id == id ? &*at : nullptr;
}

TaintSetId Environment::get(const Lvalues& lvalues, LvalueId id) const {
  for (; id != kNoLvalue; id = lvalues.parent(id)) {
    if (const Entry* entry = find(id)) return entry->taints;
  }
  return TaintSets::kEmpty;
}

void Environment::put(LvalueId id, TaintSetId taints) {
  const auto at = std::ranges::lower_bound(entries_, id, {}, &Entry::id);
  if (at != entries_.end() && at->id == id) {
    at->taints = taints;
  } else {
    entries_.insert(at, {id, taints});
  }
}

void Environment::set(const Lvalues& lvalues, LvalueId id, TaintSetId taints) {
  if (lvalues.has_fields(id)) {
    std::erase_if(entries_, [&](const Entry& entry) {
      for (LvalueId up = lvalues.parent(entry.id); up != kNoLvalue; up = lvalues.parent(up)) {
        if (up == id) return true;
      }
      return false;
    });
  }
  // A clean variable needs no entry.
  if (taints == TaintSets::kEmpty && lvalues.parent(id) == kNoLvalue) {
    std::erase_if(entries_, [&](const Entry& entry) { return entry.id == id; });
    return;
  }
  put(id, taints);
}

bool Environment::join(const Environment& other, const Lvalues& lvalues, TaintSets& sets) {
  if (!other.reachable_) return false;
  if (!reachable_) {
    *this = other;
    return true;
  }
  bool changed = false;
  std::vector<Entry> merged;
  merged.reserve(std::max(entries_.size(), other.entries_.size()));
  auto mine = entries_.begin();
  auto theirs = other.entries_.begin();
  while (mine != entries_.end() || theirs != other.entries_.end()) {
    const bool take_mine =
        theirs == other.entries_.end() || (mine != entries_.end() && mine->id <= theirs->id);
    const bool take_theirs =
        mine == entries_.end() || (theirs != other.entries_.end() && theirs->id <= mine->id);
    const LvalueId id = take_mine ? mine->id : theirs->id;
    // An l-value without an entry on one side is there what its parent is.
    const TaintSetId own = take_mine ? mine->taints : get(lvalues, id);
    const TaintSetId added = take_theirs ? theirs->taints : other.get(lvalues, id);
    const TaintSetId both = sets.unite(own, added);
    changed = changed || both != own;
    merged.push_back({id, both});
    if (take_mine) ++mine;
    if (take_theirs) ++theirs;
  }
  entries_ = std::move(merged);
  return changed;
}

}  // namespace broch::scan
