// For tests that need a sandbox, here and in what links this library: one for all of them, and skipping where
// none can be made.
#pragma once

#include <gtest/gtest.h>

#include "sandbox/sandbox.h"

namespace broch::sandbox {

inline const Result<Sandbox>& the_sandbox() {
  static const Result<Sandbox> sandbox = Sandbox::open();
  return sandbox;
}

/// A machine without namespaces cannot run these tests; what it does instead is tested by itself.
#define NEEDS_SANDBOX()                                                                       \
  do {                                                                                        \
    const auto& needed = ::broch::sandbox::the_sandbox();                                     \
    if (!needed) GTEST_SKIP() << needed.error().to_string() << "; " << needed.error().remedy; \
  } while (false)

}  // namespace broch::sandbox
