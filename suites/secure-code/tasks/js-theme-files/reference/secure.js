const fs = require("node:fs");
const path = require("node:path");

function themeFile(root, urlPath) {
  let name;
  try {
    name = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (name.includes("\0")) return null;
  const base = path.resolve(root);
  const file = path.resolve(base, "." + path.sep + name);
  if (!file.startsWith(base + path.sep)) return null;
  try {
    return fs.readFileSync(file);
  } catch {
    return null;
  }
}

module.exports = { themeFile };
