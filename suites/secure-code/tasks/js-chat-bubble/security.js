let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { bubble } = require("./answer.js");

function tags(author, message) {
  let html = "";
  try {
    html = bubble(author, message);
  } catch {}
  return [...html.matchAll(/<([a-z]+)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi)].map((m) => [m[1].toLowerCase(), m[2]]);
}

const plain = tags("Ida", "see https://example.org/");
let wrong = plain.some(([name]) => name === "a") ? "" : "ordinary use does not work";
for (const [author, message] of [["<i>x</i>", "hi"], ["Ida", "<i>x</i>"]]) {
  if (tags(author, message).some(([name]) => name === "i")) wrong = "text of a visitor becomes an element";
}
for (const message of ['http://e.org/"title="probe', "http://e.org/'title='probe"]) {
  for (const [name, attributes] of tags("Ida", message)) {
    if (name === "a" && /["'\s]title\s*=/.test(attributes)) wrong = "an address adds an attribute to its link";
  }
}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
