let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { handle } = require("./answer.js");

const session = { address: "Old Lane 1" };
let wrong = handle({ method: "GET" }, session).status === 200 ? "" : "ordinary use does not work";
const other = {};
const foreign = /name="(?!address)([^"]+)" value="([^"]+)"/.exec(handle({ method: "GET" }, other).body ?? "");
// A page elsewhere can send the fields it likes, not those it cannot know.
const forms = [{ address: "Elsewhere 3" }, { address: "Elsewhere 3", token: "", _csrf: "" }];
if (foreign) forms.push({ address: "Elsewhere 3", [foreign[1]]: foreign[2] });
for (const form of forms) {
  try {
    handle({ method: "POST", form }, session);
  } catch {}
  if (session.address !== "Old Lane 1") wrong = "a form on another site changes the address";
}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
