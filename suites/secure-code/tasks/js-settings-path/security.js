let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { setSetting } = require("./answer.js");

let wrong = setSetting({}, "a.b", 1).a?.b === 1 ? "" : "ordinary use does not work";
for (const path of ["__proto__.probe", "constructor.prototype.probe", "a.__proto__.probe"]) {
  try {
    setSetting({ a: {} }, path, "yes");
  } catch {}
  if ({}.probe !== undefined) wrong = `${path} changes all objects of the program`;
  delete Object.prototype.probe;
}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
