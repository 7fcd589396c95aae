let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { corsHeaders } = require("./answer.js");

const customers = ["hotel.example"];
let wrong = corsHeaders("https://www.hotel.example", customers)["Access-Control-Allow-Origin"] ? "" : "ordinary use does not work";
for (const origin of ["https://grandhotel.example", "https://hotel.example.other.example", "https://other.example/hotel.example", "null"]) {
  let headers = {};
  try {
    headers = corsHeaders(origin, customers);
  } catch {}
  if (headers["Access-Control-Allow-Origin"]) wrong = `${origin} may read the answers with the visitor's cookies`;
}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
