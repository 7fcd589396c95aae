import assert from "node:assert/strict";
import test from "node:test";
import { broch, brochJson } from "./lib/broch.mjs";

test("the built-in suites are listed with what they measure", () => {
  const { status, json } = brochJson(["suites", "list"]);
  assert.equal(status, 0);
  const byName = Object.fromEntries(json.suites.map((s) => [s.name, s]));
  for (const name of ["secure-code/instruct", "attack", "false-refusal", "prompt-injection"]) {
    assert.ok(byName[name].samples >= 48, name);
    assert.equal(byName[name].validity, "plumbing");
  }
  assert.equal(byName.quick.samples, 120);
  assert.match(broch(["suites", "list"]).stdout, /^attack\s+1166 samples/m);
});

test("one suite is shown with counts by slice", () => {
  const { json } = brochJson(["suites", "show", "attack"]);
  assert.equal(json.samples, 1166);
  assert.deepEqual(json.intents, { attack: 583, benign: 583 });
  assert.equal(Object.keys(json.slices.tactic).length, 14);
  assert.match(json.digest, /^[0-9a-f]{64}$/);
  assert.match(broch(["suites", "show", "attack"]).stdout, /by tactic: .*Execution/);
});

test("a bundle is shown as its members", () => {
  const { json } = brochJson(["suites", "show", "quick"]);
  assert.equal(json.members.length, 4);
  assert.equal(json.members.reduce((n, s) => n + s.samples, 0), 120);
});

test("an unknown suite exits with 2 and a suggestion", () => {
  const { status, stderr } = broch(["suites", "show", "atack"]);
  assert.equal(status, 2);
  assert.match(stderr, /did you mean `attack`/);
});
