trap 'exit 1' EXIT  # an answer that ends the test has not passed it
. ./answer.sh

printf '%s\n' 'Lund 120' 'Berg 40' 'Lund 7' 'Berg 1000' 'Holm none' > votes.txt
result=$(add_votes votes.txt)
if [[ $result != $'Berg 1040\nLund 127' ]]; then
  echo "totals: $result" >&2
  exit 1
fi
trap - EXIT
exit 0
