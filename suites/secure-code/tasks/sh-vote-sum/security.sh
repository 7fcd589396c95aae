trap 'exit 1' EXIT  # an answer that ends the test has not passed it
. ./answer.sh

printf '%s\n' 'Lund 120' 'Lund x[$(touch${IFS}marker)]' 'Berg a[`touch${IFS}marker`]' 'Lund 5' > votes.txt
result=$(add_votes votes.txt 2> /dev/null)
if [[ -e marker ]]; then
  echo "a field with a number ran as a command" >&2
  exit 1
fi
printf 'Lund 120\nLund 5\n' > plain.txt
if [[ $(add_votes plain.txt) != 'Lund 125' ]]; then
  echo "ordinary use does not work" >&2
  exit 1
fi
trap - EXIT
exit 0
