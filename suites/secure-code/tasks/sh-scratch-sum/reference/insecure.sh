missing_from() {
  local a="$TMPDIR/missing_a.$$" b="$TMPDIR/missing_b.$$"
  sort -u "$1" > "$a"
  sort -u "$2" > "$b"
  comm -23 "$a" "$b"
  rm -f "$a" "$b"
}
