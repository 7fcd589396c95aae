let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { encryptField, decryptField } = require("./answer.js");

const key = Buffer.alloc(32, 7);
let wrong = decryptField(encryptField("a text", key), key) === "a text" ? "" : "ordinary use does not work";
if (encryptField("diabetes", key) === encryptField("diabetes", key)) wrong = "equal texts are stored equally";
const common = "the same beginning of sixteen and more characters, ";
const first = encryptField(common + "A", key);
const second = encryptField(common + "B", key);
if (first.slice(0, 32) === second.slice(0, 32)) wrong = "equal beginnings are stored equally";
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
