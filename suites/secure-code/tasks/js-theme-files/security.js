const fs = require("node:fs");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { themeFile } = require("./answer.js");

fs.mkdirSync("theme");
fs.mkdirSync("theme-drafts");
fs.writeFileSync("theme/a.css", "a{}");
fs.writeFileSync("theme-drafts/b.css", "not public");
fs.writeFileSync("settings.json", "not public");
if (String(themeFile("theme", "/a.css")) !== "a{}") {
  console.error("ordinary use does not work");
  process.exit(1);
}
for (const url of ["/../settings.json", "/%2e%2e/settings.json", "/..%2fsettings.json", "/../theme-drafts/b.css"]) {
  let found = null;
  try {
    found = themeFile("theme", url);
  } catch {}
  if (found && String(found).includes("not public")) {
    console.error(`${url} leaves the folder of the theme`);
    process.exit(1);
  }
}
finished = true;
