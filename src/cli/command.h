// What every subcommand shares. One file per subcommand: it declares its options on the CLI11 app and hands
// over what to do; main() runs it. Commands parse options, call a library and print; they hold no logic.
#pragma once

#include <functional>
#include <string>

#include "core/error.h"
#include "core/progress.h"

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

class Subcommand;

// Each adds its subcommand to `app`.
void add_version(Subcommand app);
void add_report(Subcommand app);
void add_taxonomy(Subcommand app);
void add_scan(Subcommand app);
void add_rules(Subcommand app);
void add_check(Subcommand app);
void add_sim(Subcommand app);
void add_suites(Subcommand app);
void add_eval(Subcommand app);
void add_data(Subcommand app);
void add_serve(Subcommand app);
void add_init(Subcommand app);
void add_doctor(Subcommand app);
void add_demo(Subcommand app);

/// Writes to standard output; a closed pipe or a full disk is an error.
Status print(std::string_view text);
/// A terminal that wants colour: standard output is a TTY and NO_COLOR is not set.
bool use_color();

}  // namespace broch::cli
