#include "scan/match/regex.h"

namespace broch::scan {

Result<Regex> Regex::compile(std::string_view expression, Mode mode, std::string_view flags) {
  Pcre::Options options{.paced = true};
  options.anchored = mode == Mode::kAnchored;
  options.multiline = mode == Mode::kSearch;
  for (const char flag : flags) {
    if (flag == 'i') options.caseless = true;
    if (flag == 'm') options.multiline = true;
  }
  BROCH_TRY(Pcre pcre, Pcre::compile(expression, options));
  return Regex(std::move(pcre));
}

void Regex::for_each(std::string_view text, Work& work,
                     const std::function<bool(const RegexMatch&)>& use) const {
  RegexMatch match;
  if (!work.step(Work::kSearch)) return;
  work.search_time.start();
  const Pcre::Pace pace{.more = [&work] { return work.search_time.more(); }, .match_limit = work.backtracks};
  const Status searched = pcre_.for_each(
      text,
      [&](const std::vector<Span>& groups) {
        match.groups = groups;
        return use(match);
      },
      &pace);
  if (!searched) work.search_ended = true;
}

bool Regex::search(std::string_view text, Work& work, RegexMatch& match) const {
  bool found = false;
  for_each(text, work, [&](const RegexMatch& first) {
    match = first;
    found = true;
    return false;
  });
  return found;
}

}  // namespace broch::scan
