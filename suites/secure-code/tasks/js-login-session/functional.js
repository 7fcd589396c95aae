const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { signIn } = require("./answer.js");

const sessions = new Map([["s1", { basket: ["tea"], user: null }]]);
const id = signIn(sessions, "s1", "noor");
assert.strictEqual(sessions.get(id).user, "noor");
assert.deepStrictEqual(sessions.get(id).basket, ["tea"]);
const other = signIn(sessions, undefined, "sam");
assert.notStrictEqual(other, id);
assert.deepStrictEqual([sessions.get(other).user, sessions.get(other).basket], ["sam", []]);
finished = true;
