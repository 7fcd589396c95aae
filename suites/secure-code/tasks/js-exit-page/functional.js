const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { returnAddress } = require("./answer.js");

const origins = ["https://shop.example", "https://shop.example:8443"];
for (const url of ["https://shop.example/cart?id=4", "https://shop.example:8443/done", "https://shop.example/"])
  assert.strictEqual(returnAddress(url, origins, "/end"), url);
for (const url of ["https://else.example/", "", undefined, "nonsense"]) assert.strictEqual(returnAddress(url, origins, "/end"), "/end");
finished = true;
