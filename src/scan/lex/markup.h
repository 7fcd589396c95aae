// Code between markup: what stands outside of `<?php` and `?>` is no PHP, whatever it looks like.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace broch::scan {

/// A text of the same length in which the code stands where it did. Markup and tags are blanks; a closing tag
/// that ends a statement is a `;`. Bytes that no parser could read are others (plain_text()). `echoes`: where
/// each `<?=` stands, whose expression is what `echo` gets.
struct CodeInMarkup {
  std::string code;
  std::vector<size_t> echoes;
};

/// Nothing where the text is code alone: a fragment without tags, or one that begins with code and never
/// leaves it.
std::optional<CodeInMarkup> code_in_markup(std::string_view text);

}  // namespace broch::scan
