trap 'exit 1' EXIT  # an answer that ends the test has not passed it
. ./answer.sh

mkdir class
echo "one two" > class/b.txt
echo "not for the report of a class" > private.txt
printf '../private.txt\0' > class/list
echo "three words here" > "class/--files0-from=list"
result=$(word_report class 2> /dev/null < /dev/null)
if ! grep -qx 'b.txt: 2 words' <<< "$result"; then
  echo "ordinary use does not work" >&2
  exit 1
fi
if grep -q '^--files0-from=list: 7 words' <<< "$result"; then
  echo "the name of a file is taken as an option and another file is read" >&2
  exit 1
fi
trap - EXIT
exit 0
