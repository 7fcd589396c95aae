const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { setSetting } = require("./answer.js");

const settings = { editor: { tabs: 4 } };
assert.strictEqual(setSetting(settings, "editor.font.size", 12), settings);
setSetting(settings, "theme", "dark");
setSetting(settings, "editor.tabs", 2);
assert.deepStrictEqual(settings, { editor: { tabs: 2, font: { size: 12 } }, theme: "dark" });
finished = true;
