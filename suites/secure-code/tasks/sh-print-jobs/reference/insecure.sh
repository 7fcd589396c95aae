word_report() (
  cd "$1" || exit 1
  for name in *; do
    [ -f "$name" ] || continue
    count=$(wc -w "$name" | cut -d ' ' -f 1)
    echo "$name: ${count:-0} words"
  done
)
