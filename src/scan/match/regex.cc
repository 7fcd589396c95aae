#include "scan/match/regex.h"

namespace broch::scan {

Result<Regex> Regex::compile(std::string_view expression, Mode mode, std::string_view flags) {
  Pcre::Options options;
  options.anchored = mode == Mode::kAnchored;
  options.multiline = mode == Mode::kSearch;
  for (const char flag : flags) {
    if (flag == 'i') options.caseless = true;
    if (flag == 'm') options.multiline = true;
  }
  BROCH_TRY(Pcre pcre, Pcre::compile(expression, options));
  return Regex(std::move(pcre));
}

bool Regex::for_each(std::string_view text, const std::function<bool(const RegexMatch&)>& use) const {
  RegexMatch match;
  const Status searched = pcre_.for_each(text, [&](const std::vector<Span>& groups) {
    match.groups = groups;
    return use(match);
  });
  return searched.has_value();
}

bool Regex::search(std::string_view text, RegexMatch& match, bool& exhausted) const {
  const Result<Pcre::Outcome> found = pcre_.find(text, 0, match.groups);
  exhausted = !found;
  return found && *found == Pcre::Outcome::kMatch;
}

}  // namespace broch::scan
