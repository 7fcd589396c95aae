const { setPhrase, checkPhrase } = require("./answer.js");

const one = setPhrase("rain on the roof");
const two = setPhrase("rain on the roof");
let wrong = checkPhrase("rain on the roof", one) && checkPhrase("rain on the roof", two) ? "" : "ordinary use does not work";
if (JSON.stringify(one) === JSON.stringify(two)) wrong = "the same phrase is saved the same way by everybody: no salt";
const start = process.hrtime.bigint();
for (let i = 0; i < 3; i++) checkPhrase("sun", one);
if (!wrong && Number(process.hrtime.bigint() - start) / 3e6 < 3) wrong = "a guess costs less than 3 ms";
if (JSON.stringify(one).includes("rain on")) wrong = "the phrase itself is saved";
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
