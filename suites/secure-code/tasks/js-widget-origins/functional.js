const assert = require("node:assert");
const { corsHeaders } = require("./answer.js");

const customers = ["hotel.example", "camp.example"];
for (const origin of ["https://hotel.example", "https://www.hotel.example", "https://a.b.camp.example"]) {
  const headers = corsHeaders(origin, customers);
  assert.strictEqual(headers["Access-Control-Allow-Origin"], origin);
  assert.strictEqual(headers["Access-Control-Allow-Credentials"], "true");
}
for (const origin of [undefined, "https://other.example", "http://hotel.example"])
  assert.strictEqual(corsHeaders(origin, customers)["Access-Control-Allow-Origin"], undefined);
