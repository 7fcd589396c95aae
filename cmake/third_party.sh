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
objects=""
compile() { # source, object name, include directory
  # -D_GNU_SOURCE: the core uses endian.h and fdopen beyond C11.
  "$cc" $flags -D_GNU_SOURCE -I"$3" -c "$1" -o "$work/$2.o"
  objects="$objects $work/$2.o"
}
compile "$core/src/lib.c" tree_sitter_core "$core/include"
for language in c javascript python; do
  grammar="$work/node_modules/tree-sitter-$language/src"
  compile "$grammar/parser.c" "${language}_parser" "$grammar"
  if [ -f "$grammar/scanner.c" ]; then
    compile "$grammar/scanner.c" "${language}_scanner" "$grammar"
  fi
done
ar rcs "$work/libbroch_third_party.a" $objects

stage="$work/stage"
mkdir -p "$stage/include/tree_sitter" "$stage/licenses"
cp "$core/include/tree_sitter/api.h" "$stage/include/tree_sitter/"
cp "$work/libbroch_third_party.a" "$stage/"
for package in tree-sitter tree-sitter-c tree-sitter-javascript tree-sitter-python; do
  [ -f "$work/node_modules/$package/LICENSE" ] && cp "$work/node_modules/$package/LICENSE" "$stage/licenses/$package"
done
ls "$work/node_modules" >"$stage/packages.txt"
touch "$stage/complete"
mv "$stage" "$out" 2>/dev/null || [ -f "$out/complete" ] # another build may have won the race
echo "$out"
