// The command line as subcommands declare it. CLI11 stands behind subcommand.cc and cli.cc: its
// parser is dear to compile.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/command.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace broch::cli {

/// An option or positional argument that was declared; the calls narrow it. Valid as long as the command
/// line.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  Option required();
  /// Help tells the value that the variable has now.
  Option show_default();
  Option one_of(const std::vector<std::string>& words);
  /// A number from `low` to `high`, both included.
  Option within(double low, double high);
  /// A whole number from `low` to `high`, read as such: neither a sign nor an overflow turns into another
  /// number.
  Option whole(int64_t low, int64_t high);
  /// From `least` to `most` values at a time.
  Option values(int least, int most);
  /// One value at a time; more by giving the option again.
  Option one_at_a_time();

  /// After parsing: whether the user gave it.
  bool given() const;

 private:
  CLI::Option* option_;
};

/// What the subcommand that was given is to do.
struct Invocation {
  Common common;
  Action action;
};

/// One subcommand, by reference: copies declare on the same one.
class Subcommand {
 public:
  Subcommand(CLI::App* app, Invocation* invocation) : app_(app), invocation_(invocation) {}

  /// A subcommand that does something, with --json and --quiet.
  Subcommand add(const std::string& name, const std::string& help);
  /// A subcommand that only holds others.
  Subcommand add_group(const std::string& name, const std::string& help);

  /// `names` is "-o,--output", or "file" for a positional argument. T: std::string, std::optional and
  /// std::vector of it, and the numbers that subcommand.cc names.
  template <typename T>
  Option option(const std::string& names, T& value, const std::string& help);
  Option flag(const std::string& names, bool& value, const std::string& help);

  /// What it does; what the variables above live in must be captured.
  void action(Action action);

 private:
  CLI::App* app_;
  Invocation* invocation_;
};

}  // namespace broch::cli
