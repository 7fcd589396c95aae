// `broch init`: asks for a target and writes the least broch.yaml that puts the guard in front of it.
#include <fmt/core.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "cli/subcommand.h"
#include "core/file.h"
#include "core/json.h"
#include "core/text.h"
#include "net/http.h"

namespace broch::cli {
namespace {

struct InitArguments {
  std::string target;
  std::string model;
  std::string key_env;
  std::string output = "broch.yaml";
  bool force = false;
};

/// Asks on the terminal; an empty answer takes the suggestion.
std::string ask(const std::string& question, const std::string& suggestion) {
  fmt::print(stderr, "{} [{}]: ", question, suggestion);
  std::string answer;
  std::getline(std::cin, answer);
  const std::string_view trimmed = trim(answer);
  return trimmed.empty() ? suggestion : std::string(trimmed);
}

std::string yaml_for(const InitArguments& o) {
  std::string text =
      "# The guard in front of one model server. `broch serve` runs it, `broch doctor` checks it.\n"
      "listen: 127.0.0.1:8080\n"
      "upstreams:\n";
  text += fmt::format("  - name: target\n    kind: openai\n    base_url: {}\n", json::quote(o.target));
  if (!o.key_env.empty()) text += fmt::format("    api_key_env: {}\n", json::quote(o.key_env));
  text +=
      "models:\n"
      "  - {name: \"*\", upstream: target}\n"
      "guard: {policy: balanced}    # balanced | strict | monitor | off, or a file\n"
      "auth: {mode: none}           # loopback only\n";
  return text;
}

Result<int> init(InitArguments o, const Common& common) {
  if (std::filesystem::exists(o.output) && !o.force) {
    return fail(ErrorKind::kUsage, "exists already", {o.output},
                "choose another --output, or --force to replace it");
  }
  const bool interactive = isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0;
  if (o.target.empty()) {
    if (!interactive)
      return fail(ErrorKind::kUsage, "no target", {}, "give --target URL, e.g. http://127.0.0.1:9000/v1");
    o.target = ask("Base URL of the model server (OpenAI-compatible)", "http://127.0.0.1:9000/v1");
  }
  if (const auto url = net::parse_url(o.target); !url) {
    return fail(ErrorKind::kUsage, "`" + o.target + "` is no URL: " + url.error().what, {},
                "for example https://host/v1");
  }
  if (o.model.empty()) o.model = interactive ? ask("Model", "my-model") : "my-model";
  if (o.key_env.empty() && interactive)
    o.key_env = ask("Environment variable that holds the key (none: -)", "OPENAI_API_KEY");
  if (o.key_env == "-") o.key_env.clear();
  if (o.key_env.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") !=
      std::string::npos) {
    return fail(ErrorKind::kUsage, "that is no name of an environment variable", {},
                "give the name of the variable, never the key itself");
  }

  BROCH_CHECK(write_file(o.output, yaml_for(o)));
  std::string spec = fmt::format("openai:{}?base_url={}", o.model, o.target);
  if (!o.key_env.empty()) spec += "&api_key_env=" + o.key_env;
  if (common.json) {
    BROCH_CHECK(print(json::dump(json::Object{{"file", o.output}, {"model", spec}}) + "\n"));
    return kOk;
  }
  BROCH_CHECK(
      print(fmt::format("wrote {}\n\nNext:\n  broch doctor --config {}\n  broch eval run --suite quick "
                        "--model '{}'\n  broch serve --config {}\n",
                        o.output, o.output, spec, o.output)));
  return kOk;
}

}  // namespace

void add_init(Subcommand app) {
  Subcommand command = app.add("init", "Ask for a target and write broch.yaml");
  auto arguments = std::make_shared<InitArguments>();
  command.option("--target", arguments->target, "Base URL of an OpenAI-compatible server");
  command.option("--model", arguments->model, "Model name, for the commands that are suggested");
  command.option("--api-key-env", arguments->key_env, "Environment variable that holds the key");
  command.option("-o,--output", arguments->output, "File to write").show_default();
  command.flag("--force", arguments->force, "Replace an existing file");
  command.action([arguments](const Common& common) { return init(*arguments, common); });
}

}  // namespace broch::cli
