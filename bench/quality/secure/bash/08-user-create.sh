#!/usr/bin/env bash
# CWE-732: narrow permissions, an array of arguments
set -euo pipefail
user=${1:?usage: create-user NAME}
[[ $user =~ ^[a-z][a-z0-9_-]{0,30}$ ]] || { echo "invalid name" >&2; exit 2; }
options=(--create-home --shell /usr/sbin/nologin --user-group)
useradd "${options[@]}" -- "$user"
install -d -m 0700 -o "$user" -g "$user" "/srv/home/$user"
