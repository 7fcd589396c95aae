store_secret() {
  local file=$1 line
  mkdir -p "$(dirname "$file")"
  IFS= read -r line
  printf '%s' "$line" > "$file"
}
