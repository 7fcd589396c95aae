let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { websiteLink } = require("./answer.js");

let wrong = websiteLink("https://example.org/", "Ann").includes("<a ") ? "" : "ordinary use does not work";
for (const address of ["javascript:void(0)", " JavaScript:void(0)", "java\tscript:void(0)", "data:text/html,x", "vbscript:x"]) {
  let html = "";
  try {
    html = websiteLink(address, "Ann");
  } catch {}
  // A browser drops tabs and line ends in an address.
  const href = (/href="([^"]*)"/i.exec(html)?.[1] ?? "").replace(/&#(\d+);/g, (_, n) => String.fromCharCode(n)).replace(/[\t\n\r]/g, "").trim();
  if (/^(javascript|data|vbscript):/i.test(href)) wrong = `${JSON.stringify(address)} becomes the target of a link`;
}
for (const [address, label] of [['https://e.org/"title="x', "Ann"], ["https://e.org/", "<u>Ann</u>"]]) {
  let html = "";
  try {
    html = websiteLink(address, label);
  } catch {}
  if (/<u>/.test(html) || /"\s*title=/.test(html)) wrong = "a value adds to the HTML";
}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
