// How a program in each language is built and run: what stands in suites/secure-code/tasks/README.md, as a
// table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "sandbox/sandbox.h"

namespace broch::sandbox {

/// Words of commands may hold `{main}`, the main file, `{stem}`, its name without extension, `{class}`, that
/// name with a capital, and `{others}`, a word of its own: the other sources.
struct Language {
  const char* name;
  const char* extension;
  std::vector<const char*> programs;  ///< that must be on the machine
  std::vector<std::string> build;     ///< empty where nothing is built
  std::vector<std::string> run;
  std::vector<std::pair<const char*, const char*>> environment;
  bool reserves_addresses = false;  ///< a sanitizer maps terabytes that it never touches
};

const std::vector<Language>& languages();
/// Nothing known by that name is an error that lists those that are.
Result<const Language*> find_language(std::string_view name);

/// A job without files that builds `main` with `others` and runs it. A program that is not on the machine is
/// an error with its name.
Result<Job> job_for(const Language& language, const std::string& main,
                    const std::vector<std::string>& others);

}  // namespace broch::sandbox
