let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { hash, login } = require("./answer.js");

const rows = [{ email: "a@club.example", pinHash: hash("1234") }, { email: "b@club.example", pinHash: hash("8888") }];
const holds = (value, want) =>
  want !== null && typeof want === "object"
    ? ("$eq" in want && value === want.$eq) || ("$ne" in want && value !== want.$ne) || ("$gt" in want && value > want.$gt) || ("$regex" in want && new RegExp(want.$regex).test(value))
    : value === want;
const members = { findOne: async (q) => rows.find((r) => Object.keys(q).every((k) => holds(r[k], q[k]))) ?? null };

(async () => {
  if (!(await login(members, { email: "a@club.example", pin: "1234" }))) throw new Error("ordinary use does not work");
  for (const email of [{ $ne: "x" }, { $gt: "" }, { $regex: "^b" }]) {
    const found = await login(members, { email, pin: "8888" }).catch(() => null);
    if (found) throw new Error("a query operator in the body finds a member without the email");
  }
})().then(() => (finished = true)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
