const assert = require("node:assert");
const { createHmac } = require("node:crypto");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { readBadge } = require("./answer.js");

const key = "organisers";
const badge = (name, role) => `${name}|${role}|${createHmac("sha256", key).update(`${name}|${role}`).digest("base64url")}`;
assert.deepStrictEqual({ ...readBadge(badge("Åsa Berg", "speaker"), key) }, { name: "Åsa Berg", role: "speaker" });
for (const text of ["", "hello", "a|b", "a|b|c|d", "a|b|short"]) assert.strictEqual(readBadge(text, key), null, text);
finished = true;
