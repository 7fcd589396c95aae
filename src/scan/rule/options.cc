#include "scan/rule/options.h"

#include <algorithm>
#include <optional>

#include "core/text.h"

namespace broch::scan {
namespace {

/// `settable`: both values have their effect. Otherwise only the default is accepted, since the other would
/// change what a rule finds without anybody being told.
struct Switch {
  std::string_view name;
  bool& (*field)(RuleOptions&);
  bool settable;
};

#define BROCH_MATCH(name, settable)                                                   \
  Switch {                                                                            \
    #name, [](RuleOptions& options) -> bool& { return options.match.name; }, settable \
  }
#define BROCH_TAINT(name, settable)                                                            \
  Switch {                                                                                     \
    "taint_" #name, [](RuleOptions& options) -> bool& { return options.taint.name; }, settable \
  }

constexpr Switch kSwitches[] = {
    BROCH_MATCH(constant_propagation, true),
    BROCH_MATCH(symbolic_propagation, true),
    BROCH_MATCH(ac_matching, true),
    BROCH_MATCH(commutative_boolop, true),
    BROCH_MATCH(symmetric_eq, true),
    BROCH_MATCH(vardef_assign, true),
    BROCH_MATCH(arrow_is_function, true),
    BROCH_MATCH(implicit_ellipsis, true),
    BROCH_MATCH(implicit_deep_exprstmt, true),
    BROCH_MATCH(unify_ids_strictly, true),
    BROCH_TAINT(assume_safe_functions, true),
    BROCH_TAINT(assume_safe_indexes, true),
    BROCH_TAINT(assume_safe_comparisons, true),
    BROCH_TAINT(assume_safe_booleans, true),
    BROCH_TAINT(assume_safe_numbers, true),
    BROCH_TAINT(only_propagate_through_assignments, true),
    BROCH_TAINT(unify_mvars, true),
};

#undef BROCH_MATCH
#undef BROCH_TAINT

/// Their effect reaches beyond one file, which rules here never do: with or without them a file gives the
/// same findings.
constexpr std::string_view kNoEffect[] = {"interfile", "taint_intrafile"};

class OptionReader {
 public:
  OptionReader(const yaml::Node& node, const RuleText& text) : node_(node), text_(text) {}

  Result<RuleOptions> read() {
    if (!node_.is_map()) return text_.error(node_, "`options` is a map");
    for (const auto& [key, value] : node_.members) BROCH_CHECK(one(key, value));
    return options_;
  }

 private:
  Status one(const yaml::Node& key, const yaml::Node& value) {
    if (std::find(std::begin(kNoEffect), std::end(kNoEffect), key.scalar) != std::end(kNoEffect)) return {};
    if (key.scalar == "generic_ellipsis_max_span") return max_span(value);
    if (key.scalar == "generic_comment_style") return comments(value);
    if (key.scalar == "taint_focus_on") return focus_on(value);
    for (const Switch& known : kSwitches) {
      if (known.name != key.scalar) continue;
      const auto on = value.as_bool();
      if (!on) return text_.error(value, "the option `" + key.scalar + "` is true or false");
      bool& field = known.field(options_);
      if (*on != field && !known.settable) return unsupported(key);
      field = *on;
      return {};
    }
    return unsupported(key);
  }

  std::unexpected<Error> unsupported(const yaml::Node& key) const {
    std::vector<std::string> names;
    for (const Switch& known : kSwitches) names.emplace_back(known.name);
    return text_.error(key,
                       "the option `" + key.scalar + "` is not supported" + did_you_mean(key.scalar, names),
                       "docs/rules.md lists what is");
  }

  Status max_span(const yaml::Node& value) {
    constexpr int64_t kMost = 1'000;
    const auto lines = value.as_integer();
    if (!lines || *lines < 0 || *lines > kMost) {
      return text_.error(value, "`generic_ellipsis_max_span` is a number of lines up to 1,000");
    }
    options_.match.generic.ellipsis_max_span = static_cast<int>(*lines);
    return {};
  }

  Status comments(const yaml::Node& value) {
    using Comments = GenericOptions::Comments;
    if (value.scalar == "c") {
      options_.match.generic.comments = Comments::kC;
    } else if (value.scalar == "cpp") {
      options_.match.generic.comments = Comments::kCpp;
    } else if (value.scalar == "shell") {
      options_.match.generic.comments = Comments::kShell;
    } else {
      return text_.error(value, "`generic_comment_style` is c, cpp or shell");
    }
    return {};
  }

  Status focus_on(const yaml::Node& value) {
    if (value.scalar != "sink" && value.scalar != "source") {
      return text_.error(value, "`taint_focus_on` is source or sink");
    }
    options_.taint.focus_on_source = value.scalar == "source";
    return {};
  }

  const yaml::Node& node_;
  const RuleText& text_;
  RuleOptions options_;
};

}  // namespace

Result<RuleOptions> read_options(const yaml::Node* node, const RuleText& text) {
  if (node == nullptr || node->is_null()) return RuleOptions{};
  return OptionReader(*node, text).read();
}

}  // namespace broch::scan
