#include "scan/match/pattern.h"

#include <algorithm>
#include <cctype>
#include <span>

#include "core/text.h"
#include "scan/match/placeholder.h"
#include "scan/match/text_words.h"
#include "scan/tree/parse.h"

namespace broch::scan {

uint16_t Metavariables::id(std::string_view name) {
  if (name == "_") return kAnonymous;
  const uint16_t known = find(name);
  if (known != kNone) return known;
  names_.emplace_back(name);
  return static_cast<uint16_t>(names_.size() - 1);
}

uint16_t Metavariables::find(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  return found == names_.end() ? kNone : static_cast<uint16_t>(found - names_.begin());
}

namespace {

constexpr size_t kMaxPatternBytes = 16 << 10;
constexpr uint32_t kMaxPatternNodes = 4'000;
constexpr size_t kMaxFormBytes = 256;  // longer nodes are no placeholder in any form
constexpr uint64_t kPatternSteps = 20'000'000;
constexpr std::chrono::milliseconds kPatternTime{100};

/// The variable that a whole identifier stands for. `sigil`: what a variable of the language begins with.
bool placeholder(std::string_view text, std::string_view sigil, Metavariables& variables, Note& note) {
  if (!sigil.empty() && text.starts_with(sigil)) text.remove_prefix(sigil.size());
  if (text == kEllipsisName) {
    note.op = Op::kEllipsis;
  } else if (text.starts_with(kVariablePrefix)) {
    note.op = Op::kMetavariable;
    note.variable = variables.id(text.substr(kVariablePrefix.size()));
  } else if (text.starts_with(kCapitalPrefix)) {
    note.op = Op::kMetavariable;
    note.variable = variables.id(text.substr(kCapitalPrefix.size()));
  } else if (text.starts_with(kSequencePrefix)) {
    note.op = Op::kEllipsisVariable;
    note.variable = variables.id(text.substr(kSequencePrefix.size()));
  } else {
    return false;
  }
  return true;
}

/// One reading in the making: finds its roots and annotates its nodes.
class ReadingBuilder {
 public:
  ReadingBuilder(Reading& reading, Metavariables& variables) : reading_(reading), variables_(variables) {}

  Status build(Span pattern, const std::vector<TypedVariable>& typed, bool keep_statement) {
    find_roots(pattern);
    if (reading_.roots.empty()) return fail(ErrorKind::kInput, "the pattern holds no code");
    for (const uint32_t root : reading_.roots) {
      // In this context the text is the end of one thing and the beginning of another.
      if (reading_.tree[root].parent != reading_.tree[reading_.roots.front()].parent) {
        return fail(ErrorKind::kInput, "the pattern is no complete piece of code");
      }
    }
    if (reading_.tree.size() > kMaxPatternNodes) {
      return fail(ErrorKind::kInput, "the pattern has more than 4,000 nodes", {}, "split it into several");
    }
    reading_.notes.resize(reading_.tree.size());
    for (uint32_t n = reading_.tree.size(); n-- > 0;) BROCH_CHECK(annotate(n));
    annotate_types(typed);
    annotate_pointers();
    choose_shape(keep_statement);
    find_root_kinds();
    return {};
  }

 private:
  void annotate_types(const std::vector<TypedVariable>& typed) {
    for (const TypedVariable& one : typed) {
      const uint16_t binds = one.binds.empty() ? Metavariables::kNone : variables_.id(one.binds);
      reading_.types.push_back({one.type, binds});
      const uint16_t variable = variables_.id(one.variable);
      for (Note& note : reading_.notes) {
        if (note.op == Op::kMetavariable && note.variable == variable) {
          note.typed = static_cast<uint16_t>(reading_.types.size());
        }
      }
    }
  }

  /// A type that may be any may be a pointer too: what is declared of it has its name behind the stars.
  void annotate_pointers() {
    const FlatTree& tree = reading_.tree;
    if (tree.grammar().spec().scoping.pointer_declarators.empty()) return;
    for (uint32_t n = 1; n < tree.size(); ++n) {
      if (tree.field_role(n) != FieldRole::kTarget || is_pointer(tree, n)) continue;
      uint32_t around = tree[n].parent;
      while (tree[around].parent != kNoNode &&
             (is_pointer(tree, around) || tree.role(around) == Role::kDeclarator)) {
        around = tree[around].parent;
      }
      for (uint32_t c = tree.first_child(around); c != kNoNode; c = tree.next_sibling(c)) {
        const bool is_type = tree[c].field == tree.grammar().type_field();
        if (is_type && reading_.notes[c].op == Op::kMetavariable) reading_.notes[n].pointed = true;
      }
    }
  }

  /// The largest nodes that lie within the pattern's own text.
  void find_roots(Span pattern) {
    const FlatTree& tree = reading_.tree;
    for (uint32_t n = 1; n < tree.size();) {
      if (pattern.contains(tree.span(n))) {
        reading_.roots.push_back(n);
        n = tree[n].next;
      } else {
        ++n;
      }
    }
  }

  Status annotate(uint32_t n) {
    const FlatTree& tree = reading_.tree;
    Note& note = reading_.notes[n];
    const Role role = tree.role(n);
    if (role == Role::kString) return annotate_string(n, note);
    if (role == Role::kAnyType) {
      note.op = Op::kMetavariable;
      note.variable = Metavariables::kAnonymous;
      return {};
    }
    if (tree.is_leaf(n)) {
      if (!tree.grammar().named(tree[n].kind)) return {};
      if (role == Role::kStringContent && tree.text(n) == "..." &&
          tree.role(tree[n].parent) == Role::kOther) {
        note.op = Op::kEllipsis;  // a command in backticks, any
        return {};
      }
      if (!placeholder(trim(tree.text(n)), sigil(), variables_, note)) {
        set_literal(note, literal_constant(tree, n));
      }
      note.of_kind = role == Role::kLeaf && tree[n].begin > 0 && tree.source()[tree[n].begin - 1] == ':';
      return {};
    }
    note.is_async = (role == Role::kOther || role == Role::kForEach) && tree.text(n).starts_with("async ");
    if (role == Role::kOther) set_literal(note, negative_number(n));
    if (role == Role::kCall) {
      const uint32_t callee = tree.child(n, FieldRole::kFunction);
      const uint32_t arguments = tree.child(n, FieldRole::kArguments);
      if (callee != kNoNode && arguments != kNoNode && tree.text(callee) == kDeepName) {
        note.op = Op::kDeep;
        note.inner = tree.first_child(arguments);
        if (note.inner == kNoNode) return fail(ErrorKind::kInput, "`<... ...>` holds no expression");
      }
      return {};
    }
    // A node around nothing but a placeholder is that placeholder: `$S` as a statement, `...` as a parameter,
    // `**...` as an entry of a mapping.
    if (role != Role::kParameters && written_as_form(n, note)) return {};
    const uint32_t only = tree.first_child(n);
    const bool list = role == Role::kBlock || role == Role::kArguments || role == Role::kParameters ||
                      role == Role::kClassBody || role == Role::kMapping || role == Role::kList ||
                      role == Role::kArray;
    if (list || tree.next_sibling(only) != kNoNode) return {};
    const Note& inner = reading_.notes[only];
    const bool same_text = tree.span(only) == tree.span(n);
    const bool statement = role == Role::kExpressionStatement;
    const bool splat = tree.text(n).starts_with("**");
    if (inner.op == Op::kEllipsis && (same_text || statement || splat)) note = inner;
    if ((inner.op == Op::kMetavariable || inner.op == Op::kEllipsisVariable) && same_text) note = inner;
    return {};
  }

  static void set_literal(Note& note, const Constant& literal) {
    // "Some number" says that this one could not be read: its text has to do.
    if (literal.kind != Constant::Kind::kSomeNumber) note.literal = literal;
  }

  /// `-1`, which is an operation.
  Constant negative_number(uint32_t n) const {
    const FlatTree& tree = reading_.tree;
    const uint32_t last = tree.last_child(n);
    if (tree.text(n).front() != '-' || tree.role(last) != Role::kNumber || tree[last].next - n > 3) return {};
    Constant literal = literal_constant(tree, last);
    literal.integer = -literal.integer;
    literal.real = -literal.real;
    return literal;
  }

  std::string_view sigil() const { return reading_.tree.grammar().spec().sigil.text; }

  /// A node that is nothing but the form in which the language writes a placeholder is that placeholder.
  bool written_as_form(uint32_t n, Note& note) const {
    const FlatTree& tree = reading_.tree;
    if (tree.text(n).size() > kMaxFormBytes) return false;
    const LanguageSpec& spec = tree.grammar().spec();
    if (is_form(n, spec.statement, spec.statement, note)) return true;
    return std::any_of(spec.forms.begin(), spec.forms.end(),
                       [&](const PlaceForm& form) { return is_form(n, form.ellipsis, form.variable, note); });
  }

  bool is_form(uint32_t n, std::string_view ellipsis, std::string_view variable, Note& note) const {
    const FlatTree& tree = reading_.tree;
    if (ellipsis.size() > 1 && same_form(tree.text(n), write_form(ellipsis, kEllipsisName))) {
      note.op = Op::kEllipsis;
      return true;
    }
    if (variable.size() <= 1) return false;
    for (uint32_t c = n + 1; c < tree[n].next; ++c) {
      if (reading_.notes[c].op == Op::kMetavariable && tree.is_leaf(c) &&
          same_form(tree.text(n), write_form(variable, tree.text(c)))) {
        note = reading_.notes[c];
        return true;
      }
    }
    return false;
  }

  /// The grammar may leave what ends a form outside of the node.
  static bool same_form(std::string_view node, std::string_view form) {
    return node == form ||
           (form.size() == node.size() + 1 && form.starts_with(node) && std::ispunct(form.back()));
  }

  Status annotate_string(uint32_t n, Note& note) {
    const FlatTree& tree = reading_.tree;
    if (has_interpolation(tree, n)) return {};
    const std::string_view content = string_content(tree, n);
    if (content == "...") {
      note.op = tree.text(n).starts_with('$') ? Op::kAnyTemplate : Op::kAnyString;
      note.is_format = note.op == Op::kAnyString && is_format_string(tree.text(n));
    } else if (Note inner; placeholder(content, {}, variables_, inner) && inner.op == Op::kMetavariable) {
      note = inner;
      note.op = Op::kStringVariable;
    } else if (content.starts_with("=~/") && content.rfind('/') > 2) {
      const size_t slash = content.rfind('/');
      auto regex =
          Regex::compile(content.substr(3, slash - 3), Regex::Mode::kSearch, content.substr(slash + 1));
      if (!regex) return std::unexpected(regex.error());
      note.op = Op::kStringRegex;
      note.regex = static_cast<uint32_t>(reading_.regexes.size());
      reading_.regexes.push_back(*std::move(regex));
    } else {
      note.literal = literal_constant(tree, n);
    }
    return {};
  }

  void choose_shape(bool keep_statement) {
    const FlatTree& tree = reading_.tree;
    uint32_t& root = reading_.roots.front();
    if (reading_.roots.size() > 1) {
      reading_.shape = Shape::kSequence;
    } else if (tree.role(root) == Role::kExpressionStatement && tree.first_child(root) != kNoNode) {
      if (keep_statement) {
        reading_.shape = Shape::kStatement;
      } else {
        root = tree.first_child(root);
      }
    }
  }

  void add_kinds(std::initializer_list<Role> roles) {
    const Grammar& grammar = reading_.tree.grammar();
    for (uint16_t kind = 0; kind < grammar.kind_count(); ++kind) {
      if (grammar.canonical(kind) != kind || !grammar.named(kind)) continue;
      if (std::find(roles.begin(), roles.end(), grammar.role(kind)) != roles.end()) {
        reading_.root_kinds.push_back(kind);
      }
    }
  }

  void find_root_kinds() {
    const uint32_t root = reading_.roots.front();
    const Note& note = reading_.notes[root];
    if (reading_.shape != Shape::kNode || (note.op != Op::kNode && note.op != Op::kStringVariable)) return;
    const Role role = reading_.tree.role(root);
    switch (role) {
      case Role::kName:
      case Role::kMember:
        return add_kinds({Role::kName, Role::kMember});
      case Role::kAssignment:
      case Role::kDeclarator:
        return add_kinds({Role::kAssignment, Role::kDeclarator});
      case Role::kString:
        return add_kinds({Role::kString, Role::kConcatenatedString});
      case Role::kImport:
        return add_kinds({Role::kImport, Role::kDeclaration});
      case Role::kDeclaration:
      case Role::kCall:
      case Role::kNumber:
        return add_kinds({role});
      case Role::kFunction:
        return add_kinds({Role::kFunction, Role::kLambda, Role::kDeclarator, Role::kAssignment});
      case Role::kLoop:
        return add_kinds({Role::kLoop, Role::kForEach});
      case Role::kMapping:  // `{...}` is met by a comprehension too
        return add_kinds({Role::kMapping, Role::kComprehension});
      default:
        reading_.root_kinds.push_back(reading_.tree[root].kind);
    }
  }

  Reading& reading_;
  Metavariables& variables_;
};

/// What makes two readings the same: kinds and texts from the roots down.
std::string signature(const Reading& reading) {
  std::string out = std::to_string(static_cast<int>(reading.shape));
  for (const uint32_t root : reading.roots) {
    for (uint32_t n = root; n < reading.tree[root].next; ++n) {
      out += '/' + std::to_string(reading.tree[n].kind) + ',' + std::to_string(reading.tree[n].next - n);
      if (reading.tree.is_leaf(n)) out += std::string(reading.tree.text(n));
    }
    out += ';';
  }
  return out;
}

/// The keyword that every node of the kind begins with, as `for (;;)` does; else nothing.
std::string_view keyword(const FlatTree& tree, uint32_t n) {
  if (tree.is_leaf(n) || tree[n + 1].begin == tree[n].begin) return {};
  constexpr std::string_view kEverywhere[] = {"while", "switch", "return"};
  constexpr std::string_view kInC[] = {"for", "if", "struct", "sizeof"};
  const std::string_view text = tree.text(n);
  const std::string_view word = text.substr(0, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
  const Language language = tree.grammar().spec().language;
  const bool is_c = language == Language::kC || language == Language::kCpp;
  const bool known = std::ranges::find(kEverywhere, word) != std::end(kEverywhere) ||
                     (is_c && std::ranges::find(kInC, word) != std::end(kInC));
  return known ? word : std::string_view();
}

void collect_words(const Reading& reading, std::vector<std::string>& words) {
  for (const WantedType& wanted : reading.types) {
    const std::string word =
        wanted.binds == Metavariables::kNone ? required_word(wanted.type) : std::string();
    if (word.size() > 1) words.push_back(word);
  }
  for (const uint32_t root : reading.roots) {
    for (uint32_t n = root; n < reading.tree[root].next; ++n) {
      const Op op = reading.notes[n].op;
      if (op == Op::kEllipsis || op == Op::kMetavariable || op == Op::kEllipsisVariable) {
        n = reading.tree[n].next - 1;  // how a placeholder is written is not looked for
        continue;
      }
      const bool name = reading.tree.role(n) == Role::kName && reading.tree.is_leaf(n);
      const std::string word(name ? reading.tree.text(n) : keyword(reading.tree, n));
      if (op != Op::kNode || word == kDeepName || word.size() < 2) continue;
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    }
  }
}

bool ends_statement(std::string_view text) { return text.ends_with(';') || text.ends_with('}'); }

/// `f(x);` is a call, though C# also reads a constructor without a body there.
bool is_bare_constructor(const Reading& reading) {
  const FlatTree& tree = reading.tree;
  const uint32_t root = reading.roots.front();
  return tree.grammar().kind_name(tree[root].kind) == "constructor_declaration" &&
         tree.child(root, FieldRole::kBody) == kNoNode;
}

/// A pattern with placeholders. `bodies`: the texts to try; `typed`: the metavariables that must be of a
/// type; `keep_statement`: it was written as a statement.
struct Substituted {
  std::vector<std::string> bodies;
  std::vector<TypedVariable> typed;
  bool keep_statement;
};

/// The readings of one text in one context: none where it does not parse there. `why`: what is wrong where it
/// parsed.
std::optional<Reading> read_in(const Wrapper& wrapper, const std::string& body, const Substituted& pattern,
                               const Grammar& grammar, Metavariables& variables, std::optional<Error>& why) {
  const std::string end = wrapper.terminate && !ends_statement(body) ? ";" : "";
  Reading reading;
  reading.text =
      std::make_unique<std::string>(std::string(wrapper.before) + body + end + std::string(wrapper.after));
  const Span place{wrapper.before.size(), wrapper.before.size() + body.size() + end.size()};
  Work work{.left = kPatternSteps, .parse_time = TimeAllowance(kPatternTime)};
  auto parsed = parse(*reading.text, grammar, work, code_of(*reading.text, grammar));
  if (!parsed || parsed->has_error) return std::nullopt;
  reading.tree = std::move(parsed->tree);
  if (auto built = ReadingBuilder(reading, variables).build(place, pattern.typed, pattern.keep_statement);
      !built) {
    why = built.error();
    return std::nullopt;
  }
  if (is_bare_constructor(reading)) return std::nullopt;
  return reading;
}

/// The ways to read a pattern: each of its texts in each context, numbered in this order.
class Ways {
 public:
  Ways(const Substituted& pattern, const Grammar& grammar, Metavariables& variables)
      : pattern_(pattern), grammar_(grammar), variables_(variables) {}

  /// Those of the first `bodies` texts.
  uint32_t count(size_t bodies) const {
    return static_cast<uint32_t>(bodies * grammar_.spec().wrappers.size());
  }

  /// Keeps the reading when no other way has given it.
  void take(uint32_t way) {
    const auto& wrappers = grammar_.spec().wrappers;
    if (way >= count(pattern_.bodies.size())) return;
    auto reading = read_in(wrappers[way % wrappers.size()], pattern_.bodies[way / wrappers.size()], pattern_,
                           grammar_, variables_, why);
    if (!reading) return;
    std::string key = signature(*reading);
    if (std::ranges::find(seen_, key) != seen_.end()) return;
    seen_.push_back(std::move(key));
    readings.push_back(*std::move(reading));
    taken.push_back(way);
  }

  std::vector<Reading> readings;
  KnownReadings::Ways taken;
  std::optional<Error> why;  ///< what is wrong with one that parsed

 private:
  const Substituted& pattern_;
  const Grammar& grammar_;
  Metavariables& variables_;
  std::vector<std::string> seen_;
};

}  // namespace

Result<Pattern> compile_pattern(std::string_view text, const Grammar& grammar, Metavariables& variables,
                                KnownReadings* known) {
  const std::string_view trimmed = trim(text);
  if (trimmed.empty()) return fail(ErrorKind::kInput, "the pattern is empty");
  if (trimmed == "..." || trimmed == "...;") {
    return fail(ErrorKind::kInput, "the pattern is only `...`, which matches everything");
  }
  if (trimmed.size() > kMaxPatternBytes) return fail(ErrorKind::kInput, "the pattern is longer than 16 KB");
  TypedPattern typed = take_types(trimmed, grammar.spec().typed);
  Pattern pattern;
  if (metavariable_length(trimmed) == trimmed.size() && !trimmed.starts_with("$...")) {
    pattern.bare_variable = variables.id(trimmed.substr(1));
  }
  const LanguageSpec& spec = grammar.spec();
  Substituted substituted{.bodies = substitute(typed.text, spec),
                          .typed = std::move(typed.variables),
                          .keep_statement = trimmed.ends_with(';')};
  const size_t usual = substituted.bodies.size();
  if (spec.capital_names) {
    for (size_t i = 0; i < usual; ++i) {
      substituted.bodies.push_back(replace_all(substituted.bodies[i], kVariablePrefix, kCapitalPrefix));
    }
  }
  Ways ways(substituted, grammar, variables);
  if (const auto noted = known != nullptr ? known->find(spec.language, trimmed) : std::nullopt) {
    for (const uint32_t way : *noted) ways.take(way);
  }
  if (ways.readings.empty()) {
    for (uint32_t way = 0; way < ways.count(usual); ++way) ways.take(way);
    const uint32_t all = ways.readings.empty() ? ways.count(substituted.bodies.size()) : 0;
    for (uint32_t way = ways.count(usual); way < all; ++way) ways.take(way);
    if (known != nullptr && !ways.readings.empty()) known->note(spec.language, trimmed, ways.taken);
  }
  pattern.readings = std::move(ways.readings);
  if (pattern.readings.empty()) {
    if (ways.why) return std::unexpected(*ways.why);
    if (spec.superset && compile_pattern(text, Grammar::of(*spec.superset), variables)) {
      pattern.impossible = true;
      return pattern;
    }
    return fail(ErrorKind::kInput, "the pattern does not parse as " + std::string(spec.name), {},
                "write a complete expression, statement or definition");
  }
  collect_words(pattern.readings[0], pattern.words);
  for (const Reading& other : std::span(pattern.readings).subspan(1)) {
    std::vector<std::string> words;
    collect_words(other, words);
    std::erase_if(pattern.words,
                  [&](const std::string& word) { return std::ranges::find(words, word) == words.end(); });
  }
  pattern.hashes = word_hashes(pattern.words);
  return pattern;
}

}  // namespace broch::scan
