const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { isAlarm } = require("./answer.js");

const readings = { temp: 85, pressure: 2.5, level: 5 };
const cases = [["temp > 80 && pressure >= 2.5", true], ["!(level < 10) || temp == 0", false], ["temp < 10 || level <= 5", true],
  ["temp != 85", false], ["(temp > 80)", true], ["level > 1 && level < 3 || temp == 85", true]];
for (const [condition, expected] of cases) assert.strictEqual(isAlarm(condition, readings), expected, condition);
for (const condition of ["temp >", "&& temp", "(temp > 1", "humidity > 3"]) assert.throws(() => isAlarm(condition, readings), condition);
finished = true;
