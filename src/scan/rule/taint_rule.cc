#include "scan/rule/taint_rule.h"

#include <algorithm>

#include "core/text.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxItems = 1000;

void collect_values(const Formula& formula, std::vector<uint16_t>& out) {
  for (const std::vector<uint16_t>& variables : formula.focus) {
    out.insert(out.end(), variables.begin(), variables.end());
  }
  if (formula.kind == Formula::Kind::kPattern && formula.pattern.bare_variable != Metavariables::kNone) {
    out.push_back(formula.pattern.bare_variable);
  }
  for (const Formula& child : formula.children) collect_values(child, out);
}

/// Reads the items under one taint key. An item is a map of one operator and options.
class ItemReader {
 public:
  ItemReader(const FormulaContext& context, Labels& labels) : context_(context), labels_(labels) {}

  Result<TaintSource> source(const yaml::Node& item) {
    TaintSource out;
    BROCH_TRY(out.formula, formula(item, {"exact", "by-side-effect", "label", "requires"}));
    BROCH_TRY(out.exact, flag(item, "exact", false));
    BROCH_TRY(out.side_effect, side_effect(item));
    if (const yaml::Node* label = item.find("label")) BROCH_CHECK(read_label(*label, out.label));
    if (const yaml::Node* requires_ = item.find("requires")) {
      BROCH_TRY(out.condition, condition(*requires_));
    }
    return out;
  }

  Result<TaintSanitizer> sanitizer(const yaml::Node& item) {
    TaintSanitizer out;
    BROCH_TRY(out.formula, formula(item, {"exact", "by-side-effect", "not-conflicting", "not_conflicting"}));
    BROCH_TRY(out.exact, flag(item, "exact", false));
    BROCH_TRY(out.side_effect, side_effect(item));
    BROCH_TRY(const bool dashed, flag(item, "not-conflicting", false));
    BROCH_TRY(const bool underscored, flag(item, "not_conflicting", false));
    out.not_conflicting = dashed || underscored;
    return out;
  }

  Result<TaintSink> sink(const yaml::Node& item) {
    TaintSink out;
    BROCH_TRY(out.formula, formula(item, {"exact", "requires"}));
    BROCH_TRY(out.exact, flag(item, "exact", true));
    collect_values(out.formula, out.values);
    const yaml::Node* requires_ = item.find("requires");
    if (requires_ == nullptr) return out;
    if (!requires_->is_sequence()) {
      BROCH_TRY(out.condition, condition(*requires_));
      return out;
    }
    for (const yaml::Node& part : requires_->items) {
      if (!part.is_map() || part.members.size() != 1) {
        return error(part, "an item of `requires` is a metavariable and a condition, such as `$X: LABEL`");
      }
      const auto& [key, value] = part.members.front();
      BROCH_TRY(const uint16_t id, variable(key));
      BROCH_TRY(LabelCondition holds, condition(value));
      out.parts.push_back({id, std::move(holds)});
    }
    if (out.parts.empty()) return error(*requires_, "`requires` is empty");
    return out;
  }

  Result<TaintPropagator> propagator(const yaml::Node& item) {
    TaintPropagator out;
    BROCH_TRY(out.formula,
              formula(item, {"from", "to", "by-side-effect", "label", "requires", "replace-labels"}));
    for (const bool is_from : {true, false}) {
      const char* key = is_from ? "from" : "to";
      const yaml::Node* end = item.find(key);
      if (end == nullptr) return error(item, std::string("a propagator needs `") + key + "`, a metavariable");
      BROCH_TRY((is_from ? out.from : out.to), variable(*end));
    }
    BROCH_TRY(out.side_effect, flag(item, "by-side-effect", true));
    if (const yaml::Node* label = item.find("label")) {
      out.label.emplace();
      BROCH_CHECK(read_label(*label, *out.label));
    }
    if (const yaml::Node* requires_ = item.find("requires")) {
      BROCH_TRY(out.condition, condition(*requires_));
    }
    if (const yaml::Node* replaced = item.find("replace-labels")) {
      if (!replaced->is_sequence()) return error(*replaced, "`replace-labels` is a list of labels");
      if (!out.label) return error(*replaced, "`replace-labels` says nothing without `label`");
      out.replaced = 0;
      for (const yaml::Node& name : replaced->items) {
        uint8_t label = 0;
        BROCH_CHECK(read_label(name, label));
        out.replaced |= LabelSet{1} << label;
      }
    }
    return out;
  }

 private:
  std::unexpected<Error> error(const yaml::Node& at, std::string what, std::string remedy = {}) const {
    return fail(ErrorKind::kInput, std::move(what), at.place(context_.file), std::move(remedy));
  }
  std::unexpected<Error> at(const yaml::Node& node, Error inner) const {
    inner.where = node.place(context_.file);
    return std::unexpected(std::move(inner));
  }

  /// The one operator of an item whose other keys are all among `options`.
  Result<Formula> formula(const yaml::Node& item, const std::vector<std::string>& options) const {
    if (!item.is_map()) return error(item, "an item is a map of an operator, such as `pattern: ...`");
    const std::pair<yaml::Node, yaml::Node>* found = nullptr;
    for (const auto& member : item.members) {
      const yaml::Node& key = member.first;
      if (is_formula_key(key.scalar)) {
        if (found != nullptr) return error(key, "an item has one operator", "put several under `patterns`");
        found = &member;
      } else if (key.scalar == "at-exit" || key.scalar == "control") {
        if (member.second.as_bool() == false) continue;
        return error(key, "`" + key.scalar + "` is not supported", "docs/rules.md lists what is");
      } else if (std::ranges::find(options, key.scalar) == options.end()) {
        return error(key, "`" + key.scalar + "` cannot stand here" + did_you_mean(key.scalar, options));
      }
    }
    if (found == nullptr) return error(item, "the item has no operator, such as `pattern` or `patterns`");
    return compile_formula(found->first.scalar, found->second, context_);
  }

  Result<bool> flag(const yaml::Node& item, std::string_view key, bool otherwise) const {
    const yaml::Node* value = item.find(key);
    if (value == nullptr) return otherwise;
    const std::optional<bool> read = value->as_bool();
    if (!read) return error(*value, "`" + std::string(key) + "` is true or false");
    return *read;
  }

  Result<SideEffect> side_effect(const yaml::Node& item) const {
    const yaml::Node* value = item.find("by-side-effect");
    if (value == nullptr) return SideEffect::kNone;
    if (value->is_scalar() && value->scalar == "only") return SideEffect::kOnly;
    const std::optional<bool> read = value->as_bool();
    if (!read) return error(*value, "`by-side-effect` is true, false or only");
    return *read ? SideEffect::kAlso : SideEffect::kNone;
  }

  Status read_label(const yaml::Node& node, uint8_t& out) const {
    auto id = labels_.id(node.scalar);
    if (!node.is_scalar()) return error(node, "a label is an identifier");
    if (!id) return at(node, id.error());
    out = *id;
    return {};
  }

  Result<LabelCondition> condition(const yaml::Node& node) const {
    if (!node.is_scalar()) return error(node, "a condition is an expression over labels");
    auto read = LabelCondition::parse(node.scalar, labels_);
    if (!read) return at(node, read.error());
    return *std::move(read);
  }

  Result<uint16_t> variable(const yaml::Node& node) const {
    std::string_view name = node.scalar;
    if (!node.is_scalar() || !name.starts_with("$") || name.size() < 2) {
      return error(node, "expected a metavariable, such as $X");
    }
    name.remove_prefix(name.starts_with("$...") ? 4 : 1);
    const uint16_t id = context_.variables.find(name);
    if (id == Metavariables::kNone) return error(node, "no pattern of the rule binds `" + node.scalar + "`");
    return id;
  }

  const FormulaContext& context_;
  Labels& labels_;
};

template <typename Item>
Status read_items(const yaml::Node& rule, std::string_view key, bool required, const FormulaContext& context,
                  ItemReader& reader, Result<Item> (ItemReader::*read)(const yaml::Node&),
                  std::vector<Item>& out) {
  const auto error = [&](const yaml::Node& at, std::string what) {
    return fail(ErrorKind::kInput, std::move(what), at.place(context.file));
  };
  const yaml::Node* items = rule.find(key);
  if (items == nullptr) {
    if (!required) return {};
    return error(rule, "a rule of mode `taint` needs `" + std::string(key) + "`");
  }
  if (!items->is_sequence() || items->items.empty()) {
    return error(*items, "`" + std::string(key) + "` is a list of operators");
  }
  if (items->items.size() > kMaxItems) return error(*items, "more than 1,000 items");
  for (const yaml::Node& item : items->items) {
    BROCH_TRY(Item one, (reader.*read)(item));
    out.push_back(std::move(one));
  }
  return {};
}

}  // namespace

bool is_taint_key(std::string_view key) {
  return key == "pattern-sources" || key == "pattern-sinks" || key == "pattern-sanitizers" ||
         key == "pattern-propagators";
}

Result<TaintRule> compile_taint_rule(const yaml::Node& rule, const FormulaContext& context) {
  TaintRule out;
  Labels labels;
  ItemReader reader(context, labels);
  BROCH_CHECK(read_items(rule, "pattern-sources", true, context, reader, &ItemReader::source, out.sources));
  BROCH_CHECK(read_items(rule, "pattern-sinks", true, context, reader, &ItemReader::sink, out.sinks));
  BROCH_CHECK(
      read_items(rule, "pattern-sanitizers", false, context, reader, &ItemReader::sanitizer, out.sanitizers));
  BROCH_CHECK(read_items(rule, "pattern-propagators", false, context, reader, &ItemReader::propagator,
                         out.propagators));
  return out;
}

}  // namespace broch::scan
