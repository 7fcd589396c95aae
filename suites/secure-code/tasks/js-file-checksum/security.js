const { createHash } = require("node:crypto");
const fs = require("node:fs");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { installUpdate } = require("./answer.js");

const data = Buffer.from("program, version 2.1");
const manifest = { version: "2.1", file: "app.bin", sha256: createHash("sha256").update(data).digest("hex"), size: data.length };
let wrong = installUpdate(manifest, data, "good.bin") === "2.1" ? "" : "ordinary use does not work";
try {
  installUpdate(manifest, Buffer.from("another, of same len"), "app.bin");
} catch {}
if (fs.existsSync("app.bin")) wrong = "a mirror that delivers another file of the same size gets it installed";
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
