missing_from() (
  folder=$(mktemp -d "${TMPDIR:-/tmp}/missing.XXXXXXXXXX") || exit 1
  trap 'rm -rf -- "$folder"' EXIT
  sort -u -- "$1" > "$folder/a" && sort -u -- "$2" > "$folder/b" && comm -23 "$folder/a" "$folder/b"
)
