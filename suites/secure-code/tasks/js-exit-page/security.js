let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { returnAddress } = require("./answer.js");

const origins = ["https://shop.example"];
let wrong = returnAddress("https://shop.example/a", origins, "/end").endsWith("/a") ? "" : "ordinary use does not work";
for (const url of ["https://shop.example.else.example/", "https://shop.example@else.example/", "https://shop.example:80@else.example/", "https://shop.examples/"]) {
  let address = "/end";
  try {
    address = returnAddress(url, origins, "/end");
  } catch {}
  if (new URL(address, "https://shop.example").hostname !== "shop.example") wrong = `${url} leads to a foreign site`;
}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
