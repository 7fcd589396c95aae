# The target broch_llama, for BROCH_LLAMA=ON alone: a llama.cpp of the system where there is one, otherwise
# the source that npm ships, compiled once by llama.sh.
add_library(broch_llama INTERFACE)
find_package(llama CONFIG QUIET)
if(NOT llama_FOUND)
  pkg_check_modules(LLAMA QUIET IMPORTED_TARGET llama)
endif()
if(llama_FOUND)
  target_link_libraries(broch_llama INTERFACE llama)
  target_compile_definitions(broch_llama INTERFACE BROCH_LLAMA_SYSTEM="${llama_VERSION}")
elseif(LLAMA_FOUND)
  target_link_libraries(broch_llama INTERFACE PkgConfig::LLAMA)
  target_compile_definitions(broch_llama INTERFACE BROCH_LLAMA_SYSTEM="${LLAMA_VERSION}")
else()
  message(STATUS "llama.cpp: none on this system; compiling npm's llama.rn once (some minutes)")
  execute_process(
    COMMAND ${CMAKE_SOURCE_DIR}/cmake/llama.sh ${BROCH_THIRD_PARTY_CACHE} ${CMAKE_C_COMPILER} ${CMAKE_CXX_COMPILER}
    OUTPUT_VARIABLE llama_dir OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/cmake/npm-llama/package-lock.json ${CMAKE_SOURCE_DIR}/cmake/llama.sh)
  set(broch_llama_LICENSES ${llama_dir}/licenses CACHE INTERNAL "For packaging")
  target_include_directories(broch_llama SYSTEM INTERFACE ${llama_dir}/include)
  target_link_libraries(broch_llama INTERFACE ${llama_dir}/libbroch_llama.a Threads::Threads ${CMAKE_DL_LIBS})
endif()
