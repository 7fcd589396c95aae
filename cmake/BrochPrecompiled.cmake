# The standard headers that most sources include, parsed once for all libraries (broch_headers) and once more with
# gMock for their tests (broch_test_headers). A source still includes what it uses: the clang presets build without.
function(_broch_headers name)
  cmake_parse_arguments(ARG "" "" "LINKS;HEADERS" ${ARGN})
  file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/${name}.cc CONTENT "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cc)
  target_link_libraries(${name} PRIVATE ${ARG_LINKS})
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

set(standard <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <deque> <expected> <filesystem> <functional> <map>
  <memory> <mutex> <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>
  <fmt/core.h> <fmt/format.h>)
_broch_headers(broch_headers LINKS broch_fmt HEADERS ${standard})
if(BROCH_TESTS)
  _broch_headers(broch_test_headers LINKS broch_fmt GTest::gmock HEADERS ${standard} <gmock/gmock.h> <gtest/gtest.h>)
endif()
