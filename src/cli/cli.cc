#include "cli/cli.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>

#include "cli/command.h"
#include "cli/subcommand.h"
#include "core/environment.h"
#include "core/json.h"
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
    const int code = app.exit(error);
    return code == 0 ? kOk : kUsage;
  }

  Result<int> result = invocation.action(invocation.common);
  if (result) return *result;
  const Error& error = result.error();
  std::fprintf(stderr, "broch: %s\n", error.to_string().c_str());
  if (!error.remedy.empty()) std::fprintf(stderr, "       %s\n", error.remedy.c_str());
  return exit_code(error.kind);
}

}  // namespace broch::cli
