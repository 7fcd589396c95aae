// Findings that are known: fingerprints, baseline files, suppressions.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { broch, brochJson, scratch } from "./lib/broch.mjs";

const dir = scratch();
const file = (name, text) => {
  writeFileSync(join(dir, name), text);
  return name;
};
const scan = (...args) => brochJson(["scan", ...args], { cwd: dir });

test("a baseline hides what is known, and only that", () => {
  file("a.py", "eval(x)\neval(x)\n");
  const written = scan("--write-baseline", "known.json", "a.py");
  assert.equal(written.status, 0);
  assert.equal(written.json.findings.length, 2);
  const again = scan("--baseline", "known.json", "./a.py");
  assert.deepEqual([again.status, again.json.findings.length, again.json.baseline], [0, 0, 2]);
  // Lines move, and a third equal line comes.
  file("a.py", "import os\n\neval(x)\nif y:\n    eval(x)\n\neval(x)\n");
  const third = scan("--baseline", "known.json", "a.py");
  assert.equal(third.status, 1);
  assert.deepEqual(third.json.findings.map((f) => f.line), [7]);
  assert.match(broch(["scan", "--baseline", "known.json", "a.py"], { cwd: dir }).stdout,
    /1 finding in 1 file, 2 in the baseline\n$/);
});

test("a baseline file is the same bytes for the same findings", () => {
  file("b.py", "eval(x)\n");
  file("c.py", "eval(x)\n");
  scan("--write-baseline", "one.json", "b.py", "c.py");
  file("b.py", "# moved\neval(x)\n");
  scan("--write-baseline", "two.json", "c.py", "b.py");
  assert.equal(readFileSync(join(dir, "one.json"), "utf8"), readFileSync(join(dir, "two.json"), "utf8"));
});

test("a baseline that cannot be read is an error, not an empty one", () => {
  file("d.py", "x = 1\n");
  for (const [name, text] of [["torn.json", "{\"version\":1,"], ["other.json", "{\"version\":2,\"findings\":[]}"],
    ["bare.json", "{\"version\":1,\"findings\":[{}]}"]]) {
    file(name, text);
    const { status, stderr } = broch(["scan", "--baseline", name, "d.py"], { cwd: dir });
    assert.equal(status, 2, name);
    assert.match(stderr, new RegExp(name));
  }
  assert.equal(broch(["scan", "--baseline", "absent.json", "d.py"], { cwd: dir }).status, 2);
});

test("suppressions count as suppressed, by rule, on the line or above it", () => {
  file("m.py", "eval(a)  # nosemgrep\n# broch:ignore python-eval\neval(b)\neval(c)  # nosemgrep: other\n");
  const { status, json } = scan("m.py");
  assert.equal(status, 1);
  assert.deepEqual(json.findings.map((f) => f.line), [4]);
  assert.equal(json.suppressed, 2);
  const sarif = JSON.parse(broch(["scan", "--sarif", "m.py"], { cwd: dir }).stdout);
  assert.deepEqual(sarif.runs[0].results.map((r) => r.suppressions?.[0].kind), ["inSource", "inSource", undefined]);
});

test("a comment never hides code", () => {
  file("c.c", "void f(char *b) {\n  // gets(b) is what we never call\n  /* gets(b); */ gets(b);\n  # define X 1\n  gets(b);\n}\n");
  assert.deepEqual(scan("c.c").json.findings.map((f) => [f.rule, f.line]), [["c-gets", 3], ["c-gets", 5]]);
});
