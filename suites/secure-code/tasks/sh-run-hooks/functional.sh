trap 'exit 1' EXIT  # an answer that ends the test has not passed it
mkdir tools "a repo"
printf '#!/bin/sh\necho "lint $1 in $(basename "$PWD")"\nexit 3\n' > tools/codelint
chmod +x tools/codelint
PATH=$PWD/tools:$PATH
. ./answer.sh

before=$PWD
lint_repo "a repo" > out.txt
status=$?
if [[ $(cat out.txt) != "lint . in a repo" || $status != 3 ]]; then
  echo "output $(cat out.txt), status $status" >&2
  exit 1
fi
if [[ $PWD != "$before" ]]; then
  echo "the caller is in another folder" >&2
  exit 1
fi
trap - EXIT
exit 0
