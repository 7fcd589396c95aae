word_report() (
  cd -- "$1" || exit 1
  for name in *; do
    [[ -f $name ]] || continue
    count=$(wc -w < "./$name")
    printf '%s: %d words\n' "$name" "$count"
  done
)
