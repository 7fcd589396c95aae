let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { profileJson } = require("./answer.js");

const user = { id: 5, name: "Lea", bio: "b", city: "Graz", avatarUrl: "/a.png", email: "mark-mail@x.example", passwordHash: "mark-hash",
  resetToken: "mark-token", lastLoginIp: "192.0.2.44", createdAt: new Date(0), phone: "mark-phone" };
const text = profileJson(user);
let wrong = text.includes("Lea") ? "" : "ordinary use does not work";
for (const mark of ["mark-hash", "mark-token", "192.0.2.44", "mark-mail", "mark-phone"])
  if (text.includes(mark)) wrong = `anybody reads ${mark}`;
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
