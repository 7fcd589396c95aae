#include "cli/subcommand.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <optional>

#include "core/number.h"

namespace broch::cli {

Option Option::required() {
  option_->required();
  return *this;
}

Option Option::show_default() {
  option_->capture_default_str();
  return *this;
}

Option Option::one_of(const std::vector<std::string>& words) {
  option_->check(CLI::IsMember(words));
  return *this;
}

Option Option::within(double low, double high) {
  // CLI::Range lets NaN through.
  option_->check(CLI::Validator(
      [low, high](const std::string& text) -> std::string {
        const std::optional<double> value = parse_number<double>(text);
        if (value && *value >= low && *value <= high) return "";
        return fmt::format("`{}` is no number within {} and {}", text, low, high);
      },
      ""));
  return *this;
}

Option Option::whole(int64_t low, int64_t high) {
  option_->check(CLI::Validator(
      [low, high](const std::string& text) -> std::string {
        const std::optional<int64_t> value = parse_number<int64_t>(text);
        if (value && *value >= low && *value <= high) return "";
        return fmt::format("`{}` is no whole number within {} and {}", text, low, high);
      },
      ""));
  return *this;
}

Option Option::values(int least, int most) {
  option_->expected(least, most);
  return *this;
}

Option Option::one_at_a_time() {
  option_->allow_extra_args(false);
  return *this;
}

bool Option::given() const { return option_->count() > 0; }

Subcommand Subcommand::add(const std::string& name, const std::string& help) {
  Subcommand command(app_->add_subcommand(name, help), invocation_);
  command.flag("--json", invocation_->common.json, "Print JSON for machines");
  command.flag("-q,--quiet", invocation_->common.quiet, "No progress and no remarks");
  return command;
}

Subcommand Subcommand::add_group(const std::string& name, const std::string& help) {
  CLI::App* app = app_->add_subcommand(name, help);
  app->require_subcommand(1);
  return {app, invocation_};
}

template <typename T>
Option Subcommand::option(const std::string& names, T& value, const std::string& help) {
  return Option(app_->add_option(names, value, help));
}

template Option Subcommand::option(const std::string&, std::string&, const std::string&);
template Option Subcommand::option(const std::string&, std::optional<std::string>&, const std::string&);
template Option Subcommand::option(const std::string&, std::vector<std::string>&, const std::string&);
template Option Subcommand::option(const std::string&, uint64_t&, const std::string&);
template Option Subcommand::option(const std::string&, double&, const std::string&);
template Option Subcommand::option(const std::string&, std::optional<uint64_t>&, const std::string&);
template Option Subcommand::option(const std::string&, std::optional<int64_t>&, const std::string&);
template Option Subcommand::option(const std::string&, std::optional<double>&, const std::string&);

Option Subcommand::flag(const std::string& names, bool& value, const std::string& help) {
  return Option(app_->add_flag(names, value, help));
}

void Subcommand::action(Action action) {
  app_->callback([invocation = invocation_, action = std::move(action)] { invocation->action = action; });
}

}  // namespace broch::cli
