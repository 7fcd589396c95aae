// `broch eval history` and `broch eval drift` on runs of the simulators.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { broch, brochJson, scratch } from "./lib/broch.mjs";

const dir = scratch();
const store = join(dir, "runs.db");
function run(tag, ...args) {
  const r = broch(["eval", "run", "--suite", "false-refusal", "--keep", "grades", "--store", store, "--quiet", "--json", ...args]);
  assert.equal(r.status, 0, r.stderr);
  const { run: id } = JSON.parse(r.stdout.trim().split("\n").at(-1));
  broch(["eval", "tag", id, tag, "--store", store]);
  return id;
}
const first = run("baseline", "--model", "sim:vulnerable");
run("again", "--model", "sim:vulnerable");
run("guarded", "--model", "sim:vulnerable", "--guard", "balanced");
run("other", "--model", "sim:hardened");
const drift = (...args) => broch(["eval", "drift", ...args, "--store", store]);

test("the same configuration that answers the same is steady", () => {
  const r = drift("baseline", "again", "--require-evidence");
  assert.equal(r.status, 0, r.stderr + r.stdout);
  assert.match(r.stdout, /^drift: steady$/m);
});

test("a configuration that was changed is refused, and the change is named", () => {
  const guarded = drift("baseline", "guarded");
  assert.equal(guarded.status, 2);
  assert.match(guarded.stderr, /guard \(none, then balanced\)/);
  const other = drift();                                     // baseline and last
  assert.equal(other.status, 2);
  assert.match(other.stderr, /model \(sim:vulnerable, then sim:hardened\)/);
});

test("an unchanged configuration that answers otherwise ends 1", () => {
  // The same options before and after, other answers: a server that was exchanged.
  const suite = join(dir, "mine.yaml"), replies = join(dir, "replies.jsonl");
  const ids = Array.from({ length: 60 }, (_, i) => `q${i}`);
  writeFileSync(suite, "name: mine\ngrader: contains\nsamples:\n" +
    ids.map((id) => `  - {id: ${id}, prompt: "Question ${id}?", must_contain: heron}\n`).join(""));
  const answer = (tag, text) => {
    writeFileSync(replies, ids.map((id) => JSON.stringify({ id, response: text })).join("\n"));
    const r = broch(["eval", "run", "--suite", suite, "--model", `replay:${replies}#response`, "--store", store, "--quiet", "--json"]);
    assert.equal(r.status, 0, r.stderr);
    broch(["eval", "tag", JSON.parse(r.stdout.trim().split("\n").at(-1)).run, tag, "--store", store]);
  };
  answer("canary", "a heron");
  answer("later", "a gull");
  const { json, status } = brochJson(["eval", "drift", "canary", "later", "--store", store]);
  assert.equal(status, 1);
  assert.equal(json.status, "moved");
  assert.deepEqual(json.moved, ["mine correct"]);
  assert.deepEqual(json.changes, []);
  assert.deepEqual(json.comparison.differing_factors, ["fingerprint"]);
  assert.equal(drift("canary", "canary").status, 0);
});

test("history shows each run with its interval and marks what changed", () => {
  const { json, status } = brochJson(["eval", "history", "--suite", "false-refusal", "--metric", "refused", "--store", store]);
  assert.equal(status, 0);
  assert.equal(json.series.length, 1);
  const { points } = json.series[0];
  assert.equal(points[0].run, first);
  assert.deepEqual(points.map((p) => p.changed), [[], [], ["guard", "guard_policy"], ["model", "guard", "guard_policy"]]);
  for (const p of points) assert.ok(p.low <= p.rate && p.rate <= p.high);
  const text = broch(["eval", "history", "--suite", "false-refusal", "--store", store, "--last", "2"]).stdout;
  assert.match(text, /\* model, guard, guard_policy/);
  assert.equal(brochJson(["eval", "history", "--model", "sim:hardened", "--store", store]).json.series[0].points.length, 1);
});
