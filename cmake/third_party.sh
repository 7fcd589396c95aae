#!/bin/sh
# Fetches the npm-shipped C sources at their locked versions and compiles them once into
# libbroch_third_party.a. The result lives outside the build folder, in a directory whose name is a
# hash of everything that decides it (lock file, this script, compiler, flags), so that a clean build
# reuses it. Prints that directory.
#
# usage: third_party.sh CACHE_ROOT CC
set -eu
cache_root=$1
cc=$2
here=$(cd "$(dirname "$0")" && pwd)
flags="-O2 -DNDEBUG -fPIC -std=c11 -w"

key=$( { cat "$here/npm/package-lock.json" "$here/third_party.sh"; "$cc" --version; echo "$flags"; } |
       sha256sum | cut -c1-16)
out="$cache_root/third-party-$key"
if [ -f "$out/complete" ]; then
  echo "$out"
  exit 0
fi

mkdir -p "$cache_root"
work=$(mktemp -d "$cache_root/tmp.XXXXXX")
trap 'rm -rf "$work"' EXIT
cp "$here/npm/package.json" "$here/npm/package-lock.json" "$here/npm/.npmrc" "$work/"
(cd "$work" && npm ci --no-progress >&2)

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
ar rcs "$work/libbroch_third_party.a" "$work"/objects/*.o

stage="$work/stage"
mkdir -p "$stage/include/tree_sitter" "$stage/licenses"
cp "$core/include/tree_sitter/api.h" "$stage/include/tree_sitter/"
cp "$work/libbroch_third_party.a" "$stage/"
for license in "$work"/node_modules/tree-sitter*/LICENSE; do
  cp "$license" "$stage/licenses/$(basename "$(dirname "$license")")"
done
ls "$work/node_modules" >"$stage/packages.txt"
touch "$stage/complete"
mv "$stage" "$out" 2>/dev/null || [ -f "$out/complete" ] # another build may have won the race
echo "$out"
