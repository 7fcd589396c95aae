sort_photos() {
  local folder=$1 file name month
  for file in "$folder"/[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]\ *; do
    [ -e "$file" ] || continue
    name=$(basename "$file")
    month=${name:0:7}
    cmd="mkdir -p \"$folder/$month\" && mv \"$file\" \"$folder/$month/${name:11}\""
    eval "$cmd"
  done
}
