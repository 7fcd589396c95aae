const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { handle } = require("./answer.js");

const session = { address: "Old Lane 1" };
const page = handle({ method: "GET" }, session);
assert.strictEqual(page.status, 200);
const form = {};
for (const [tag] of page.body.matchAll(/<input[^>]*>/gi)) {
  const attribute = (name) => (new RegExp(`${name}\\s*=\\s*"([^"]*)"`, "i").exec(tag) ?? [])[1];
  if (attribute("name")) form[attribute("name")] = attribute("value") ?? "";
}
assert.strictEqual(form.address, "Old Lane 1");
form.address = "New Street 2";
const answer = handle({ method: "POST", form }, session);
assert.deepStrictEqual([answer.status, answer.location, session.address], [303, "/account", "New Street 2"]);
finished = true;
