#!/usr/bin/env bash
# CWE-798, CWE-214: the password comes from a file that only the owner reads
set -euo pipefail
umask 077
config=${XDG_CONFIG_HOME:-$HOME/.config}/shop/my.cnf
if [[ $(stat -c %a "$config") != 600 ]]; then
    echo "$config must have mode 600" >&2
    exit 1
fi
output="$HOME/dump-$(date +%F).sql.gz"
mysqldump --defaults-extra-file="$config" --single-transaction shop | gzip >"$output"
