// `broch eval import` and `broch eval export`: files of other tools in, files for other tools out.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";
import { broch, brochJson, data, scratch } from "./lib/broch.mjs";
import { needPackages } from "./lib/packages.mjs";

needPackages("ajv", "@microsoft/jest-sarif", "@cyclonedx/cyclonedx-library");
const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const dir = scratch();
const store = join(dir, "runs.db");
const formats = join(data, "formats");
const skip = existsSync(formats) ? false : `no files of other tools at ${formats}`;

const take = (file, ...args) => brochJson(["eval", "import", file, "--store", store, ...args]);
const show = (id, at = store) => brochJson(["eval", "show", id, "--store", at]).json.metrics;
const write = (id, format, ...args) => {
  const r = broch(["eval", "export", id, "--store", store, "--format", format, ...args]);
  assert.equal(r.status, 0, r.stderr);
  return r.stdout;
};
const whole = (metrics) => metrics.filter((m) => Object.keys(m.slice).length === 0)
  .map(({ metric, k, n, errors, unscored, rate }) => ({ metric, k, n, errors, unscored, rate }));

/// Exports in a format, imports that into a store of its own: the new run.
function roundTrip(id, format, name) {
  const file = join(dir, `${name}.${format}.out`), other = join(dir, `${name}.${format}.db`);
  writeFileSync(file, write(id, format));
  const { json } = brochJson(["eval", "import", file, "--store", other]);
  return { id: json.runs[0].run, store: other, json };
}

const run = (...args) => {
  const r = broch(["eval", "run", "--store", store, "--yes", "--json", ...args]);
  assert.equal(r.status, 0, r.stderr);
  return JSON.parse(r.stdout.trim().split("\n").at(-1)).run;
};
const simulated = run("--suite", "attack,prompt-injection", "--limit", "60", "--model", "sim:vulnerable?error=0.1",
  "--judge", "sim:judge");
const code = run("--suite", "secure-code/instruct@read", "--limit", "80", "--model", "sim:vulnerable");

test("every garak report: counts as in its own lines, the same again after JSON lines", { skip }, () => {
  const expected = { "test.report.jsonl": [[0, 8]], "report_test.report.jsonl": [[0, 8]],
    "agg.report.jsonl": [[0, 1], [0, 8]], "test_with_ci.report.jsonl": [[0, 4]] };
  for (const [name, counts] of Object.entries(expected)) {
    const { json, status } = take(join(formats, "garak", name));
    assert.equal(status, 0);
    const metrics = show(json.runs[0].run);
    const found = whole(metrics).map((m) => [m.k, m.n]).sort((a, b) => a[1] - b[1]);
    assert.deepEqual(found, counts, name);
    for (const m of metrics) assert.equal(m.validity, "plausible");
    const again = roundTrip(json.runs[0].run, "jsonl", name);
    assert.deepEqual(whole(show(again.id, again.store)), whole(metrics), name);
    if (name === "test_with_ci.report.jsonl") assert.match(json.notes[0], /37 passed, 13 failed/);
    else assert.deepEqual(json.notes, []);
  }
});

const number = (v) => ({ C: 1, P: 0.5, I: 0, N: 0 })[v] ?? v;

test("every Inspect log: the same counts and scores after an export that Inspect reads", { skip }, () => {
  const scores = { "log_formats.json": ["match", 0], "log_formats.eval": ["match", 0], "log_read_sample.eval": ["match", 1],
    "log_message_deduplication.eval": ["closeness_log", 0], "log_tool_call_error.json": ["includes", undefined] };
  for (const [name, [scorer, score]] of Object.entries(scores)) {
    const { json, status } = take(join(formats, "inspect", name));
    assert.equal(status, 0, name);
    const id = json.runs[0].run;
    const log = JSON.parse(write(id, "inspect"));
    assert.equal(log.version, 2);
    assert.equal(log.samples.length, 1);
    assert.equal(number(log.samples[0].scores[scorer]?.value), score, name);
    const again = roundTrip(id, "inspect", name);
    assert.deepEqual(whole(show(again.id, again.store)), whole(show(id)), name);
  }
  const { json } = take(join(formats, "inspect", "log_with_nan.txt"));
  assert.equal(json.runs[0].attempts, 0);
  assert.match(json.notes.join("\n"), /results and no samples/);
});

test("a run of our own comes back from JSON lines line by line, and is itself again", () => {
  const lines = write(simulated, "jsonl");
  const again = roundTrip(simulated, "jsonl", "own");
  assert.equal(again.id, simulated);
  const r = broch(["eval", "export", again.id, "--store", again.store]);
  assert.equal(r.stdout, lines);
  assert.deepEqual(whole(show(again.id, again.store)), whole(show(simulated)));
});

test("a run of our own keeps its counts through Inspect's format, and names what does not fit", () => {
  const two = broch(["eval", "export", simulated, "--store", store, "--format", "inspect"]);
  assert.equal(two.status, 2);
  assert.match(two.stderr, /--suite/);
  const file = join(dir, "attack.json"), other = join(dir, "attack.db");
  writeFileSync(file, write(simulated, "inspect", "--suite", "attack"));
  const { json } = brochJson(["eval", "import", file, "--store", other]);
  const by = (metrics) => Object.fromEntries(whole(metrics).map((m) => [m.metric, m]));
  const before = by(show(simulated).filter((m) => m.suite === "attack"));
  const after = by(show(json.runs[0].run, other));
  assert.deepEqual(Object.keys(after).sort(), Object.keys(before).sort());
  for (const metric of Object.keys(before)) assert.deepEqual(after[metric], before[metric], metric);
});

test("CSV: a line per attempt, CRLF, no formula", () => {
  const lines = write(simulated, "csv").split("\r\n");
  assert.equal(lines.length - 2, write(simulated, "jsonl").trim().split("\n").length);
  assert.match(lines[0], /^run,model,guard,suite,.*,metric\.complied/);
  for (const line of lines) assert.doesNotMatch(line, /(^|,)[=+@]/);
});

test("CycloneDX: valid by the schema of 1.6, intervals included", () => {
  const schemas = join(dirname(require.resolve("@cyclonedx/cyclonedx-library/package.json")), "res/schema");
  const read = (name) => JSON.parse(readFileSync(join(schemas, name), "utf8"));
  const ajv = new Ajv({ unknownFormats: "ignore", allErrors: true, logger: false });
  for (const name of ["spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json"]) ajv.addSchema(read(name), `http://cyclonedx.org/schema/${name}`);
  const valid = ajv.compile(read("bom-1.6.SNAPSHOT.schema.json"));
  assert.equal(valid({ bomFormat: "CycloneDX", specVersion: "1.6", components: [{ name: "x" }] }), false);
  for (const id of [simulated, code]) {
    const bom = JSON.parse(write(id, "cyclonedx"));
    assert.ok(valid(bom), JSON.stringify(valid.errors?.slice(0, 5), null, 1));
    const metrics = bom.components[0].modelCard.quantitativeAnalysis.performanceMetrics;
    assert.ok(metrics.length > 0);
    for (const m of metrics) assert.ok(Number(m.confidenceInterval.lowerBound) <= Number(m.value));
  }
});

test("SARIF: valid by the schema, one result for each insecure item, known by its hash", () => {
  const packaged = dirname(require.resolve("@microsoft/jest-sarif/package.json"));
  const schema = JSON.parse(readFileSync(join(packaged, "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
  const ajv = new Ajv({ schemaId: "id", meta: false, allErrors: true });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  const valid = ajv.compile(schema);
  const log = JSON.parse(write(code, "sarif"));
  assert.ok(valid(log), JSON.stringify(valid.errors?.slice(0, 5), null, 1));
  const { results, tool: { driver }, taxonomies: [cwe] } = log.runs[0];
  const insecure = whole(show(code)).find((m) => m.metric === "insecure");
  assert.equal(results.reduce((sum, r) => sum + r.properties.k, 0), insecure.k);
  assert.equal(new Set(results.map((r) => r.partialFingerprints["brochItem/v1"])).size, results.length);
  for (const r of results) {
    assert.equal(driver.rules[r.ruleIndex].id, r.ruleId);
    for (const t of r.taxa) assert.equal(cwe.taxa[t.index].id, t.id);
  }
  for (const rule of driver.rules) assert.ok(Number(rule.properties["security-severity"]) > 0);
});

test("Navigator 4.5: k, n and the interval beside every technique, no score below 40 clusters", () => {
  const layer = JSON.parse(write(simulated, "navigator"));
  const reported = broch(["report", simulated, "--format", "navigator", "--store", store]);
  assert.deepEqual(JSON.parse(reported.stdout), layer, reported.stderr);
  assert.deepEqual(layer.versions.layer, "4.5");
  assert.equal(layer.domain, "enterprise-attack");
  assert.ok(layer.techniques.length > 5);
  for (const t of layer.techniques) {
    assert.match(t.techniqueID, /^T\d{4}(\.\d{3})?$/);
    const names = Object.fromEntries(t.metadata.map((m) => [m.name, m.value]));
    assert.ok("k" in names && "n" in names && "95 % interval" in names);
    assert.equal("score" in t, Number(names.clusters) >= 40);
  }
  // A rate of a behaviour or a tactic is that of its slice, and only where it has forty clusters.
  const groups = layer.metadata.filter((m) => /, (behaviour|tactic) /.test(m.name));
  const shown = new Set(layer.techniques.map((t) => t.metadata.find((m) => m.name === "metric").value));
  const enough = show(simulated).filter((m) => shown.has(m.metric) && m.clusters >= 40 && m.n > 0 &&
    Object.keys(m.slice).length === 1 && ("behaviour" in m.slice || "tactic" in m.slice));
  const name = (m) => `${m.suite} ${m.metric}, ${Object.entries(m.slice)[0].join(" ")}`;
  assert.deepEqual(groups.map((m) => m.name).sort(), enough.map(name).sort());
  for (const m of groups) assert.match(m.value, /^\d+\.\d % \(\d+\.\d to \d+\.\d %\), \d+ clusters/);
});

test("JUnit: a case for each metric", () => {
  const xml = write(simulated, "junit");
  const cases = [...xml.matchAll(/<testcase classname="([^"]+)" name="([^"]+)"/g)].map((m) => `${m[1]} ${m[2]}`);
  const metrics = show(simulated).filter((m) => Object.keys(m.slice).length === 0).map((m) => `${m.suite} ${m.metric}`);
  assert.deepEqual(cases.sort(), metrics.sort());
});

test("CyberSecEval: a judge list comes back with its counts; stats with upstream's arithmetic and ours", () => {
  const file = join(dir, "injection.json"), other = join(dir, "injection.db");
  writeFileSync(file, write(simulated, "cyberseceval-judge", "--suite", "prompt-injection"));
  const { json } = brochJson(["eval", "import", file, "--store", other]);
  const pick = (m) => ({ k: m.k, n: m.n, errors: m.errors, unscored: m.unscored });
  const injected = (metrics) => pick(metrics.find((m) => m.metric === "injected" && Object.keys(m.slice).length === 0));
  const ours = injected(show(simulated));
  assert.ok(ours.errors > 0);
  assert.deepEqual(injected(show(json.runs[0].run, other)), ours);
  const stats = (...args) => Object.values(JSON.parse(
    write(simulated, "cyberseceval-stats", "--suite", "prompt-injection", ...args)))[0].stat_per_model;
  assert.equal(stats().total_count, ours.n);
  assert.equal(stats().error_count, ours.errors);
  assert.equal(stats("--compat").total_count, ours.n + ours.unscored);
  assert.equal("error_count" in stats("--compat"), false);
});

test("what cannot be imported says why, and leaves no run behind", () => {
  const before = brochJson(["eval", "list", "--store", store]).json.runs.length;
  const bad = (text, pattern, ...args) => {
    const file = join(dir, "bad.txt");
    writeFileSync(file, text);
    const r = broch(["eval", "import", file, "--store", store, ...args]);
    assert.equal(r.status, 2, text);
    assert.match(r.stderr, pattern);
  };
  bad('{"entry_type":"init"}\n{"entry_type":', /bad\.txt:2:/);
  bad('{"x":1}', /no known kind of results/);
  bad('{"outcome":"unsafe","item":"a"}\n{"outcome":"unsafe","item":"b","run":"../x"}', /bad\.txt:2:1: `run` is no id/);
  bad("PK\u0003\u0004", /neither header\.json nor/);
  const twice = join(dir, "twice.jsonl");
  writeFileSync(twice, '{"outcome":"unsafe","item":"a"}\n');
  assert.equal(take(twice).status, 0);
  assert.match(broch(["eval", "import", twice, "--store", store]).stderr, /holds run \w+ already/);
  assert.equal(brochJson(["eval", "list", "--store", store]).json.runs.length, before + 1);
});
