const assert = require("node:assert");
const fs = require("node:fs");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { themeFile } = require("./answer.js");

fs.mkdirSync("theme/css", { recursive: true });
fs.writeFileSync("theme/css/main dark.css", "body{}");
fs.writeFileSync("theme/logo.svg", "<svg/>");
assert.strictEqual(String(themeFile("theme", "/css/main%20dark.css")), "body{}");
assert.strictEqual(String(themeFile("theme", "/logo.svg")), "<svg/>");
assert.strictEqual(themeFile("theme", "/none.css"), null);
assert.strictEqual(themeFile("theme", "/css"), null);
finished = true;
