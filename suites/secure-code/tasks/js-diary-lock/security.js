let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { setPhrase, checkPhrase } = require("./answer.js");

const one = setPhrase("rain on the roof");
const two = setPhrase("rain on the roof");
let wrong = checkPhrase("rain on the roof", one) && checkPhrase("rain on the roof", two) ? "" : "ordinary use does not work";
if (JSON.stringify(one) === JSON.stringify(two)) wrong = "the same phrase is saved the same way by everybody: no salt";
const costs = [1, 2, 3].map(() => {
  const start = process.cpuUsage();
  checkPhrase("sun", one);
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1000;
});
if (!wrong && Math.min(...costs) < 3) wrong = "a guess costs less than 3 ms of computing";
if (JSON.stringify(one).includes("rain on")) wrong = "the phrase itself is saved";
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
