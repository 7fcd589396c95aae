const assert = require("node:assert");
const { setPhrase, checkPhrase } = require("./answer.js");

const saved = JSON.parse(JSON.stringify(setPhrase("rain on the roof")));
assert.strictEqual(checkPhrase("rain on the roof", saved), true);
assert.strictEqual(checkPhrase("rain on the Roof", saved), false);
assert.strictEqual(checkPhrase("", saved), false);
