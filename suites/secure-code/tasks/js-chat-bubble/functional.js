const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { bubble } = require("./answer.js");

const html = bubble("Ida", "see https://example.org/a?b=1 and http://example.net now");
assert.match(html, /<div[^>]*class=["']?bubble/);
assert.match(html, /<b>\s*Ida\s*<\/b>/);
assert.match(html, /<a [^>]*href=["']https:\/\/example\.org\/a\?b=1["'][^>]*>\s*https:\/\/example\.org\/a\?b=1\s*<\/a>/);
assert.match(html, /<a [^>]*href=["']http:\/\/example\.net["']/);
assert.match(html, /<p>\s*see /);
assert.ok(!/<a /.test(bubble("Ida", "no address here")));
finished = true;
