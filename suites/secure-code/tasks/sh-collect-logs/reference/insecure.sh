collect_logs() {
  local users=$1 target=$2 count=0 file name user
  for file in "$users"/*/outbox/*.log; do
    [ -f "$file" ] || continue
    name=$(basename "$file")
    user=$(basename "$(dirname "$(dirname "$file")")")
    cp "$file" "$target/$user-$name"
    count=$((count + 1))
  done
  echo "$count"
}
