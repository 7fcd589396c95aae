let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { compile } = require("./answer.js");

globalThis.probe = 0;
let wrong = compile({ fields: [{ name: "a", min: 1 }] })({ a: 0 }).length === 1 ? "" : "ordinary use does not work";
const fields = [{ name: 'a"]; globalThis.probe = 1; values["b' }, { name: "a", min: "(globalThis.probe = 1)" }, { name: "a", max: "0); (globalThis.probe = 1" },
  { name: "a", pattern: "x/.test(globalThis.probe = 1) || /x" }];
for (const field of fields) {
  try {
    compile({ fields: [field] })({ a: 1 });
  } catch {}
  if (globalThis.probe) wrong = "the description of a form runs as a program";
}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
