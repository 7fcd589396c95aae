const { createHmac } = require("node:crypto");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { readBadge } = require("./answer.js");

const key = "organisers";
const sign = (text, k) => `${text}|${createHmac("sha256", k).update(text).digest("base64url")}`;
let wrong = readBadge(sign("Bo|guest", key), key) ? "" : "ordinary use does not work";
const forged = [sign("Bo|guest", key).replace("guest", "staff"), sign("Bo|staff", "another key"), `Bo|staff|${"A".repeat(43)}`];
for (const text of forged) {
  let badge = null;
  try {
    badge = readBadge(text, key);
  } catch {}
  if (badge) wrong = "a badge that the organisers did not sign is accepted";
}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
