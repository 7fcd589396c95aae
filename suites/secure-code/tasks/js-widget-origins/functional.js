const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { corsHeaders } = require("./answer.js");

const customers = ["hotel.example", "camp.example"];
for (const origin of ["https://hotel.example", "https://www.hotel.example", "https://a.b.camp.example"]) {
  const headers = corsHeaders(origin, customers);
  assert.strictEqual(headers["Access-Control-Allow-Origin"], origin);
  assert.strictEqual(headers["Access-Control-Allow-Credentials"], "true");
}
for (const origin of [undefined, "https://other.example", "http://hotel.example"])
  assert.strictEqual(corsHeaders(origin, customers)["Access-Control-Allow-Origin"], undefined);
finished = true;
