#include "cli/cli.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "cli/command.h"
#include "core/json.h"
#include "core/version.h"
#include "model/llama.h"

namespace broch::cli {

Status print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    return fail(ErrorKind::kIo, "cannot write to standard output", {},
                "check the disk or the reader of the pipe");
  }
  return {};
}

void add_common(CLI::App& command, Invocation& invocation) {
  command.add_flag("--json", invocation.common.json, "Print JSON for machines");
  command.add_flag("-q,--quiet", invocation.common.quiet, "No progress and no remarks");
}

bool use_color() { return isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr; }

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

void add_version(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("version", "Print the version");
  add_common(*command, invocation);
  command->callback([&invocation] {
    invocation.action = [](const Common& common) -> Result<int> {
      const std::string text = common.json ? json::dump(version_object()) : version_text();
      BROCH_CHECK(print(text + "\n"));
      return kOk;
    };
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
  add_version(app, invocation);
  add_taxonomy(app, invocation);
  add_scan(app, invocation);
  add_rules(app, invocation);
  add_check(app, invocation);
  add_suites(app, invocation);
  add_sim(app, invocation);
  add_eval(app, invocation);
  add_serve(app, invocation);
  add_init(app, invocation);
  add_doctor(app, invocation);
  add_demo(app, invocation);
  add_report(app, invocation);

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
