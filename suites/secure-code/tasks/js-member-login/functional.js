const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { hash, login } = require("./answer.js");

const rows = [{ email: "a@club.example", pinHash: hash("1234"), name: "Al" }];
const same = (value, want) => value === (want?.$eq ?? want);
const members = { findOne: async (q) => rows.find((r) => Object.keys(q).every((k) => same(r[k], q[k]))) ?? null };

(async () => {
  assert.strictEqual(hash("1234"), "03ac674216f3e15c761ee1a5e255f067953623c8b388b4459e13f978d7c846f4");
  assert.strictEqual((await login(members, { email: "a@club.example", pin: "1234" })).name, "Al");
  assert.strictEqual(await login(members, { email: "a@club.example", pin: "9" }), null);
  assert.strictEqual(await login(members, { pin: "1234" }), null);
})().then(() => (finished = true)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
