// Whether stated probabilities come true: scores in which smaller is better.
#pragma once

#include <optional>
#include <span>

namespace broch::stats {

/// 0 <= probability <= 1.
struct Forecast {
  double probability = 0;
  bool outcome = false;
};

/// `brier` is the mean squared error, in [0,1] (Brier 1950). `log_loss` is the mean of -ln of the probability
/// given to what happened (Good 1952): infinite when something happened that was called impossible. `ece` is
/// the mean distance of stated and observed rate over bins of equal width, weighted by their forecasts, in
/// [0,1] (Naeini, Cooper & Hauskrecht 2015); a bound belongs to the bin above it. It depends on the bins, and
/// small bins raise it by their noise.
struct Calibration {
  double brier = 0;
  double log_loss = 0;
  double ece = 0;
};

/// bins >= 1. Nothing without forecasts.
std::optional<Calibration> calibration(std::span<const Forecast> forecasts, size_t bins = 10);

}  // namespace broch::stats
