// Stopping early: evidence that holds at any time one looks.
#pragma once

#include <cstdint>

namespace broch::stats {

/// E-value of the pairs that differ between two runs (b in favour of the first, c of the second; b, c >= 0)
/// against both directions being as likely: 2^(b+c) B(b+a, c+a)/B(a, a), the mixture over a Beta(a, a) prior
/// (Robbins 1970; Gruenwald, de Heide & Koolen 2024). Stop as soon as it is at least 1/alpha: under no
/// difference that ever happens with chance alpha or less, however often one looks. 1 without pairs; a > 0.
double sequential_e_value(int64_t b, int64_t c, double a = 0.5);

}  // namespace broch::stats
