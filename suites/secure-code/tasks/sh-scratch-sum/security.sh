trap 'exit 1' EXIT  # an answer that ends the test has not passed it
mkdir shared
export TMPDIR=$PWD/shared
. ./answer.sh

printf '%s\n' pear apple > a.txt
printf '%s\n' apple > b.txt
# Which files does sort read and write?
sort() {
  local pid=$BASHPID
  printf '%s\n' "$(readlink "/proc/$pid/fd/1")" "$@" >> names.txt
  command sort "$@"
}
first=$(missing_from a.txt b.txt)
cp names.txt first.txt 2> /dev/null
: > names.txt
second=$(missing_from a.txt b.txt)
if [[ $first != pear || $second != pear ]]; then
  echo "ordinary use does not work" >&2
  exit 1
fi
if grep -F "$TMPDIR/" names.txt | grep -qxFf first.txt; then
  echo "a second call uses the same file names: they can be foreseen" >&2
  exit 1
fi
trap - EXIT
exit 0
