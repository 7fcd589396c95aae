# Everything outside the tree: Debian packages by find_package or pkg-config, npm-shipped C sources by
# third_party.sh. A missing one says which package brings it.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS url)
find_package(fmt 9 REQUIRED)
find_package(spdlog REQUIRED)
find_package(simdjson REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(HS REQUIRED IMPORTED_TARGET libhs)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
# clang mangles some of fmt's templates otherwise than the g++ that built Debian's libfmt and libspdlog.
add_library(broch_fmt INTERFACE)
add_library(broch_spdlog INTERFACE)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_link_libraries(broch_fmt INTERFACE fmt::fmt-header-only)
  target_link_libraries(broch_spdlog INTERFACE spdlog::spdlog_header_only broch_fmt)
else()
  target_link_libraries(broch_fmt INTERFACE fmt::fmt)
  target_link_libraries(broch_spdlog INTERFACE spdlog::spdlog)
endif()
find_path(CLI11_INCLUDE CLI/CLI.hpp REQUIRED)
if(BROCH_TESTS OR BROCH_BENCH)
  find_package(GTest REQUIRED)
endif()
if(BROCH_BENCH)
  find_package(benchmark REQUIRED)
endif()

if(DEFINED ENV{BROCH_CACHE})
  set(default_cache $ENV{BROCH_CACHE})
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(default_cache $ENV{XDG_CACHE_HOME}/broch)
else()
  set(default_cache $ENV{HOME}/.cache/broch)
endif()
set(BROCH_THIRD_PARTY_CACHE ${default_cache} CACHE PATH "Where compiled third-party objects are kept")

execute_process(
  COMMAND ${CMAKE_SOURCE_DIR}/cmake/third_party.sh ${BROCH_THIRD_PARTY_CACHE} ${CMAKE_C_COMPILER}
  OUTPUT_VARIABLE BROCH_THIRD_PARTY OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/cmake/npm/package-lock.json ${CMAKE_SOURCE_DIR}/cmake/third_party.sh
  ${CMAKE_SOURCE_DIR}/cmake/npm_sources.sh)

add_library(tree_sitter STATIC IMPORTED)
set_target_properties(tree_sitter PROPERTIES
  IMPORTED_LOCATION ${BROCH_THIRD_PARTY}/libbroch_third_party.a
  INTERFACE_INCLUDE_DIRECTORIES ${BROCH_THIRD_PARTY}/include)
set(tree_sitter_LICENSES ${BROCH_THIRD_PARTY}/licenses CACHE INTERNAL "For packaging")
