const vm = require("node:vm");
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
