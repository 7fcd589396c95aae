# Compiler flags, ccache and mold. Sanitizer builds want clang 19 (see the presets): Beast under g++'s
# sanitizers takes more than twice as long to compile.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # base_dir makes the cache serve every checkout of the tree.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

find_program(MOLD mold)
# Libraries come in through core for every program; each keeps what it uses.
add_link_options(-Wl,--as-needed)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# For every source, so that all can share precompiled headers.
add_compile_options(-pthread)
add_compile_options(-Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these inside std::string, std::variant and Asio's coroutines at -O2 where nothing is wrong.
  add_compile_options(-Wno-maybe-uninitialized -Wno-mismatched-new-delete -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
  # It takes the sources that are compiled together for headers, which should name no type of an unnamed namespace.
  if(BROCH_UNITY)
    add_compile_options(-Wno-subobject-linkage)
  endif()
endif()
add_compile_options($<$<CONFIG:Debug>:-g1>)
# -O3, CMake's own choice, takes a fifth longer to compile and buys no speed that bench/ shows (docs/build.md).
string(REPLACE "-O3" "-O2" CMAKE_C_FLAGS_RELEASE "${CMAKE_C_FLAGS_RELEASE}")
string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
# Paths of the build machine stay out of the binary.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)

if(BROCH_SANITIZE)
  add_compile_options(-O1 -fsanitize=${BROCH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g1)
  add_link_options(-fsanitize=${BROCH_SANITIZE})
endif()
if(BROCH_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
