// Names and file name extensions.
#include "core/text.h"
#include "scan/lang/grammar.h"

namespace broch::scan {

const char* name(Language language) { return spec_of(language).name.data(); }

std::optional<Language> language_by_name(std::string_view wanted) {
  for (const Language language : kLanguages) {
    for (const std::string_view alias : spec_of(language).aliases) {
      if (iequals(alias, wanted)) return language;
    }
  }
  return std::nullopt;
}

std::optional<Language> language_by_path(std::string_view path) {
  const size_t slash = path.rfind('/');
  const std::string_view file = slash == std::string_view::npos ? path : path.substr(slash + 1);
  for (const Language language : kLanguages) {
    for (const std::string_view known : spec_of(language).file_names) {
      if (known == file) return language;
    }
  }
  const size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::nullopt;
  const std::string_view extension = file.substr(dot + 1);
  for (const Language language : kLanguages) {
    for (const std::string_view known : spec_of(language).extensions) {
      if (iequals(known, extension)) return language;
    }
  }
  return std::nullopt;
}

}  // namespace broch::scan
