function render(name: string, value: any) {
  return name;
}
function typed(name: string) {
  return name;
}
