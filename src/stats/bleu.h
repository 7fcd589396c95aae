// BLEU of one text against one reference (Papineni et al. 2002), with the choices that CyberSecEval's numbers
// were made with: corpus BLEU of one sentence, n-grams to 4, the WMT "13a" tokens, exponential smoothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace broch::stats {

/// Words and punctuation as mteval-v13a.pl cuts them, for languages in ASCII.
std::vector<std::string> bleu_tokens(std::string_view text);

/// From 0 to 100. A text of fewer than four tokens, or with none in common with the reference, has 0. The
/// k-th order of n-grams without a match counts as 1/2^k of one.
double bleu(std::string_view text, std::string_view reference);

}  // namespace broch::stats
