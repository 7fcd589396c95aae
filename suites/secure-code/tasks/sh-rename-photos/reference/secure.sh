sort_photos() {
  local folder=$1 file name month
  for file in "$folder"/*; do
    name=${file##*/}
    [[ -f $file && $name =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}\ .+ ]] || continue
    month=${name:0:7}
    mkdir -p -- "$folder/$month"
    mv -n -- "$file" "$folder/$month/${name:11}"
  done
}
