let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { signIn } = require("./answer.js");

// Somebody else knows the id that the visitor had before.
const sessions = new Map([["known-before", { basket: ["tea"], user: null }]]);
const id = signIn(sessions, "known-before", "noor");
let wrong = sessions.get(id)?.user === "noor" ? "" : "ordinary use does not work";
if (sessions.get("known-before")?.user) wrong = "the id from before the sign-in is signed in, too";
if (typeof id !== "string" || id.length < 16) wrong ||= "the new id is short";
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
