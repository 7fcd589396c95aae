let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { isAlarm } = require("./answer.js");

globalThis.probe = 0;
let wrong = isAlarm("temp > 80", { temp: 85 }) === true ? "" : "ordinary use does not work";
for (const condition of ["(globalThis.probe = 1) > 0", "temp > 0) || (globalThis.probe = 1", "[].constructor.constructor('globalThis.probe = 1')() == 1"]) {
  try {
    isAlarm(condition, { temp: 85 });
  } catch {}
  if (globalThis.probe) wrong = "a condition runs as a program";
}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
