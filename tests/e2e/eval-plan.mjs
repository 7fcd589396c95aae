// `broch eval plan`, `broch eval run --plan`, and what `compare` says of it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { broch, brochJson, scratch } from "./lib/broch.mjs";

const dir = scratch();
const store = join(dir, "runs.db");
const plan = join(dir, "plan.json");
const run = (tag, args = [], limit = "60") => {
  const r = broch(["eval", "run", "--suite", "false-refusal", "--model", "sim:vulnerable", "--limit", limit, "--store", store,
    "--quiet", "--json", ...args]);
  if (r.status === 0) broch(["eval", "tag", JSON.parse(r.stdout.trim().split("\n").at(-1)).run, tag, "--store", store]);
  return r;
};
const compare = (base, next, ...args) => brochJson(["eval", "compare", base, next, "--store", store, ...args]).json.plan;

test("a plan says what the suite shows and what the difference takes", () => {
  const { json, status } = brochJson(["eval", "plan", "--suite", "false-refusal", "--limit", "60", "--difference", "0.05",
    "--icc", "0", "-o", plan]);
  assert.equal(status, 0);
  const [suite] = json.suites;
  assert.equal(suite.samples, 60);
  // Connor's number at 20 % discordant pairs and 5 points: 625.547.
  assert.equal(suite.items_needed, 626);
  assert.equal(suite.enough, false);
  // (1.959964 + .841621) sqrt(.2 / items)
  assert.ok(Math.abs(suite.detectable - 2.801585 * Math.sqrt(0.2 / suite.items)) < 1e-5);
  assert.equal(json.sha256, createHash("sha256").update(readFileSync(plan)).digest("hex"));
  const text = broch(["eval", "plan", "--suite", "false-refusal", "--judge", "sim:judge", "--model", "sim:hardened"]).stdout;
  assert.match(text, /too few|enough/);
  assert.match(text, /money: about \$0\.00; judge: at most about \$0\.00/);
  assert.match(text, /hours at 10 s a request/);
});

test("what is no number is refused where a number is asked for", () => {
  const options = [["--difference", "nan"], ["--alpha", "nan"], ["--power", "NaN"], ["--seconds", "inf"]];
  for (const option of options) {
    const r = broch(["eval", "plan", "--suite", "attack", ...option]);
    assert.equal(r.status, 2, option.join(" "));
    assert.match(r.stderr, /is no number within/);
  }
  writeFileSync(join(dir, "open.json"), JSON.stringify({ ...JSON.parse(readFileSync(plan)), difference: null }));
  const r = run("open", ["--plan", join(dir, "open.json")]);
  assert.equal(r.status, 2);
  assert.match(r.stderr, /names no `difference`/);
});

test("a run records its plan, and refuses another one", () => {
  assert.equal(run("before").status, 0);
  assert.equal(run("planned", ["--plan", plan]).status, 0);
  const other = run("no", ["--plan", plan], "50");
  assert.equal(other.status, 2);
  assert.match(other.stderr, /the plan [0-9a-f]{12} has (another number of samples|other content)/);
  writeFileSync(join(dir, "none.json"), "{}");
  assert.equal(run("no", ["--plan", join(dir, "none.json")]).status, 2);
});

test("a run is not compared with itself", () => {
  const r = broch(["eval", "compare", "planned", "planned", "--store", store]);
  assert.equal(r.status, 2);
  assert.match(r.stderr, /are the same run/);
});

test("compare says whether what is compared was planned", () => {
  const sha256 = createHash("sha256").update(readFileSync(plan)).digest("hex");
  assert.deepEqual(compare("before", "planned"), { sha256, registered: true, deviations: [] });
  assert.deepEqual(compare("planned", "before"), { sha256: null, registered: false, deviations: [] });
  const moved = compare("before", "planned", "--margin", "0.1");
  assert.equal(moved.registered, false);
  assert.deepEqual(moved.deviations, ["margin 0.1, planned 0.05"]);
  const text = broch(["eval", "compare", "before", "planned", "--alpha", "0.1", "--store", store]).stdout;
  assert.match(text, /pre-registered: not as planned in [0-9a-f]{12} \(alpha 0\.1, planned 0\.05\)/);
});
