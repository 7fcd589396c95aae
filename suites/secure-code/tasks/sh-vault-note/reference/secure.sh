store_secret() (
  umask 077
  IFS= read -r line || [[ -n $line ]] || exit 1
  folder=$(dirname -- "$1")
  mkdir -p -- "$folder"
  fresh=$(mktemp -- "$folder/.secret.XXXXXXXX") || exit 1
  printf '%s' "$line" > "$fresh" && mv -f -- "$fresh" "$1"
)
