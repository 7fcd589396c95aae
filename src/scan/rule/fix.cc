#include "scan/rule/fix.h"

#include <cctype>

#include "scan/rule/message.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxFix = 64 << 10;

/// The length of a reference to a group at the start of `text`, `\1` or `\g<1>`, and the group; 0 for other
/// text.
size_t group_reference(std::string_view text, size_t& group) {
  if (text.size() < 2 || text[0] != '\\') return 0;
  if (std::isdigit(static_cast<unsigned char>(text[1]))) {
    group = static_cast<size_t>(text[1] - '0');
    return 2;
  }
  if (text.size() < 5 || !text.starts_with("\\g<") || !std::isdigit(static_cast<unsigned char>(text[3])) ||
      text[4] != '>') {
    return 0;
  }
  group = static_cast<size_t>(text[3] - '0');
  return 5;
}

void expand(std::string_view replacement, const RegexMatch& match, std::string_view text, std::string& out) {
  while (!replacement.empty()) {
    size_t group = 0;
    const size_t length = group_reference(replacement, group);
    if (length == 0) {
      const bool escaped = replacement.starts_with("\\\\");
      out += replacement.front();
      replacement.remove_prefix(escaped ? 2 : 1);
      continue;
    }
    if (group < match.groups.size() && match.groups[group].begin != std::string_view::npos) {
      out += text.substr(match.groups[group].begin, match.groups[group].size());
    }
    replacement.remove_prefix(length);
  }
}

}  // namespace

std::optional<std::string> FixRegex::apply(std::string_view matched) const {
  std::string out;
  size_t done = 0;
  int times = 0;
  Work work;
  regex.for_each(matched, work, [&](const RegexMatch& match) {
    out += matched.substr(done, match.groups[0].begin - done);
    expand(replacement, match, matched, out);
    done = match.groups[0].end;
    return (count == 0 || ++times < count) && out.size() <= kMaxFix;
  });
  if (work.search_ended || (done == 0 && out.empty())) return std::nullopt;
  out += matched.substr(done);
  if (out.size() > kMaxFix) return std::nullopt;
  return out;
}

std::optional<std::string> Fix::apply(std::string_view matched, const Metavariables& variables,
                                      const Bindings& bindings) const {
  if (text) return interpolate(*text, variables, bindings, kMaxFix);
  return regex ? regex->apply(matched) : std::nullopt;
}

Result<Fix> read_fix(const yaml::Node& rule, const RuleText& text) {
  Fix out;
  if (const yaml::Node* fix = rule.find("fix")) {
    if (!fix->is_scalar()) return text.error(*fix, "`fix` is text");
    // `fix: |` ends with a line break that is YAML's.
    const size_t last = fix->scalar.find_last_not_of("\r\n");
    out.text = fix->scalar.substr(0, last == std::string::npos ? 0 : last + 1);
  }
  const yaml::Node* by_regex = rule.find("fix-regex");
  if (by_regex == nullptr) return out;
  if (out.text) return text.error(*by_regex, "a rule has `fix` or `fix-regex`, not both");
  if (!by_regex->is_map()) return text.error(*by_regex, "`fix-regex` is a map");
  BROCH_CHECK(text.only_keys(*by_regex, {"regex", "replacement", "count"}));
  const yaml::Node* expression = by_regex->find("regex");
  const yaml::Node* replacement = by_regex->find("replacement");
  if (expression == nullptr || replacement == nullptr || !expression->is_scalar()) {
    return text.error(*by_regex, "`fix-regex` needs `regex` and `replacement`");
  }
  auto regex = Regex::compile(expression->scalar, Regex::Mode::kSearch);
  if (!regex) return text.at(*expression, regex.error());
  int count = 0;
  if (const yaml::Node* node = by_regex->find("count")) {
    const auto number = node->as_integer();
    if (!number || *number < 0 || *number > 1'000'000)
      return text.error(*node, "`count` is a number from 0 on");
    count = static_cast<int>(*number);
  }
  out.regex = FixRegex{*std::move(regex), replacement->scalar, count};
  return out;
}

}  // namespace broch::scan
