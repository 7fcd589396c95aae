// The judges that a command line names.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "eval/grade/judges.h"
#include "model/openai_model.h"

namespace broch::cli {

/// Opened and kept: `judges` points into `models`. `price` is what one question to all of them costs, nothing
/// where one of them does not say.
struct OpenJudges {
  std::vector<std::unique_ptr<model::Model>> models;
  eval::Judges judges;
  bool free = true;
  std::optional<model::Price> price = model::Price{};
};

/// `specs` are separated by commas; empty for none. `vote` is "", "majority" or "unanimous".
Result<OpenJudges> open_judges(const std::string& specs, const std::string& vote,
                               boost::asio::any_io_executor executor);

}  // namespace broch::cli
