// SARIF output against the schema of SARIF 2.1.0, and the other formats of `broch scan`.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { broch, brochJson, root, scratch } from "./lib/broch.mjs";
import { needPackages } from "./lib/packages.mjs";

needPackages("ajv", "@microsoft/jest-sarif");
const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const packaged = dirname(require.resolve("@microsoft/jest-sarif/package.json"));
const schema = JSON.parse(readFileSync(join(packaged, "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
const ajv = new Ajv({ schemaId: "id", meta: false, allErrors: true });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const valid = ajv.compile(schema);
const check = (log) => assert.ok(valid(log), JSON.stringify(valid.errors?.slice(0, 5), null, 1));

const dir = scratch();
writeFileSync(join(dir, "rules.yaml"), `rules:
  - {id: no-cwe, languages: [python], severity: INFO, message: m, pattern: old($X), fix: new($X)}
`);
writeFileSync(join(dir, "a ü.py"), "eval(x)  # nosemgrep\nold(\n  1)\nexec(y)\n");
writeFileSync(join(dir, "data.c"), "\0\0");
writeFileSync(join(dir, "deep.c"), "gets(\n" + "(\n".repeat(2000));
const scan = (...args) => broch(["scan", "--config", "rules.yaml", ...args], { cwd: dir });

test("the schema is not one that takes anything", () => {
  assert.equal(valid({ version: "2.1.0", runs: [{ tool: { driver: { name: "x", no: 1 } } }] }), false);
  assert.equal(valid({ version: "2.1.0", runs: [{}] }), false);
});

test("findings, fixes, suppressions, a baseline and what was not scanned", () => {
  scan("--write-baseline", "known.json", ".");
  writeFileSync(join(dir, "b.py"), "eval(z)\n");
  const { status, stdout } = scan("--format", "sarif", "--baseline", "known.json", ".");
  assert.equal(status, 1);
  const log = JSON.parse(stdout);
  check(log);
  const { results, invocations: [invocation], taxonomies: [cwe], tool: { driver } } = log.runs[0];
  const kinds = results.map((r) => [r.ruleId, r.suppressions?.[0].kind ?? "new"]);
  assert.deepEqual(kinds, [["python-eval", "inSource"], ["no-cwe", "external"], ["python-eval", "external"],
    ["python-eval", "new"]]);
  assert.ok(results.some((r) => r.fixes));
  for (const r of results) {
    assert.equal(driver.rules[r.ruleIndex].id, r.ruleId);
    assert.match(r.partialFingerprints["brochFingerprint/v1"], /^[0-9a-f]{64}$/);
  }
  assert.ok(invocation.toolExecutionNotifications.some((n) => /binary/.test(n.message.text)));
  assert.ok(invocation.toolExecutionNotifications.some((n) => /in part/.test(n.message.text)));
  for (const rule of driver.rules) {
    assert.ok(Number(rule.properties["security-severity"]) > 0);
    for (const { target } of rule.relationships ?? []) assert.equal(cwe.taxa[target.index].id, target.id);
  }
  assert.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, "a%20%C3%BC.py");
});

test("an empty run, and one over all fixtures of the built-in rules", () => {
  check(JSON.parse(broch(["scan", "--sarif", "--lang", "python", "-"], { input: "x = 1\n" }).stdout));
  const { stdout } = broch(["scan", "--sarif", "rules"], { cwd: root });
  const log = JSON.parse(stdout);
  check(log);
  assert.ok(log.runs[0].results.length > 50);
});

test("GitHub annotations: one line each, escaped", () => {
  writeFileSync(join(dir, "x,y:z.py"), "eval(x)\n");
  const { status, stdout } = scan("--format", "github", "x,y:z.py");
  assert.equal(status, 1);
  assert.match(stdout, /^::error file=x%2Cy%3Az\.py,line=1,endLine=1,col=1,endColumn=8,title=python-eval \(CWE-95\)::[^\n]+\n$/);
});

test("one format at a time", () => {
  assert.equal(scan("--json", "--sarif", "b.py").status, 2);
  assert.equal(scan("--format", "sarif", "--json", "b.py").status, 2);
  assert.equal(scan("--format", "xml", "b.py").status, 2);
  assert.deepEqual(JSON.parse(scan("--format", "json", "b.py").stdout), brochJson(["scan", "b.py"], { cwd: dir }).json);
});

test("text: colours only on a terminal, no control characters of the code", () => {
  writeFileSync(join(dir, "esc.py"), "eval('\u001b[31m')\n");
  assert.doesNotMatch(scan("esc.py").stdout, /\u001b/);
});
