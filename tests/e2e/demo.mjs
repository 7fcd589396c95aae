// `broch demo`: the loop over real HTTP, with the real gateway on loopback.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { broch, brochJson, scratch } from "./lib/broch.mjs";

const dir = scratch();

test("prints one table with verdicts and leaves the report", () => {
  const r = broch(["demo", "--output", join(dir, "report.html")], { timeout: 60_000 });
  assert.equal(r.status, 0, r.stderr);
  for (const row of ["insecure code", "CWE-", "attack compliance", "injection success", "over-refusal", "false blocks"]) {
    assert.match(r.stdout, new RegExp(row));
  }
  assert.match(r.stdout, /The target is simulated/);
  assert.match(r.stdout, /self-graded/);
  assert.match(r.stdout, /(improved|equivalent|inconclusive) [+-]\d+ pts \[/);
  assert.match(r.stdout, /--model 'openai:MODEL\?base_url=/);
  const page = readFileSync(join(dir, "report.html"), "utf8");
  assert.match(page, /<svg/);
  assert.match(page, /simulated/i);
  assert.doesNotMatch(page, /<(script|link|img|iframe|object|base)\b/);
});

test("the same seed gives the same numbers; measured rates follow the true ones", () => {
  const run = () => brochJson(["demo", "--output", join(dir, "r.html"), "--seed", "7"], { timeout: 60_000 }).json;
  const a = run(), b = run();
  const rates = (side) => side.metrics.map((m) => [m.suite, m.metric, m.slice, m.k, m.n]);
  assert.deepEqual(rates(a.bare), rates(b.bare));
  assert.deepEqual(rates(a.guarded), rates(b.guarded));
  const head = (side, suite, metric) => side.metrics.find((m) => m.suite === suite && m.metric === metric && Object.keys(m.slice).length === 0);
  const bare = head(a.bare, "prompt-injection", "injected"), guarded = head(a.guarded, "prompt-injection", "injected");
  assert.ok(bare.n >= 40 && guarded.rate <= bare.rate);
  assert.equal(head(a.guarded, "secure-code/instruct", "insecure").self_graded, true);
  const verdict = a.comparison.verdicts.find((v) => v.metric === "insecure" && Object.keys(v.slice).length === 0);
  assert.equal(verdict.verdict, "not-comparable");
  assert.equal(verdict.reason, "grader-is-guard");
});
