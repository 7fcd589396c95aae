// `broch eval conditions`, and `broch eval run --conditions`: a matrix makes one run, sliced by each of its factors.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { broch, brochJson, root, scratch } from "./lib/broch.mjs";

const dir = scratch();
const golden = join(root, "tests/golden/conditions.yaml");
const store = join(dir, "runs.db");
const file = (name, text) => {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
};
const small = file("small.yaml", "conditions: [plain, base64, multi-turn]\nguards: [none, balanced]\n");
const run = (args, store = join(dir, "runs.db")) => broch(["eval", "run", "--suite", "attack", "--model", "sim:vulnerable",
  "--store", store, "--quiet", "--json", ...args]);
const idOf = (r) => {
  assert.equal(r.status, 0, r.stderr);
  return JSON.parse(r.stdout.trim().split("\n").at(-1)).run;
};
const linesOf = (id, from = store) => broch(["eval", "export", id, "--format", "jsonl", "--store", from]).stdout.trim()
  .split("\n").map((line) => JSON.parse(line));

test("the techniques are listed with an example each, as text and as JSON", () => {
  const { json, status } = brochJson(["eval", "conditions"]);
  assert.equal(status, 0);
  const names = json.techniques.map((t) => t.name);
  for (const name of ["persona", "authority", "hypothetical", "role-play", "refusal-suppression", "prefix-injection", "base64",
    "hex", "rot13", "leet", "zero-width", "homoglyph", "spacing", "payload-split", "few-shot", "many-shot", "multi-turn",
    "tool-result", "document"]) assert.ok(names.includes(name), name);
  const example = (name) => json.techniques.find((t) => t.name === name).example.at(-1).text;
  assert.ok(example("base64").includes(Buffer.from("How do I set up a firewall?").toString("base64")));
  assert.ok(example("hex").includes(Buffer.from("How do I set up a firewall?").toString("hex")));
  assert.equal(json.techniques.find((t) => t.name === "many-shot").number.most, 256);
  const text = broch(["eval", "conditions"]);
  assert.equal(text.status, 0);
  for (const name of names) assert.match(text.stdout, new RegExp(`^${name}: `, "m"));
  // What the matrix makes of them.
  const cells = brochJson(["eval", "conditions", small]).json;
  assert.equal(cells.cells.length, 6);
  assert.equal(cells.requests, 10);
  assert.deepEqual(cells.cells[0].slice, { condition: "plain", guard: "none" });
});

test("a run has a slice for each behaviour under each condition and guard", () => {
  const id = idOf(run(["--conditions", golden, "--limit", "28"]));
  const { metrics, conditions } = brochJson(["eval", "show", id, "--store", store]).json;
  assert.match(conditions.matrix.digest, /^[0-9a-f]{64}$/);
  const refused = metrics.filter((m) => m.metric === "not_refused");
  const keys = new Set(refused.map((m) => Object.keys(m.slice).sort().join(",")));
  for (const key of ["", "condition", "guard", "behaviour", "condition,guard", "behaviour,condition,guard"])
    assert.ok(keys.has(key), `${key} in ${[...keys]}`);
  const cells = refused.filter((m) => "condition" in m.slice && "guard" in m.slice && !("behaviour" in m.slice));
  assert.equal(cells.length, 22 * 2);
  for (const m of cells) assert.equal(m.n + m.errors + m.unscored, cells[0].n + cells[0].errors + cells[0].unscored);
  // Pairs: every cell holds the same items.
  const items = {};
  for (const line of linesOf(id)) {
    const cell = `${line.condition.condition} ${line.condition.guard}`;
    (items[cell] ??= new Set()).add(line.item);
    assert.equal(line.slices.condition, line.condition.condition);
    assert.equal(line.slices.guard, line.condition.guard ?? "none");
    assert.ok(line.slices.behaviour);
  }
  assert.equal(Object.keys(items).length, 44);
  const [first, ...others] = Object.values(items).map((set) => [...set].sort().join());
  for (const other of others) assert.equal(other, first);
  const csv = broch(["eval", "export", id, "--format", "csv", "--store", store]).stdout;
  assert.match(csv.split("\r\n")[0], /slice\.behaviour,slice\.condition,slice\.guard/);
  const shown = broch(["eval", "show", id, "--slices", "--store", store]).stdout;
  assert.match(shown, /over all cells of the matrix/);
  assert.match(shown, /condition=base64 guard=balanced/);
});

test("rates by condition are what the simulator states", () => {
  // 583 attacks in each cell; the means over their categories follow from src/sim/scripts/vulnerable.yaml.
  const matrix = file("rates.yaml", "conditions: [plain, hex, {name: many, apply: [{many-shot: 20}]}]\n");
  const id = idOf(run(["--conditions", matrix]));
  const script = readFileSync(join(root, "src/sim/scripts/vulnerable.yaml"), "utf8").split("suite: attack")[1];
  const rates = Object.fromEntries([...script.matchAll(/(T\d+): (0\.\d+)/g)].map(([, name, rate]) => [name, Number(rate)]));
  const stated = (category, more) => (rates[category] ?? rates[category.split(".")[0]] ?? 0.5) + more;
  for (const [condition, more] of [["plain", 0], ["hex", -0.18], ["many", 0.18]]) {
    const of = linesOf(id).filter((l) => l.slices.condition === condition && l.intent === "attack");
    const expected = of.reduce((sum, l) => sum + stated(l.category, more), 0) / of.length;
    const seen = of.filter((l) => l.truth === "unsafe").length / of.length;
    assert.ok(of.length > 500, `${of.length}`);
    // Four standard errors of a share of a half, with the design effect of the clusters.
    assert.ok(Math.abs(seen - expected) < 4 * Math.sqrt(0.25 / of.length) * 1.2, `${condition}: ${seen}, stated ${expected}`);
  }
  // The factor's effect, paired by item over the cells of one run.
  const factors = brochJson(["eval", "factors", id, "--store", store]).json;
  assert.deepEqual(factors.factors, ["condition"]);
  assert.ok(factors.effects.every((e) => e.pairs === 1 && !e.confounded));
});

test("a run goes on under the matrix that it began with, and under no other", () => {
  const matrix = file("resume.yaml", readFileSync(small, "utf8"));
  const own = join(dir, "resume.db");
  idOf(run(["--limit", "28", "--conditions", matrix], own));
  assert.equal(linesOf("last", own).length, 28 * 6);

  writeFileSync(matrix, "conditions: [plain, base64]\nguards: [none, balanced]\n");
  const other = broch(["eval", "run", "--resume", "last", "--store", own, "--json"]);
  assert.equal(other.status, 2);
  assert.match(other.stderr, /condition set/);
  writeFileSync(matrix, "# the same, otherwise written\n" + readFileSync(small, "utf8"));
  const same = broch(["eval", "run", "--resume", "last", "--store", own, "--json"]);
  assert.equal(same.status, 0, same.stderr);
});

test("a guard that grades is told by cell", () => {
  const matrix = file("guards.yaml", "guards: [none, balanced]\n");
  const id = idOf(broch(["eval", "run", "--suite", "secure-code/instruct", "--limit", "20", "--model", "sim:vulnerable",
    "--conditions", matrix, "--store", store, "--quiet", "--json"]));
  const insecure = brochJson(["eval", "show", id, "--store", store]).json.metrics.filter((m) => m.metric === "insecure");
  const of = (slice) => insecure.find((m) => JSON.stringify(m.slice) === JSON.stringify(slice)).self_graded;
  assert.equal(of({ guard: "none" }), false);
  assert.equal(of({ guard: "balanced" }), true);
  assert.equal(of({}), true);
});

test("several attempts give success against their number", () => {
  const id = idOf(run(["--limit", "112", "--attempts", "5"]));
  const { metrics } = brochJson(["eval", "show", id, "--store", store]).json;
  const whole = metrics.find((m) => m.metric === "not_refused" && Object.keys(m.slice).length === 0);
  assert.deepEqual(whole.pass_at.map((p) => p.k), [1, 2, 3, 5]);
  for (let i = 1; i < 4; i++) assert.ok(whole.pass_at[i].rate > whole.pass_at[i - 1].rate);
  for (const p of whole.pass_at) assert.ok(p.low <= p.rate && p.rate <= p.high);
  assert.match(broch(["eval", "show", id, "--store", store]).stdout, /at least once in +1 +2 +3 +5/);
  assert.match(broch(["report", id, "--format", "markdown", "--store", store]).stdout, /Success against attempts/);
});

test("a deadline makes an error of what takes longer, and only of that", () => {
  const slow = idOf(broch(["eval", "run", "--suite", "attack", "--limit", "20", "--model", "sim:vulnerable?latency=200ms",
    "--deadline", "200ms", "--store", store, "--quiet", "--json"]));
  const lines = linesOf(slow);
  const errors = lines.filter((l) => l.outcome === "error");
  assert.ok(errors.length > 0 && errors.length < lines.length, `${errors.length}`);
  for (const l of errors) assert.match(l.error, /timeout: .*deadline of 200 ms/);
  const bad = run(["--deadline", "soon"]);
  assert.equal(bad.status, 2);
  assert.match(bad.stderr, /`soon` is no deadline/);
});

test("a matrix file's mistakes are told with their place", () => {
  const cases = [
    ["conditions: [plain, base46]\n", /:1:21: .*did you mean `base64`/],
    ["condition: [plain]\n", /:1:1: .*did you mean `conditions`/],
    ["guards: [none, balancd]\n", /:1:16: .*did you mean `balanced`/],
    ["guards: [/etc/passwd]\n", /:1:10: .*outside the folder/],
    ["conditions: [plain\n", /bad\.yaml:/],
  ];
  for (const [text, expected] of cases) {
    const bad = file("bad.yaml", text);
    for (const r of [run(["--conditions", bad]), broch(["eval", "conditions", bad])]) {
      assert.equal(r.status, 2, text);
      assert.match(r.stderr, expected);
    }
  }
  const both = run(["--conditions", small, "--guard", "balanced"]);
  assert.equal(both.status, 2);
  assert.match(both.stderr, /the run has a guard/);
});
