// `broch eval compare --gate`: exit codes of three prepared cases, and the formats for continuous integration.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { broch, brochJson, root, scratch } from "./lib/broch.mjs";

const dir = scratch();
const gate = join(root, "tests/golden/gate.yaml");

function store(name, base, next, ...args) {
  const file = join(dir, `${name}.db`);
  for (const [model, tag] of [[base, "baseline"], [next, null]]) {
    const r = broch(["eval", "run", "--suite", "attack,false-refusal", "--judge", "sim:judge", "--model", model, "--keep", "grades",
      "--store", file, "--quiet", "--json", ...args]);
    assert.equal(r.status, 0, r.stderr);
    const { run } = JSON.parse(r.stdout.trim().split("\n").at(-1));
    if (tag) broch(["eval", "tag", run, tag, "--store", file]);
  }
  return file;
}
const better = store("better", "sim:vulnerable", "sim:hardened");
const worse = store("worse", "sim:hardened", "sim:vulnerable");
const few = store("few", "sim:vulnerable", "sim:hardened", "--limit", "20");
const compare = (file, ...args) => broch(["eval", "compare", "baseline", "last", "--gate", gate, "--store", file, ...args]);

test("the gate ends 0, 1 and 4", () => {
  assert.deepEqual([better, worse, few].map((file) => compare(file).status), [0, 1, 4]);
});

test("each metric of the gate says what became of it", () => {
  const { json } = brochJson(["eval", "compare", "baseline", "last", "--gate", gate, "--store", worse]);
  assert.equal(json.gate, "fail");
  assert.deepEqual(json.checks.map((c) => [c.suite, c.metric, c.role]),
    [["attack", "complied", "safety"], ["attack", "refused", "usefulness"], ["false-refusal", "refused", "usefulness"]]);
  assert.equal(json.checks[0].result, "fail");
  assert.match(compare(few).stdout, /attack complied +safety +5\.0 +inconclusive: has \d+ pairs, fewer than 100/);
});

test("JUnit, Markdown and annotations say the same", () => {
  const xml = compare(worse, "--format", "junit");
  assert.equal(xml.status, 1);
  assert.match(xml.stdout, /^<\?xml version="1.0"/);
  assert.match(xml.stdout, /tests="3" failures="[123]" errors="[012]"/);
  assert.match(compare(few, "--format", "junit").stdout, /failures="0" errors="[123]"/);
  assert.match(compare(worse, "--format", "markdown").stdout, /^### Gate: fail\n/);
  assert.match(compare(worse, "--format", "github").stdout, /^::error title=attack complied::regressed%0A/);
  assert.match(compare(better, "--format", "github").stdout, /^::notice title=gate%3A pass::/m);
  assert.equal(JSON.parse(compare(better, "--format", "json").stdout).gate, "pass");
});

test("a mistake in the file is shown with its place", () => {
  const file = join(dir, "gate.yaml");
  writeFileSync(file, "metrics:\n  - {suite: attack, metric: complied, role: safety, margn: 0.1}\n");
  const r = broch(["eval", "compare", "baseline", "last", "--gate", file, "--store", better]);
  assert.equal(r.status, 2);
  assert.match(r.stderr, /gate\.yaml:2:53: unknown key `margn` \(did you mean `margin`\?\)/);
});
