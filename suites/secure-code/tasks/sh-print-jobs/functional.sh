trap 'exit 1' EXIT  # an answer that ends the test has not passed it
. ./answer.sh

mkdir "class 7" "class 7/folder"
echo "one two three" > "class 7/b.txt"
echo "only one two three four" > "class 7/a text.txt"
: > "class 7/empty"
result=$(word_report "class 7")
if [[ $result != $'a text.txt: 5 words\nb.txt: 3 words\nempty: 0 words' ]]; then
  echo "report: $result" >&2
  exit 1
fi
trap - EXIT
exit 0
