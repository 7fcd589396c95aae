// Which bracket belongs to which.
#pragma once

namespace broch::scan {

constexpr char closer_of(char opener) { return opener == '(' ? ')' : opener == '[' ? ']' : '}'; }
constexpr char opener_of(char closer) { return closer == ')' ? '(' : closer == ']' ? '[' : '{'; }

}  // namespace broch::scan
