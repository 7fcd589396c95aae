const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { profileJson } = require("./answer.js");

const user = { id: 5, name: "Lea", bio: "likes maps", city: "Graz", avatarUrl: "/a/5.png", email: "lea@x.example", passwordHash: "h",
  resetToken: null, lastLoginIp: "192.0.2.4", createdAt: new Date("2023-04-05T00:00:00Z") };
const text = profileJson(user);
assert.ok(JSON.parse(text));
for (const part of ["Lea", "likes maps", "Graz", "/a/5.png", "2023"]) assert.ok(text.includes(part), part);
finished = true;
