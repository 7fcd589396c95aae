# One library per folder of src/, its unit tests beside its sources.
#
#   broch_library(chat LINKS core [PRIVATE_LINKS simdjson::simdjson] [SEPARATE folder])
#
# takes every *.cc below the folder but those below an EXCLUDEd file or folder; *_test.cc become the program
# broch_chat_test, whose tests ctest lists with TEST_PREFIX before their names. With BROCH_UNITY some sources
# are compiled together, which takes half the time, but for those below a SEPARATE folder. LINKS between our own
# libraries must point backwards in BROCH_LINK_ORDER, so that a cycle, or an upward include, does not build.
set(BROCH_LINK_ORDER core taxonomy stats seal db net sandbox chat scan model guard eval gateway sim report threat console cli)
# Libraries that stand on the same step of the order and do not know each other.
set(BROCH_STRANGERS_taxonomy stats seal db net)
set(BROCH_STRANGERS_stats taxonomy seal db net)
set(BROCH_STRANGERS_seal taxonomy stats db net)
set(BROCH_STRANGERS_db taxonomy stats seal net)
set(BROCH_STRANGERS_net taxonomy stats seal db)
set(BROCH_STRANGERS_sandbox taxonomy stats seal db net)
set(BROCH_STRANGERS_chat scan sandbox)
set(BROCH_STRANGERS_scan chat sandbox)
set(BROCH_STRANGERS_eval gateway sim)
set(BROCH_STRANGERS_gateway eval sim)
set(BROCH_STRANGERS_sim eval gateway)

function(_broch_check_order name links)
  list(FIND BROCH_LINK_ORDER ${name} own_rank)
  foreach(link IN LISTS links)
    list(FIND BROCH_LINK_ORDER ${link} rank)
    if(rank EQUAL -1)
      message(FATAL_ERROR "${name}: LINKS names ${link}, which is not a Broch library; use PRIVATE_LINKS or PUBLIC_LINKS")
    endif()
    if(NOT rank LESS own_rank OR ${link} IN_LIST BROCH_STRANGERS_${name})
      message(FATAL_ERROR "${name} may not link ${link}: the order is ${BROCH_LINK_ORDER} (docs/architecture.md)")
    endif()
  endforeach()
endfunction()

# Each library sees only its own headers and those of the libraries it links: the include root is a
# folder of symbolic links, one per library.
function(_broch_include_root name)
  set(root ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${root})
  if(NOT EXISTS ${root}/${name})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${name} ${root}/${name} SYMBOLIC)
  endif()
endfunction()

# Few enough sources that one that changed is compiled again soon. Tests clash in names sooner.
set(BROCH_UNITY_BATCH 12)
set(BROCH_UNITY_TEST_BATCH 6)

function(broch_library name)
  cmake_parse_arguments(ARG "" "TEST_PREFIX" "LINKS;PUBLIC_LINKS;PRIVATE_LINKS;EXCLUDE;SEPARATE" ${ARGN})
  _broch_check_order(${name} "${ARG_LINKS}")
  _broch_include_root(${name})

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  foreach(excluded IN LISTS ARG_EXCLUDE)
    foreach(source IN LISTS sources)
      set(prefix ${CMAKE_CURRENT_SOURCE_DIR}/${excluded})
      cmake_path(IS_PREFIX prefix ${source} is_excluded)
      if(is_excluded)
        list(REMOVE_ITEM sources ${source})
      endif()
    endforeach()
  endforeach()
  foreach(separate IN LISTS ARG_SEPARATE)
    set(alone ${sources})
    list(FILTER alone INCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/${separate}/")
    set_source_files_properties(${alone} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endforeach()
  set(CMAKE_UNITY_BUILD ${BROCH_UNITY})
  set(CMAKE_UNITY_BUILD_BATCH_SIZE ${BROCH_UNITY_BATCH})
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")

  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${CMAKE_BINARY_DIR}/include/${name})
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} ${ARG_PUBLIC_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
  target_precompile_headers(${name} REUSE_FROM broch_headers)

  if(BROCH_TESTS AND tests)
    set(CMAKE_UNITY_BUILD_BATCH_SIZE ${BROCH_UNITY_TEST_BATCH})
    add_executable(broch_${name}_test ${tests})
    target_link_libraries(broch_${name}_test PRIVATE ${name} ${ARG_PRIVATE_LINKS} GTest::gmock GTest::gtest_main)
    target_precompile_headers(broch_${name}_test REUSE_FROM broch_test_headers)
    target_compile_definitions(broch_${name}_test PRIVATE BROCH_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    include(GoogleTest)
    gtest_discover_tests(broch_${name}_test DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120 TEST_PREFIX "${ARG_TEST_PREFIX}"
      PROPERTIES TIMEOUT 300 LABELS ${name} WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  endif()
endfunction()
