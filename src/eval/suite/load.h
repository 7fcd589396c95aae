// Suites: built-in folders, a user's own folder or test file, published datasets.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/embedded.h"
#include "core/error.h"
#include "eval/suite/sample.h"

namespace broch::eval {

/// `name` is a built-in suite, a path to a suite folder, or a path to a user's test file (*.yaml). With
/// `dataset` the samples come from that file: published formats (dataset_format.h) are recognised by their
/// fields, everything else must be samples in our own format. `limit` 0 takes all; otherwise samples are
/// drawn evenly over categories by `seed`.
Result<Suite> load_suite(const std::string& name, const std::optional<std::string>& dataset, size_t limit,
                         uint64_t seed);

/// All samples of a suite, with tasks under every intent; load_suite() leaves the neutral one unless the name
/// asks for another by its tag, or for all by `@intents`.
Result<Suite> load_everything(const std::string& name, const std::optional<std::string>& dataset);

std::vector<SuiteInfo> builtin_suites();
/// "quick" expands to its members, "secure-code" and a folder of suites to those below it that have samples
/// of their own; other names to themselves.
Result<std::vector<std::string>> expand_suites(const std::string& comma_separated);

/// The folders of suites in a folder, at any depth, sorted; none is an error.
Result<std::vector<std::string>> suite_folders(const std::string& folder);

std::span<const EmbeddedFile> builtin_suite_files();

}  // namespace broch::eval
