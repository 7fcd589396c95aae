// What every subcommand shares. One file per subcommand: it declares its options on the CLI11 app and hands
// over what to do; main() runs it. Commands parse options, call a library and print; they hold no logic.
#pragma once

#include <functional>
#include <string>

#include "core/error.h"
#include "core/progress.h"

namespace CLI {
class App;
}

namespace broch::cli {

constexpr int kOk = 0;            ///< fine
constexpr int kFindings = 1;      ///< findings, or a gate failed
constexpr int kUsage = 2;         ///< usage or configuration
constexpr int kRuntime = 3;       ///< failed at run time
constexpr int kInconclusive = 4;  ///< only under --require-evidence

/// Options of every command.
struct Common {
  bool json = false;
  bool quiet = false;

  Progress::Mode progress() const { return quiet ? Progress::Mode::kQuiet : Progress::Mode::kAuto; }
};

/// What main() runs after parsing: the exit code, or an error that it prints to standard error.
using Action = std::function<Result<int>(const Common&)>;

/// Collects the action of the subcommand that was given.
struct Invocation {
  Common common;
  Action action;
};

// Each adds its subcommand to `app` and sets `invocation.action` when that subcommand is parsed.
void add_version(CLI::App& app, Invocation& invocation);
void add_report(CLI::App& app, Invocation& invocation);
void add_taxonomy(CLI::App& app, Invocation& invocation);
void add_scan(CLI::App& app, Invocation& invocation);
void add_rules(CLI::App& app, Invocation& invocation);
void add_check(CLI::App& app, Invocation& invocation);
void add_sim(CLI::App& app, Invocation& invocation);
void add_suites(CLI::App& app, Invocation& invocation);
void add_eval(CLI::App& app, Invocation& invocation);
void add_serve(CLI::App& app, Invocation& invocation);
void add_init(CLI::App& app, Invocation& invocation);
void add_doctor(CLI::App& app, Invocation& invocation);
void add_demo(CLI::App& app, Invocation& invocation);

/// Writes to standard output; a closed pipe or a full disk is an error.
Status print(std::string_view text);
/// Adds --json and --quiet to a subcommand.
void add_common(CLI::App& command, Invocation& invocation);
/// A terminal that wants colour: standard output is a TTY and NO_COLOR is not set.
bool use_color();

}  // namespace broch::cli
