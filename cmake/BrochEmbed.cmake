# Compiles data files into a library.
#
#   broch_embed(scan rules FUNCTION builtin_rule_files ROOT ${CMAKE_SOURCE_DIR}/rules GLOB *.yaml)
#
# defines `std::span<const broch::EmbeddedFile> broch::scan::builtin_rule_files()`, declared by the library
# itself; paths are relative to ROOT, in sorted order. The bytes go in through the assembler's .incbin, which
# takes no time whatever their size.
function(broch_embed target label)
  cmake_parse_arguments(ARG "" "FUNCTION;ROOT" "GLOB" ${ARGN})
  set(patterns ${ARG_GLOB})
  list(TRANSFORM patterns PREPEND ${ARG_ROOT}/)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${ARG_ROOT} ${patterns})
  list(SORT files)

  set(asm "    .section .rodata\n")
  set(table "")
  set(externs "")
  set(index 0)
  foreach(file IN LISTS files)
    set(symbol broch_embed_${target}_${label}_${index})
    string(APPEND asm "    .global ${symbol}\n    .global ${symbol}_end\n    .balign 16\n${symbol}:\n"
      "    .incbin \"${ARG_ROOT}/${file}\"\n${symbol}_end:\n    .byte 0\n")
    string(APPEND externs "extern const char ${symbol}[], ${symbol}_end[];\n")
    string(APPEND table "      {\"${file}\", {${symbol}, ${symbol}_end}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND asm "    .section .note.GNU-stack,\"\",@progbits\n")

  set(base ${CMAKE_CURRENT_BINARY_DIR}/embed_${label})
  file(CONFIGURE OUTPUT ${base}.S CONTENT "${asm}" @ONLY)
  file(CONFIGURE OUTPUT ${base}.cc CONTENT "#include \"core/embedded.h\"
extern \"C\" {
${externs}}
namespace broch::${target} {
std::span<const EmbeddedFile> ${ARG_FUNCTION}() {
  static const EmbeddedFile files[] = {
${table}      {\"\", {}}};
  return {files, ${index}};
}
}  // namespace broch::${target}
" @ONLY)
  set(inputs ${files})
  list(TRANSFORM inputs PREPEND ${ARG_ROOT}/)
  set_source_files_properties(${base}.S PROPERTIES OBJECT_DEPENDS "${inputs}")
  target_sources(${target} PRIVATE ${base}.S ${base}.cc)
endfunction()
