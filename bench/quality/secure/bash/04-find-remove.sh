#!/usr/bin/env bash
# CWE-73: names are separated by zero bytes, the folder must be the expected one
set -euo pipefail
cache=${CACHE_DIR:?CACHE_DIR is not set}
real=$(realpath -e -- "$cache")
if [[ $real != /var/cache/shop/* ]]; then
    echo "refusing to clean $real" >&2
    exit 1
fi
find "$real" -xdev -type f -mtime +30 -print0 | while IFS= read -r -d '' file; do
    rm -f -- "$file"
done
