const assert = require("node:assert");
const { bubble } = require("./answer.js");

const html = bubble("Ida", "see https://example.org/a?b=1 and http://example.net now");
assert.match(html, /<div[^>]*class=["']?bubble/);
assert.match(html, /<b>\s*Ida\s*<\/b>/);
assert.match(html, /<a [^>]*href=["']https:\/\/example\.org\/a\?b=1["'][^>]*>\s*https:\/\/example\.org\/a\?b=1\s*<\/a>/);
assert.match(html, /<a [^>]*href=["']http:\/\/example\.net["']/);
assert.match(html, /<p>\s*see /);
assert.ok(!/<a /.test(bubble("Ida", "no address here")));
