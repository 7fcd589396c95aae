#include "cli/cli.h"

#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <optional>
#include <sstream>

#include "cli/command.h"
#include "cli/subcommand.h"
#include "core/environment.h"
#include "core/json.h"
#include "core/text.h"
#include "core/version.h"
#include "model/llama.h"

namespace broch::cli {

Status print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return {};
  if (errno == EPIPE) {
    // The reader has what it wanted, as in `broch … | head`: end as any other program of the pipe does.
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
  }
  return fail(ErrorKind::kIo, "cannot write to standard output", {}, "check the disk");
}

bool use_color() { return isatty(STDOUT_FILENO) != 0 && !environment("NO_COLOR"); }

/// "broch 0.1.0", and the llama.cpp that is linked, if any.
std::string version_text() {
  const std::string llama = model::llama_version();
  return std::string("broch ") + version() + (llama.empty() ? "" : " (llama.cpp " + llama + ")");
}

json::Object version_object() {
  json::Object out{{"version", version()}};
  if (const std::string llama = model::llama_version(); !llama.empty()) out.append("llama", llama);
  return out;
}

void add_version(Subcommand app) {
  Subcommand command = app.add("version", "Print the version");
  command.action([](const Common& common) -> Result<int> {
    const std::string text = common.json ? json::dump(version_object()) : version_text();
    BROCH_CHECK(print(text + "\n"));
    return kOk;
  });
}

namespace {

/// Prints what went wrong; the exit code.
int failed(const Error& error) {
  std::fprintf(stderr, "broch: %s\n", error.to_string().c_str());
  if (!error.remedy.empty()) std::fprintf(stderr, "       %s\n", error.remedy.c_str());
  return exit_code(error.kind);
}

/// A word where a command is wanted that is none: CLI11 says only that one is required.
std::optional<Error> unknown_command(const CLI::App& app) {
  const CLI::App* group = &app;
  std::string path = app.get_name();
  while (!group->get_subcommands().empty()) {
    group = group->get_subcommands().front();
    path += ' ' + group->get_name();
  }
  const std::vector<std::string> rest = app.remaining(true);
  std::vector<std::string> known;
  for (const CLI::App* one : group->get_subcommands({})) known.push_back(one->get_name());
  if (rest.empty() || known.empty()) return std::nullopt;
  const bool option = rest.front().starts_with('-');
  return Error{ErrorKind::kUsage,
               fmt::format("`{}` has no {} `{}`{}", path, option ? "option" : "command",
                           one_line(rest.front(), 60), option ? "" : did_you_mean(rest.front(), known)),
               {},
               fmt::format("`{} --help` lists what there is", path)};
}

/// Prints help or the version, or says what is wrong with the command line; the exit code.
int end_parsing(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_name() == "RequiredError") {
    if (const std::optional<Error> unknown = unknown_command(app)) return failed(*unknown);
  }
  std::ostringstream out;
  if (app.exit(error, out) != 0) return kUsage;
  const Status printed = print(out.str());
  return printed ? kOk : failed(printed.error());
}

}  // namespace

int run(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  // A file at its size limit is an error to report, like a full disk.
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App app("Measures generative models, guards them, and proves the difference.", "broch");
  app.set_version_flag("--version", version_text());
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);

  Invocation invocation;
  const Subcommand root(&app, &invocation);
  add_version(root);
  add_taxonomy(root);
  add_scan(root);
  add_rules(root);
  add_check(root);
  add_suites(root);
  add_sim(root);
  add_eval(root);
  add_data(root);
  add_serve(root);
  add_init(root);
  add_doctor(root);
  add_demo(root);
  add_report(root);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return end_parsing(app, error);
  }

  Result<int> result = invocation.action(invocation.common);
  return result ? *result : failed(result.error());
}

}  // namespace broch::cli
