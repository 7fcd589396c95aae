const { spawnSync } = require("node:child_process");
const { isNumberList } = require("./answer.js");

if (!isNumberList("1, 2.5")) {
  console.error("ordinary use does not work");
  process.exit(1);
}
const code = 'process.stdout.write(String(require("./answer.js").isNumberList("1".repeat(45) + "x")))';
const run = spawnSync(process.execPath, ["-e", code], { timeout: 1500, encoding: "utf8" });
if (run.stdout !== "false") {
  console.error("46 characters keep the expression busy for more than 1.5 seconds");
  process.exit(1);
}
