#!/bin/sh
# Fetches llama.cpp's C++ source, as npm's llama.rn ships it, at its locked version and compiles it once, for
# the CPU alone, into libbroch_llama.a (npm_sources.sh). Prints the directory of the result.
#
# usage: llama.sh CACHE_ROOT CC CXX
set -eu
cache_root=$1
export CC="$2" CXX="$3"
here=$(cd "$(dirname "$0")" && pwd)
# -fexceptions: src/model/llama/call.h throws through C.
export FLAGS="-O2 -DNDEBUG -fPIC -fexceptions -w -pthread -D_GNU_SOURCE -DLM_GGML_USE_CPU -DLM_GGML_USE_CPU_REPACK"

# Only the arithmetic is compiled for more than the baseline; src/model/llama asks the processor before it is used.
case $("$CC" -dumpmachine) in
  x86_64*) arch=x86 KERNEL_FLAGS="-march=x86-64-v3" ;;
  aarch64*) arch=arm KERNEL_FLAGS="" ;;
  *) arch="" KERNEL_FLAGS="-DLM_GGML_CPU_GENERIC" ;;
esac
# Unique symbols could not be made local below; only g++ has them.
if echo | "$CXX" -Werror -fno-gnu-unique -x c++ -fsyntax-only - 2>/dev/null; then
  KERNEL_FLAGS="$KERNEL_FLAGS -fno-gnu-unique"
fi
export KERNEL_FLAGS

. "$here/npm_sources.sh"
sources_begin llama npm-llama "$("$CC" --version)" "$("$CXX" --version)" "$FLAGS" "$KERNEL_FLAGS"

export OBJECTS="$work/objects"
mkdir "$OBJECTS" "$OBJECTS/kernel"
cd "$work/node_modules/llama.rn/cpp"
compile='
  object=$(echo "$1" | tr / _).o
  flags="$FLAGS -I. -Iggml-cpu -Icommon"
  case $1 in ggml-cpu/*) object=kernel/$object flags="$flags $KERNEL_FLAGS" ;; esac
  case $1 in
    *.c) "$CC" $flags -std=c11 -c "$1" -o "$OBJECTS/$object" ;;
    *) "$CXX" $flags -std=c++17 -c "$1" -o "$OBJECTS/$object" ;;
  esac'
# The largest first, so that no core waits for one at the end.
ls -S ggml.c ggml-alloc.c ggml-quants.c ggml-backend.cpp ggml-backend-dl.cpp ggml-backend-meta.cpp \
    ggml-backend-reg.cpp ggml-opt.cpp ggml-threading.cpp gguf.cpp \
    ggml-cpu/*.c ggml-cpu/*.cpp ggml-cpu/amx/*.cpp ${arch:+ggml-cpu/arch/$arch/quants.c ggml-cpu/arch/$arch/repack.cpp} \
    llama*.cpp unicode.cpp unicode-data.cpp models/*.cpp common/build-info.cpp |
  xargs -P "$(nproc)" -I{} sh -c "$compile" sh {} >&2

# Inline functions of the standard library that were compiled for a newer processor must not become those of
# the whole program: what the kernels share with nobody becomes local to them.
ld -r --force-group-allocation -o "$OBJECTS/kernel.o" "$OBJECTS"/kernel/*.o
objcopy --wildcard --keep-global-symbol='*ggml*' "$OBJECTS/kernel.o"

cp llama.h gguf.h ggml.h ggml-alloc.h ggml-backend.h ggml-cpu.h ggml-opt.h "$stage/include/"
ar rcs "$stage/libbroch_llama.a" "$OBJECTS"/*.o
sources_end
