function highlight(item, search) {
  // ruleid: javascript-regex-from-search
  const found = new RegExp("(" + search + ")", "gi");
  return item.replace(found, "<b>$1</b>");
}

function filter(list, input) {
  // ruleid: javascript-regex-from-search
  return list.filter((x) => new RegExp(input.searchText, "i").test(x));
}

function safe(list, search) {
  // ok: javascript-regex-from-search
  const found = new RegExp(escapeRegExp(search), "i");
  // ok: javascript-regex-from-search
  const other = new RegExp(search.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");
  const keywords = ["true", "false"];
  // ok: javascript-regex-from-search
  const words = new RegExp("^\\b(" + keywords.join("|") + ")\\b");
  // ok: javascript-regex-from-search
  const fixed = new RegExp("^a+$");
  return list.filter((x) => found.test(x) || other.test(x) || fixed.test(x));
}
