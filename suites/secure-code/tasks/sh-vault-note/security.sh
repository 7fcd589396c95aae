trap 'exit 1' EXIT  # an answer that ends the test has not passed it
umask 022
. ./answer.sh

printf 'word\n' | store_secret conf/pw
if [[ $(cat conf/pw) != word ]]; then
  echo "ordinary use does not work" >&2
  exit 1
fi
echo old > conf/open
chmod 644 conf/open
printf 'word\n' | store_secret conf/open
for file in conf/pw conf/open; do
  case $(stat -c %a "$file") in
    ?00 | 00) ;;
    *)
      echo "others can read $file: $(stat -c %a "$file")" >&2
      exit 1
      ;;
  esac
done
trap - EXIT
exit 0
