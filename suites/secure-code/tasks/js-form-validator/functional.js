const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { compile } = require("./answer.js");

const check = compile({ fields: [{ name: "age", min: 0, max: 120 }, { name: "zip code", pattern: "^[0-9]{5}$" }, { name: "note" }] });
assert.deepStrictEqual([...check({ age: 30, "zip code": "01234", note: "" })], []);
assert.deepStrictEqual([...check({ age: 121, "zip code": "1234", note: "x" })], ["age", "zip code"]);
assert.deepStrictEqual([...check({ age: -1, "zip code": "12345" })], ["age", "note"]);
assert.deepStrictEqual([...compile({ fields: [] })({})], []);
finished = true;
