add_votes() {
  local candidate votes rest
  local -A total=()
  while read -r candidate votes rest; do
    [[ $candidate =~ ^[A-Za-z0-9_.-]+$ && $votes =~ ^[0-9]{1,12}$ && -z $rest ]] || continue
    total["$candidate"]=$((${total["$candidate"]:-0} + 10#$votes))
  done < "$1"
  for candidate in "${!total[@]}"; do
    printf '%s %s\n' "$candidate" "${total["$candidate"]}"
  done | sort
}
