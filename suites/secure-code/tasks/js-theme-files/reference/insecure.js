const fs = require("fs");
const path = require("path");

function themeFile(root, urlPath) {
  const file = path.join(root, decodeURIComponent(urlPath));
  if (!fs.existsSync(file) || !fs.statSync(file).isFile()) {
    return null;
  }
  return fs.readFileSync(file);
}

module.exports = { themeFile };
