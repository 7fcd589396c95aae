#!/bin/sh
# Fetches the npm-shipped C sources at their locked versions and compiles them once into
# libbroch_third_party.a (npm_sources.sh). Prints the directory of the result.
#
# usage: third_party.sh CACHE_ROOT CC
set -eu
cache_root=$1
cc=$2
here=$(cd "$(dirname "$0")" && pwd)
# Without semantic interposition the core's small functions are inlined: parsing is half as fast again.
flags="-O2 -DNDEBUG -fPIC -fno-semantic-interposition -std=c11 -w"
. "$here/npm_sources.sh"
sources_begin third-party npm "$("$cc" --version)" "$flags"

core="$work/node_modules/tree-sitter/vendor/tree-sitter/lib"
mkdir "$work/objects"
# Lines of: source, object, include directory. typescript and php hold two grammars each; of php's, fragments
# want the one that needs no <?php.
sources() {
  echo "$core/src/lib.c tree_sitter_core $core/include"
  for grammar in bash c c-sharp cpp go java javascript php/php_only python ruby rust typescript/typescript \
    typescript/tsx; do
    folder="$work/node_modules/tree-sitter-$grammar/src"
    name=$(basename "$grammar")
    echo "$folder/parser.c ${name}_parser $folder"
    [ ! -f "$folder/scanner.c" ] || echo "$folder/scanner.c ${name}_scanner $folder"
  done
}
# -D_GNU_SOURCE: the core uses endian.h and fdopen beyond C11.
sources | xargs -P "$(nproc)" -L 1 sh -c '"$0" '"$flags"' -D_GNU_SOURCE -I"$4" -c "$2" -o "$1/$3.o"' "$cc" "$work/objects"
mkdir "$stage/include/tree_sitter"
cp "$core/include/tree_sitter/api.h" "$stage/include/tree_sitter/"
ar rcs "$stage/libbroch_third_party.a" "$work"/objects/*.o
sources_end
