lint_repo() (
  clean=
  IFS=:
  for entry in $PATH; do
    [[ $entry == /* ]] && clean+=${clean:+:}$entry
  done
  PATH=$clean
  unset IFS
  cd -- "$1" && codelint .
)
