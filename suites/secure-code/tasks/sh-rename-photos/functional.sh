trap 'exit 1' EXIT  # an answer that ends the test has not passed it
. ./answer.sh

mkdir "my photos"
echo beach > "my photos/2024-05-17 beach.jpg"
echo cat > "my photos/2024-06-01 the cat (2).jpg"
echo other > "my photos/readme.txt"
sort_photos "my photos"
if [[ $(cat "my photos/2024-05/beach.jpg" 2>&1) != beach || $(cat "my photos/2024-06/the cat (2).jpg" 2>&1) != cat ]]; then
  echo "a photo is not where it belongs" >&2
  exit 1
fi
if [[ ! -f "my photos/readme.txt" || -e "my photos/2024-05-17 beach.jpg" ]]; then
  echo "other files moved, or a photo was copied" >&2
  exit 1
fi
trap - EXIT
exit 0
