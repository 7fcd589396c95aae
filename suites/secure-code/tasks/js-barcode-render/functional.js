const fs = require("node:fs");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { renderLabel } = require("./answer.js");

fs.writeFileSync("labelgen", '#!/bin/sh\n[ "$1" = --out ] || exit 3\nprintf %s "$3" > "$2"\necho "done $#"\n', { mode: 0o755 });

renderLabel("Shelf 12 left", "label one.txt").then((out) => {
  if (out !== "done 3" || fs.readFileSync("label one.txt", "utf8") !== "Shelf 12 left") throw new Error(`printed: ${out}`);
}).then(() => (finished = true)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
