// The one error type. Functions that can fail return Result<T>; exceptions are for broken invariants only
// and cross no library boundary.
//
//   Result<Policy> load(const std::string& path) {
//     BROCH_TRY(std::string text, read_file(path));
//     BROCH_TRY(yaml::Node root, yaml::parse(text, path));
//     if (!root.is_map()) return fail(ErrorKind::kInput, "a policy is a map", root.place(path), "start with
//     `checks:`");
//     ...
//   }
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace broch {

enum class ErrorKind {
  kUsage,        ///< the command line asks for something that does not exist
  kInput,        ///< a file, rule, policy, suite or wire message is not what it should be
  kIo,           ///< the file system said no: absent, not permitted, full
  kNetwork,      ///< connect, TLS or transfer failed
  kTimeout,      ///< a deadline passed
  kLimit,        ///< a size, depth or count limit was reached
  kUpstream,     ///< a model server answered with an error status
  kCancelled,    ///< the caller asked to stop
  kUnavailable,  ///< a needed program or feature is not present
  kInternal,     ///< a defect of Broch
};

/// "timeout", "upstream", ...: the word used in stores, logs and JSON.
const char* name(ErrorKind kind);

/// Where in the user's file. `line` and `column` count from 1; 0 means not known.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;

  /// "suite.yaml:3:7", as far as it is known; empty when nothing is.
  std::string to_string() const;
};

/// What went wrong, where, and what the reader can do about it. `what` is one lower-case clause without a
/// final stop; `remedy` may be empty.
struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string what;
  Place where;
  std::string remedy;

  /// "suite.yaml:3:7: unknown key `promt` (did you mean `prompt`?)"
  std::string to_string() const;
};

template <typename T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

inline std::unexpected<Error> fail(ErrorKind kind, std::string what, Place where = {},
                                   std::string remedy = {}) {
  return std::unexpected(Error{kind, std::move(what), std::move(where), std::move(remedy)});
}

/// What the system says of an errno value; strerror is not for threads.
std::string system_reason(int number);

/// Exit code of a command that ends with this error: 2 for what the user can mend in their input or command
/// line, 3 for what failed at run time.
int exit_code(ErrorKind kind);

#define BROCH_CONCAT_INNER(a, b) a##b
#define BROCH_CONCAT(a, b) BROCH_CONCAT_INNER(a, b)
#define BROCH_TRY_IMPL(declaration, expression, result, return_word)   \
  auto result = (expression);                                          \
  if (!result) return_word std::unexpected(std::move(result).error()); \
  declaration = *std::move(result)

/// Declares a variable from a Result, or returns its error: `BROCH_TRY(auto text, read_file(path));`
#define BROCH_TRY(declaration, expression) \
  BROCH_TRY_IMPL(declaration, expression, BROCH_CONCAT(broch_try_, __LINE__), return)
/// The same inside a coroutine.
#define BROCH_CO_TRY(declaration, expression) \
  BROCH_TRY_IMPL(declaration, expression, BROCH_CONCAT(broch_try_, __LINE__), co_return)
/// For a Status: returns its error, if any.
#define BROCH_CHECK(expression)                                                                    \
  do {                                                                                             \
    if (auto status_ = (expression); !status_) return std::unexpected(std::move(status_).error()); \
  } while (false)
#define BROCH_CO_CHECK(expression)                                                                    \
  do {                                                                                                \
    if (auto status_ = (expression); !status_) co_return std::unexpected(std::move(status_).error()); \
  } while (false)

}  // namespace broch
