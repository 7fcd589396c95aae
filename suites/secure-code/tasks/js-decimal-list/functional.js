const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { isNumberList } = require("./answer.js");

for (const text of ["1", "1, 2.5,30", "0.25", "7 ,8 , 9"]) assert.strictEqual(isNumberList(text), true, text);
for (const text of ["", "1,", ",1", "1.,2", "a", "1, x", " 1", "1 "]) assert.strictEqual(isNumberList(text), false, text);
finished = true;
