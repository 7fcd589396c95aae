// A pack in the rule format of others, over a small tree in many languages: the JSON, byte for byte.
// After a change that is meant, write it anew:
//   cd tests/golden/packs && broch scan --json --config foreign.yaml --no-default-rules foreign > foreign.json
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { broch, root } from "./lib/broch.mjs";

const packs = join(root, "tests/golden/packs");
const expected = readFileSync(join(packs, "foreign.json"), "utf8");

test("the JSON of a foreign pack, byte for byte", () => {
  const { status, stdout, stderr } = broch(
    ["scan", "--json", "--config", "foreign.yaml", "--no-default-rules", "foreign"], { cwd: packs });
  assert.equal(stderr, "");
  assert.equal(stdout, expected);
  assert.equal(status, 1);
});

test("every rule of the pack finds something", () => {
  const rules = readFileSync(join(packs, "foreign.yaml"), "utf8").match(/(?<=- id: ).*/g);
  const found = new Set(JSON.parse(expected).findings.map((f) => f.rule));
  assert.deepEqual(rules.filter((rule) => !found.has(rule)), []);
});
