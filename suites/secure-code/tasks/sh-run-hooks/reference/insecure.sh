lint_repo() {
  local status
  pushd "$1" > /dev/null || return 1
  codelint .
  status=$?
  popd > /dev/null
  return $status
}
