const assert = require("node:assert");
const { createHash } = require("node:crypto");
const fs = require("node:fs");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { installUpdate } = require("./answer.js");

const data = Buffer.from("program, version 2.1");
const manifest = { version: "2.1", file: "app.bin", sha256: createHash("sha256").update(data).digest("hex"), size: data.length };
fs.writeFileSync("app.bin", "program, version 2.0");
assert.throws(() => installUpdate(manifest, data.subarray(0, 9), "app.bin"));
assert.strictEqual(fs.readFileSync("app.bin", "utf8"), "program, version 2.0");
assert.strictEqual(installUpdate(manifest, data, "app.bin"), "2.1");
assert.strictEqual(fs.readFileSync("app.bin", "utf8"), "program, version 2.1");
finished = true;
