let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { clientIp } = require("./answer.js");

let wrong = clientIp("10.0.0.2", { "x-forwarded-for": "198.51.100.7" }) === "198.51.100.7" ? "" : "ordinary use does not work";
// The visitor sent a header of his own, the balancer appended the address it saw.
if (clientIp("10.0.0.2", { "x-forwarded-for": "203.0.113.1, 198.51.100.7" }) !== "198.51.100.7") wrong = "the visitor chooses his own address";
if (clientIp("198.51.100.9", { "x-forwarded-for": "203.0.113.1" }) !== "198.51.100.9") wrong = "a direct visitor chooses his own address";
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
