// What an answer's text becomes before it is built beside a test.
//
// A model writes for a reader: a C answer often has a `main` that shows how it is used, a Java one the
// package of some project, and neither would build with a test that has its own. And an answer that ends the
// program with success would end its test so.
#pragma once

#include <string>
#include <string_view>

namespace broch::eval {

/// `language` is a name of sandbox/language.h; answers in others than C, C++ and Java stay as they are. Lines
/// keep their numbers.
std::string answer_program(const std::string& answer, std::string_view language);

}  // namespace broch::eval
