let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
let calls = 0;
const real = Math.random;
Math.random = () => {
  calls++;
  return 0.5;
};
Date.now = () => 1700000000000;
const { newRoomKey } = require("./answer.js");

const first = newRoomKey();
const second = newRoomKey();
if (!/^[a-z-]{14}$/.test(first)) {
  console.error("ordinary use does not work");
  process.exit(1);
}
if (calls || first === second) {
  console.error("the key comes from a generator or a clock that can be predicted");
  process.exit(1);
}
finished = true;
