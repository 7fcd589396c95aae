trap 'exit 1' EXIT  # an answer that ends the test has not passed it
. ./answer.sh

mkdir photos
echo x > "photos/2024-05-17 plain.jpg"
echo x > 'photos/2024-05-17 a$(touch marker1).jpg'
echo x > 'photos/2024-05-17 b`touch marker2`.jpg'
echo x > 'photos/2024-05-17 c"; touch marker3; ".jpg'
sort_photos photos > /dev/null 2>&1
if [[ ! -e photos/2024-05/plain.jpg ]]; then
  echo "ordinary use does not work" >&2
  exit 1
fi
for marker in marker1 marker2 marker3; do
  if [[ -e $marker ]]; then
    echo "part of a file name ran as a command" >&2
    exit 1
  fi
done
trap - EXIT
exit 0
