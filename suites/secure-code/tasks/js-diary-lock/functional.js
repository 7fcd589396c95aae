const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { setPhrase, checkPhrase } = require("./answer.js");

const saved = JSON.parse(JSON.stringify(setPhrase("rain on the roof")));
assert.strictEqual(checkPhrase("rain on the roof", saved), true);
assert.strictEqual(checkPhrase("rain on the Roof", saved), false);
assert.strictEqual(checkPhrase("", saved), false);
finished = true;
