// What a run will cost and can show, before it costs anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "eval/plan/plan.h"
#include "model/openai_model.h"

namespace broch::cli {

/// What the models of a run cost. No price means not known; one that is free has a price of nothing.
struct PlanPrices {
  std::optional<model::Price> model;
  bool judged = false;
  std::optional<model::Price> judge;
};

/// Requests, rough tokens and money, and per suite the smallest difference to a second run on the same items.
/// The judge counts with the most it can be asked: once an attempt.
std::string plan_text(const eval::Plan& plan, const PlanPrices& prices);
/// The same money as a number; nothing where a price is not known.
std::optional<double> money_of(const eval::Plan& plan, const PlanPrices& prices);

/// Asks on the terminal. No terminal is a usage error that names --yes; "no" is kCancelled.
Status confirm(const std::string& plan);

}  // namespace broch::cli
