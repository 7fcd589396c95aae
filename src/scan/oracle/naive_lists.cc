// Arguments, parameters, elements, entries.
#include "scan/oracle/naive.h"

namespace broch::scan::oracle {

NaiveMatcher::Environments NaiveMatcher::match_list(Role role, const Nodes& ps, const Nodes& cs,
                                                    const Environment& e) const {
  switch (role) {
    case Role::kMapping: {
      Nodes entries;
      bool open = c_.grammar().spec().open_mappings;
      for (const uint32_t p : ps) {
        if (note(p).op == Op::kEllipsis) {
          open = true;
        } else {
          entries.push_back(p);
        }
      }
      return match_unordered(entries, cs, open, e);
    }
    case Role::kArguments:
      return match_arguments(ps, cs, e);
    default:
      return match_ordered(ps, cs, e);
  }
}

// The order of keywords is irrelevant: each is looked up by its name among those that remain, and what is not
// named is left to `...`, wherever that stands.
NaiveMatcher::Environments NaiveMatcher::match_arguments(const Nodes& ps, const Nodes& cs,
                                                         const Environment& e) const {
  Nodes p_keywords, p_others, c_keywords, c_others;
  bool open = false;
  for (const uint32_t p : ps) {
    open |= note(p).op == Op::kEllipsis || note(p).op == Op::kEllipsisVariable;
    (p_.role(p) == Role::kKeywordArgument ? p_keywords : p_others).push_back(p);
  }
  for (const uint32_t c : cs) {
    (c_.role(c) == Role::kKeywordArgument ? c_keywords : c_others).push_back(c);
  }
  Environments out;
  for (const Environment& one : match_unordered(p_keywords, c_keywords, open, e)) {
    for (Environment& more : match_ordered(p_others, c_others, one)) out.push_back(std::move(more));
  }
  return out;
}

// In order; `...` takes any number of neighbours.
NaiveMatcher::Environments NaiveMatcher::match_ordered(const Nodes& ps, const Nodes& cs,
                                                       const Environment& e) const {
  if (ps.empty()) return cs.empty() ? Environments{e} : Environments{};
  const uint32_t p = ps.front();
  const Nodes rest(ps.begin() + 1, ps.end());
  const Op op = note(p).op;
  Environments out;
  const auto go_on = [&](size_t taken, const Environment& bound) {
    const Nodes remaining(cs.begin() + static_cast<std::ptrdiff_t>(taken), cs.end());
    for (Environment& more : match_ordered(rest, remaining, bound)) out.push_back(std::move(more));
  };
  if (op == Op::kEllipsis || op == Op::kEllipsisVariable) {
    for (size_t taken = 0; taken <= cs.size(); ++taken) {
      if (op == Op::kEllipsis) {
        go_on(taken, e);
        continue;
      }
      const bool any = taken > 0;
      const Span span = any ? Span{c_[cs[0]].begin, c_[cs[taken - 1]].end} : Span{};
      for (const Environment& one :
           bind(note(p), any ? cs[0] : kNoNode, any ? cs[taken - 1] : kNoNode, span, e)) {
        go_on(taken, one);
      }
    }
    return out;
  }
  if (cs.empty()) return {};
  const bool parameter = p_.role(p_[p].parent) == Role::kParameters;
  for (const Environment& one : parameter ? match_parameter(p, cs[0], e) : match(p, cs[0], e)) go_on(1, one);
  return out;
}

// A default value or a type that the pattern has not is ignored. TypeScript has a node around every name.
NaiveMatcher::Environments NaiveMatcher::match_parameter(uint32_t p, uint32_t c, const Environment& e) const {
  const bool bare = p_.role(p) != Role::kDefault || note(p).op == Op::kMetavariable;
  if (c_.role(c) == Role::kDefault && bare) return match(p, c_.first_child(c), e);
  return match(p, c, e);
}

// Every assignment of entries of the pattern to different entries of the code.
NaiveMatcher::Environments NaiveMatcher::match_unordered(const Nodes& ps, const Nodes& cs, bool open,
                                                         const Environment& e) const {
  if (ps.empty()) return open || cs.empty() ? Environments{e} : Environments{};
  Environments out;
  const Nodes rest(ps.begin() + 1, ps.end());
  for (size_t i = 0; i < cs.size(); ++i) {
    Nodes remaining = cs;
    remaining.erase(remaining.begin() + static_cast<std::ptrdiff_t>(i));
    for (const Environment& one : match(ps.front(), cs[i], e)) {
      for (Environment& more : match_unordered(rest, remaining, open, one)) out.push_back(std::move(more));
    }
  }
  return out;
}

}  // namespace broch::scan::oracle
