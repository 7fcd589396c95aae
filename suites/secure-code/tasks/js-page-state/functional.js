const assert = require("node:assert");
const vm = require("node:vm");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { statePage } = require("./answer.js");

const state = { user: "Ann", notes: ["one & two", 'say "x"', "back\\slash", "a < b"], n: 1.5, none: null };
const html = statePage("My notes", state);
assert.match(html, /<title>\s*My notes\s*<\/title>/);
assert.match(html, /<div id=["']app["']>\s*<\/div>/);
assert.match(html, /<script src=["']\/app\.js["']>/);
const window = {};
const script = /<script>([\s\S]*?)<\/script>/.exec(html)[1];
vm.runInNewContext(script, { window, JSON });
assert.strictEqual(JSON.stringify(window.__STATE__), JSON.stringify(state));
finished = true;
