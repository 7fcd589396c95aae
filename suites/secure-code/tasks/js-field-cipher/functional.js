const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { encryptField, decryptField } = require("./answer.js");

const key = Buffer.alloc(32, 7);
for (const text of ["", "Main Street 5", "Łódź ".repeat(300)]) {
  const stored = encryptField(text, key);
  assert.strictEqual(typeof stored, "string");
  assert.strictEqual(decryptField(stored, key), text);
}
assert.ok(!encryptField("Main Street 5", key).includes("Main"));
finished = true;
