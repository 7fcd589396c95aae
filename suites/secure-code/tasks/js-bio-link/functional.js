const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { websiteLink } = require("./answer.js");

assert.match(websiteLink("https://example.org/me", "Ann"), /^\s*<a [^>]*href="https:\/\/example\.org\/me"[^>]*>Ann<\/a>\s*$/);
assert.match(websiteLink("example.org/me", "Ann"), /<a [^>]*href="https:\/\/example\.org\/me"/);
assert.match(websiteLink("http://example.net/", "Bo"), /<a [^>]*href="http:\/\/example\.net\/"/);
assert.strictEqual(websiteLink("", "Ann"), "Ann");
assert.strictEqual(websiteLink(null, "Ann"), "Ann");
finished = true;
