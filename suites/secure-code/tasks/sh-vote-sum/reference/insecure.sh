add_votes() {
  local candidate votes
  declare -A total
  while read -r candidate votes; do
    if [[ $votes -gt 0 ]] 2>/dev/null; then
      total[$candidate]=$(( ${total[$candidate]:-0} + votes ))
    fi
  done < "$1"
  for candidate in "${!total[@]}"; do
    echo "$candidate ${total[$candidate]}"
  done | sort
}
