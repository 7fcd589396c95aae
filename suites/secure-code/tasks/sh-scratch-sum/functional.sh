trap 'exit 1' EXIT  # an answer that ends the test has not passed it
mkdir shared
export TMPDIR=$PWD/shared
. ./answer.sh

printf '%s\n' pear apple fig apple > a.txt
printf '%s\n' fig plum > b.txt
result=$(missing_from a.txt b.txt)
if [[ $result != $'apple\npear' ]]; then
  echo "result: $result" >&2
  exit 1
fi
if [[ -n $(ls -A shared) ]]; then
  echo "temporary files are left" >&2
  exit 1
fi
trap - EXIT
exit 0
