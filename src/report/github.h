// Workflow commands of GitHub Actions: one line each, `::error file=…,line=…::message`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace broch::report {

/// `command` is error, warning or notice. Values and message may hold anything: what would end them is
/// escaped.
std::string github_command(std::string_view command,
                           const std::vector<std::pair<std::string_view, std::string>>& properties,
                           std::string_view message);

}  // namespace broch::report
