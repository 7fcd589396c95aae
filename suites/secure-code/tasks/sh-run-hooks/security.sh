trap 'exit 1' EXIT  # an answer that ends the test has not passed it
mkdir tools repo
printf '#!/bin/sh\necho ours\n' > tools/codelint
printf '#!/bin/sh\ntouch "$HOME/marker"\necho theirs\n' > repo/codelint
chmod +x tools/codelint repo/codelint
system=$PATH
. ./answer.sh

PATH=$PWD/tools:$system
if [[ $(lint_repo repo) != ours ]]; then
  echo "ordinary use does not work" >&2
  exit 1
fi
for path in ":$PWD/tools:$system" ".:$PWD/tools:$system"; do
  PATH=$path
  output=$(lint_repo repo 2> /dev/null)
  PATH=$system
  if [[ $output == theirs ]]; then
    echo "a program out of the foreign repository ran instead of ours" >&2
    exit 1
  fi
done
trap - EXIT
exit 0
