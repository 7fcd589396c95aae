// Imports: what is imported counts, not how the statement is written.
//
//   import foo.x          also  from foo.x.z import y
//   from m import n       also  from m import k, n as l
//   import {x} from "m"   also  const {x} = require("m")
#include "scan/match/matcher.h"
#include "scan/match/placeholder.h"

namespace broch::scan {

bool Matcher::match_import(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  const Role role = code_.role(c);
  if (tree[p].kind == code_[c].kind && match_generic(p, c, next)) return true;
  if (role == Role::kImport && match_import_prefix(p, c, next)) return true;
  const LanguageSpec& spec = tree.grammar().spec();
  // `import {x} from "m"` names more than the path, `import q "m"` does not.
  const bool names_more = spec.module_of_call != nullptr && tree.role(tree.first_child(p)) != Role::kString;
  if (spec.path_imports && !names_more) return match_import_path(p, c) && next();
  const auto read = spec.collect_imports;
  if (read == nullptr) return false;
  Imports wanted, found;
  read(tree, p, wanted);
  if (wanted.entries().empty() || !wanted.wildcards().empty()) return false;
  if (role == Role::kImport) {
    read(code_, c, found);
  } else if (role == Role::kDeclaration) {
    for (uint32_t d = code_.first_child(c); d != kNoNode; d = code_.next_sibling(d)) {
      if (code_.role(d) == Role::kDeclarator) names_.read_loaded_module(d, found);
    }
  }
  return match_entries(p, wanted.entries(), 0, found.entries(), c, next);
}

// `import a.b` is met by imports of what lies in a.b.
bool Matcher::match_import_prefix(uint32_t p, uint32_t c, Next next) {
  if (code_.role(c) != Role::kImport || code_.is_leaf(c) || pattern_->tree.is_leaf(p)) return false;
  Chain wanted, found;
  uint16_t variables[Chain::kMax];
  if (!pattern_chain(pattern_->tree.last_child(p), wanted, variables)) return false;
  if (!names_.written(code_.last_child(c), found) || found.size <= wanted.size) return false;
  found.size = wanted.size;
  return match_chain(wanted, variables, found, 0, c, next);
}

// A pattern that is a path alone is met by whatever is imported from there or below.
bool Matcher::match_import_path(uint32_t p, uint32_t c) const {
  const FlatTree& tree = pattern_->tree;
  const uint32_t wanted = tree.first_child(p);
  const uint32_t found = code_.last_child(c);
  if (code_.role(c) != Role::kImport || wanted == kNoNode || found == kNoNode) return false;
  if (tree.role(wanted) != Role::kString || pattern_->notes[wanted].op != Op::kNode) return false;
  const std::string_view path = string_content(tree.text(wanted));
  const std::string_view longer = string_content(code_.text(found));
  return !path.empty() && longer.starts_with(path) &&
         (longer.size() == path.size() || longer[path.size()] == '/');
}

// Each name of the pattern among those of the code, which may have more.
bool Matcher::match_entries(uint32_t p, const std::vector<Imports::Entry>& wanted, size_t at,
                            const std::vector<Imports::Entry>& found, uint32_t c, Next next) {
  if (at == wanted.size()) return next();
  const Imports::Entry& entry = wanted[at];
  for (const Imports::Entry& candidate : found) {
    if (!work_.step()) return true;
    const size_t size = entry.whole.size, other = candidate.whole.size;
    if (entry.open ? size > other : size != other) continue;
    const auto rest = [&] { return match_entries(p, wanted, at + 1, found, c, next); };
    // A default import is known by its local name alone.
    const bool renamed = entry.local != entry.whole.parts[size - 1] && !entry.open;
    const auto local = [&] {
      return !renamed ? rest() : match_import_part(p, entry.local, candidate.local, c, rest);
    };
    if (match_import_parts(p, entry.whole, candidate.whole, 0, c, local)) return true;
  }
  return false;
}

bool Matcher::match_import_parts(uint32_t p, const Chain& wanted, const Chain& found, size_t at, uint32_t c,
                                 Next next) {
  if (at == wanted.size) return next();
  const auto rest = [&] { return match_import_parts(p, wanted, found, at + 1, c, next); };
  return match_import_part(p, wanted.parts[at], found.parts[at], c, rest);
}

bool Matcher::match_import_part(uint32_t p, std::string_view wanted, std::string_view found, uint32_t c,
                                Next next) {
  if (!wanted.starts_with(kVariablePrefix)) return wanted == found && next();
  const FlatTree& tree = pattern_->tree;
  for (uint32_t n = p; n < tree[p].next; ++n) {
    if (tree.is_leaf(n) && tree.text(n) == wanted)
      return bind_text(pattern_->notes[n].variable, c, found, next);
  }
  return false;
}

}  // namespace broch::scan
