let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { statePage } = require("./answer.js");

const count = (html) => (html.match(/<\/?[a-z][^>]*>|<!--/gi) ?? []).length;
const plain = statePage("t", { note: "x" });
let wrong = plain.includes("__STATE__") ? "" : "ordinary use does not work";
for (const note of ["</script><u>x</u>", "</SCRIPT ><u>x</u>", "<!-- <script>"]) {
  let html = plain;
  try {
    html = statePage("t", { note });
  } catch {}
  if (count(html) !== count(plain)) wrong = "a text in the state ends the script and becomes part of the page";
}
try {
  if (statePage("</title><u>", {}).includes("<u>")) wrong = "the title becomes part of the page";
} catch {}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
