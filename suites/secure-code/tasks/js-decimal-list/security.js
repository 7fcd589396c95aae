const vm = require("node:vm");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { isNumberList } = require("./answer.js");

if (!isNumberList("1, 2.5")) {
  console.error("ordinary use does not work");
  process.exit(1);
}
globalThis.isNumberList = isNumberList;
try {
  vm.runInThisContext('isNumberList("1".repeat(45) + "x")', { timeout: 1000 });
} catch (error) {
  console.error(`46 characters: ${error.message}`);
  process.exit(1);
}
finished = true;
