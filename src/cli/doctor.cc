// `broch doctor`: key, proxy, TLS, sandbox, store, rules: what is wrong, and what to do about it.
#include <fmt/core.h>
#include <sys/statvfs.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/command.h"
#include "cli/subcommand.h"
#include "core/environment.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/store/store.h"
#include "eval/suite/load.h"
#include "gateway/gateway.h"
#include "guard/guard.h"
#include "model/llama.h"
#include "net/client.h"
#include "net/key_scrubber.h"
#include "sandbox/language.h"
#include "sandbox/program.h"
#include "sandbox/sandbox.h"
#include "scan/scan.h"

namespace broch::cli {
namespace {

/// One line of the diagnosis.
struct Check {
  std::string subject;
  enum class State { kOk, kWarning, kFailed } state = State::kOk;
  std::string what;
  std::string remedy;
};

using State = Check::State;

const char* name(State state) {
  switch (state) {
    case State::kOk:
      return "ok";
    case State::kWarning:
      return "warning";
    case State::kFailed:
      return "failed";
  }
  return "failed";
}

Check failed(std::string subject, const Error& error) {
  return {std::move(subject), State::kFailed, error.to_string(), error.remedy};
}

Check check_rules() {
  const auto pack = scan::RulePack::builtin();
  if (!pack) return failed("rules", pack.error());
  return {"rules", State::kOk, fmt::format("{} built-in rules compile", (*pack)->rules().size()), ""};
}

Check check_suites() {
  size_t samples = 0;
  const std::vector<eval::SuiteInfo> suites = eval::builtin_suites();
  for (const eval::SuiteInfo& info : suites) {
    const auto members = eval::expand_suites(info.name);
    if (!members) return failed("suites", members.error());
    if (members->size() > 1) continue;  // a bundle of the others
    if (info.needs_dataset) continue;   // its definition is read, and that is all there is
    const auto suite = eval::load_suite(info.name, {}, 0, 1);
    if (!suite) return failed("suites", suite.error());
    samples += suite->samples.size();
  }
  return {"suites", State::kOk, fmt::format("{} suites and bundles load, {} samples", suites.size(), samples),
          ""};
}

Check check_store(const std::string& url) {
  namespace fs = std::filesystem;
  const bool existed = fs::exists(url);
  {
    const auto store = eval::Store::open(url);
    if (!store) return failed("store", store.error());
    const auto runs = store->runs();
    if (!runs) return failed("store", runs.error());
  }
  if (!existed) {  // looking must leave nothing behind
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) fs::remove(url + suffix, ignored);
  }
  struct statvfs disk{};
  const std::string folder = fs::path(url).parent_path().string();
  constexpr uint64_t kScarce = uint64_t{256} << 20;
  if (statvfs(folder.empty() ? "." : folder.c_str(), &disk) == 0) {
    const uint64_t free_bytes = static_cast<uint64_t>(disk.f_bavail) * disk.f_frsize;
    if (free_bytes < kScarce) {
      return {"store", State::kWarning, fmt::format("{}: {} MB free", url, free_bytes >> 20),
              "free some space, or name another --store"};
    }
  }
  return {"store", State::kOk, url + " can be written", ""};
}

Check check_sandbox() {
  const auto sandbox = sandbox::Sandbox::open();
  if (!sandbox) {
    return {"sandbox", State::kWarning,
            sandbox.error().what + ": suites that run model-written code cannot run", sandbox.error().remedy};
  }
  const sandbox::Held& held = sandbox->held();
  std::vector<std::string> missing;
  for (const sandbox::Language& language : sandbox::languages()) {
    for (const char* program : language.programs) {
      if (!sandbox::find_program(program)) missing.emplace_back(program);
    }
  }
  std::string what = fmt::format("works; memory of all processes together is {}, their number {}",
                                 held.memory ? "held by a cgroup" : "looked at 20 times a second",
                                 held.processes ? "held by a cgroup" : "held by RLIMIT_NPROC");
  if (!missing.empty()) what += "; not found: " + join(missing, ", ");
  if (held.why_not.empty()) return {"sandbox", State::kOk, what, ""};
  return {"sandbox", State::kWarning, what + "; " + held.why_not,
          "run as root, or as a service with delegated cgroups: systemd-run --user --scope -p Delegate=yes "
          "broch …"};
}

/// Only of interest where llama.cpp was asked for.
void check_llama(std::vector<Check>& checks) {
  const std::string version = model::llama_version();
  if (version.empty()) return;
  const auto processor = model::llama_processor();
  if (processor) {
    checks.push_back({"llama.cpp", State::kOk, version + " is linked; " + *processor, ""});
  } else {
    checks.push_back({"llama.cpp", State::kWarning, version + " is linked; " + processor.error().what,
                      processor.error().remedy});
  }
}

Check check_proxy() {
  for (const char* variable : {"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"}) {
    if (!environment(variable).value_or("").empty()) {
      return {"proxy", State::kWarning, fmt::format("{} is set, but Broch connects directly", variable),
              "make sure that the target is reachable without the proxy"};
    }
  }
  return {"proxy", State::kOk, "none is set", ""};
}

Check check_key(const gateway::Upstream& upstream) {
  const std::string subject = "key " + upstream.name;
  if (upstream.api_key_env.empty()) return {subject, State::kOk, "none is configured", ""};
  const std::string key = environment(upstream.api_key_env).value_or("");
  if (key.empty()) {
    return {subject, State::kFailed, upstream.api_key_env + " is not set",
            "export " + upstream.api_key_env + "=…"};
  }
  if (!net::is_secret(key)) {
    return {subject, State::kWarning,
            upstream.api_key_env + " is set, but too short or too plain to be looked for in answers",
            "let it be where the server asks for no key; else take a random one of 16 bytes and more"};
  }
  return {subject, State::kOk, upstream.api_key_env + " is set", ""};
}

Result<net::Response> get(const std::string& url_text, const std::string& key, const std::string& ca_file) {
  namespace asio = boost::asio;
  BROCH_TRY(net::Url url, net::parse_url(url_text));
  asio::io_context io;
  net::Client client(io.get_executor(), {.connect_timeout = std::chrono::seconds(5),
                                         .idle_timeout = std::chrono::seconds(10),
                                         .total_timeout = std::chrono::seconds(15),
                                         .ca_file = ca_file});
  net::Request request{.method = "GET", .url = url, .headers = {}, .body = {}};
  if (!key.empty()) request.headers.add("Authorization", "Bearer " + key);
  auto response = asio::co_spawn(io, client.send(std::move(request)), asio::use_future);
  io.run();
  return response.get();
}

Check check_upstream(const gateway::Upstream& upstream) {
  const std::string subject = "upstream " + upstream.name;
  const std::string key = upstream.api_key_env.empty() ? "" : environment(upstream.api_key_env).value_or("");
  const auto response = get(upstream.base_url + "/models", key, upstream.ca_file);
  if (!response) {
    Check check = failed(subject, response.error());
    if (check.remedy.empty()) check.remedy = "check base_url, and that the server runs";
    return check;
  }
  if (response->status == 401 || response->status == 403) {
    return {subject, State::kFailed, fmt::format("the server refuses the key (HTTP {})", response->status),
            "check the key"};
  }
  if (response->status == 404) {
    return {subject, State::kWarning, "the server answers, but has no /models",
            "check that base_url ends in /v1"};
  }
  if (response->status >= 400) {
    return {subject, State::kWarning, fmt::format("the server answers HTTP {}", response->status),
            "look at its log"};
  }
  return {subject, State::kOk, upstream.base_url + " answers", ""};
}

void check_config(const std::string& path, bool given, std::vector<Check>& checks) {
  if (!given && !std::filesystem::exists(path)) {
    checks.push_back({"config", State::kWarning, path + " is not there", "run `broch init`"});
    return;
  }
  const auto config = gateway::Config::load(path);
  if (!config) {
    checks.push_back(failed("config", config.error()));
    return;
  }
  checks.push_back({"config", State::kOk, path + " is valid", ""});
  const auto policy = guard::Policy::load(config->policy);
  checks.push_back(policy ? Check{"policy", State::kOk, config->policy + " compiles", ""}
                          : failed("policy", policy.error()));
  for (const gateway::Upstream& upstream : config->upstreams) {
    checks.push_back(check_key(upstream));
    checks.push_back(check_upstream(upstream));
  }
}

Result<int> doctor(const std::string& config, bool config_given, const std::string& store,
                   const Common& common) {
  std::vector<Check> checks{check_rules(), check_suites(), check_store(store), check_sandbox(),
                            check_proxy()};
  check_llama(checks);
  check_config(config, config_given, checks);

  bool healthy = true;
  json::Array lines;
  std::string text;
  for (const Check& check : checks) {
    healthy = healthy && check.state != State::kFailed;
    lines.push_back(json::Object{{"subject", check.subject},
                                 {"state", name(check.state)},
                                 {"what", check.what},
                                 {"remedy", check.remedy}});
    text += fmt::format("{:8} {:16} {}\n", name(check.state), check.subject, check.what);
    if (check.state != State::kOk && !check.remedy.empty())
      text += fmt::format("{:25} → {}\n", "", check.remedy);
  }
  BROCH_CHECK(
      print(common.json ? json::dump(json::Object{{"healthy", healthy}, {"checks", lines}}) + "\n" : text));
  return healthy ? kOk : kFindings;
}

}  // namespace

void add_doctor(Subcommand app) {
  Subcommand command = app.add("doctor", "Check keys, connection, sandbox, store and rules");
  auto config = std::make_shared<std::string>("broch.yaml");
  auto store = std::make_shared<std::string>(eval::default_store());
  const Option config_option = command.option("-c,--config", *config, "Gateway configuration").show_default();
  command.option("--store", *store, "Run store").show_default();
  command.action([config, store, config_option](const Common& common) {
    return doctor(*config, config_option.given(), *store, common);
  });
}

}  // namespace broch::cli
