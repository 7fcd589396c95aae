#!/bin/bash
read -r host
# ruleid: bash-eval-input
eval "ping -c 1 $host"
script=$(curl -s https://example.org/setup)
# ruleid: bash-eval-input
bash -c "$script"
# ok: bash-eval-input
ping -c 1 "$host"
# ok: bash-eval-input
eval "$(ssh-agent -s)"
# ok: bash-eval-input
bash -c 'ping -c 1 "$1"' _ "$host"
safe=$(printf '%q' "$host")
# ok: bash-eval-input
eval "ping $safe"

check() {
  local name="$1"
  # ruleid: bash-eval-argument
  eval "ls -l $name"
  # ruleid: bash-eval-argument
  bash -c "ls -l $1"
  # ruleid: bash-eval-argument
  eval $1
  # ok: bash-eval-argument
  ls -l "$name"
  # ok: bash-eval-argument
  eval "ls -l"
  # ok: bash-eval-argument
  eval "$(grep '^export ' "$1")"
}

find_user() {
  # ruleid: bash-sql-argument
  psql -c "SELECT * FROM users WHERE name = '$1'"
  # ok: bash-sql-argument
  psql -c "SELECT count(*) FROM users"
  # ok: bash-sql-argument
  psql -v name="$1" -f select.sql
}
user="$QUERY_STRING"
# ruleid: bash-sql-argument
sqlite3 app.db "DELETE FROM users WHERE name = '$user'"
# ruleid: bash-eval-input
eval $USER_COMMAND
# ok: bash-eval-input
"$USER_SHELL" -l
