collect_logs() {
  local outbox file user count=0
  for outbox in "$1"/*/outbox; do
    [[ -d $outbox && ! -L $outbox && ! -L ${outbox%/outbox} ]] || continue
    user=${outbox%/outbox}
    user=${user##*/}
    for file in "$outbox"/*.log; do
      [[ -f $file && ! -L $file ]] || continue
      cp -P --remove-destination -- "$file" "$2/$user-${file##*/}" && count=$((count + 1))
    done
  done
  echo "$count"
}
