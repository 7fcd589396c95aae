# Read by the scripts that compile what npm ships as source. A result lives outside the build folder, in a
# directory whose name is a hash of everything that decides it, so that a clean build reuses it.

# sources_begin NAME FOLDER DECIDES...: prints the directory and ends the script when the result is there.
# Otherwise fetches the packages of cmake/FOLDER at their locked versions, without running their scripts, into
# $work/node_modules. $stage is the folder to fill. DECIDES is what decides the result beside lock file and
# scripts: compiler versions and flags. $cache_root and $here are the caller's.
sources_begin() {
  name=$1 folder=$here/$2
  shift 2
  key=$( { cat "$folder/package-lock.json" "$here/npm_sources.sh" "$0"; echo "$*"; } | sha256sum | cut -c1-16)
  out="$cache_root/$name-$key"
  if [ -f "$out/complete" ]; then
    echo "$out"
    exit 0
  fi
  mkdir -p "$cache_root"
  work=$(mktemp -d "$cache_root/tmp.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cp "$folder/package.json" "$folder/package-lock.json" "$folder/.npmrc" "$work/"
  (cd "$work" && npm ci --no-progress >&2)
  # llama.rn calls the framework it is made for a peer; nothing of that may arrive.
  for package in react react-native; do
    [ ! -e "$work/node_modules/$package" ] || { echo "$name: npm brought $package" >&2; exit 1; }
  done
  stage="$work/stage"
  mkdir -p "$stage/include" "$stage/licenses"
}

# sources_end: keeps $stage as the result and prints its directory.
sources_end() {
  for license in "$work"/node_modules/*/LICENSE; do
    package=$(basename "$(dirname "$license")")
    # What the packages bring along for Node is not compiled.
    grep -q "\"$package\": \"" "$folder/package.json" && cp "$license" "$stage/licenses/$package"
  done
  touch "$stage/complete"
  mv -T "$stage" "$out" 2>/dev/null || [ -f "$out/complete" ] # another build may have won the race
  echo "$out"
}
