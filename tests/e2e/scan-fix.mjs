// broch scan --fix: files change only where the result parses, and what remains is told.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { broch, brochJson, scratch } from "./lib/broch.mjs";

const dir = scratch();
const rules = join(dir, "rules.yaml");
writeFileSync(rules, `rules:
  - {id: old, languages: [python], severity: ERROR, message: m, pattern: old($X), fix: new($X)}
  - {id: arg, languages: [python], severity: ERROR, message: m, pattern: arg($X), fix: other($X)}
  - {id: breaks, languages: [python], severity: ERROR, message: m, pattern: breaks($X), fix: "f($X))("}
  - {id: none, languages: [python], severity: ERROR, message: m, pattern: unfixable($X)}
`);
const config = ["--config", rules, "--no-default-rules"];
const folder = (name, files) => {
  const path = join(dir, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
};

test("applies fixes, keeps the file's mode, and tells what remains", () => {
  const path = folder("applies", { "a.py": "x = old(1)\ny = old(arg(2))\nunfixable(3)\n", "b.py": "old(4)\n", "c.py": "z = 1\n" });
  chmodSync(join(path, "b.py"), 0o755);
  const { status, json } = brochJson(["scan", ...config, "--fix", path]);
  assert.equal(status, 1);
  assert.equal(readFileSync(join(path, "a.py"), "utf8"), "x = new(1)\ny = new(arg(2))\nunfixable(3)\n");
  assert.equal(readFileSync(join(path, "b.py"), "utf8"), "new(4)\n");
  assert.equal(statSync(join(path, "b.py")).mode & 0o777, 0o755);
  assert.deepEqual(json.findings.map((f) => [f.rule, f.line]), [["arg", 2], ["none", 3]]);
  assert.deepEqual(json.fixed.map((f) => [f.applied, f.overlapping]), [[2, 1], [1, 0]]);
  assert.deepEqual(readdirSync(path).sort(), ["a.py", "b.py", "c.py"]);
  // Again: the one that overlapped.
  assert.deepEqual(brochJson(["scan", ...config, "--fix", path]).json.findings.map((f) => f.rule), ["none"]);
});

test("a dry run prints a diff that git applies, and writes nothing", async () => {
  const text = "def f():\n    a = 1\n    b = 2\n    c = 3\n    x = old(1)\n    d = 4\n    return old(2)";
  const path = folder("dry", { "a.py": text });
  const { status, stdout } = broch(["scan", ...config, "--fix", "--dry-run", "--quiet", "a.py"], { cwd: path });
  assert.equal(status, 1);
  assert.equal(readFileSync(join(path, "a.py"), "utf8"), text);
  const diff = stdout.slice(stdout.indexOf("--- a/a.py"));
  const { spawnSync } = await import("node:child_process");
  const applied = spawnSync("git", ["apply", "-"], { cwd: path, input: diff, encoding: "utf8" });
  assert.equal(applied.status, 0, applied.stderr + diff);
  assert.equal(readFileSync(join(path, "a.py"), "utf8"), text.replaceAll("old(", "new("));
});

test("a file whose fix would not parse stays as it is", () => {
  const path = folder("breaks", { "a.py": "breaks(1)\nold(2)\n", "b.py": "x = ((\nold(1)\n" });
  const { status, json } = brochJson(["scan", ...config, "--fix", path]);
  assert.equal(status, 1);
  assert.equal(readFileSync(join(path, "a.py"), "utf8"), "breaks(1)\nold(2)\n");
  assert.equal(readFileSync(join(path, "b.py"), "utf8"), "x = ((\nold(1)\n");
  assert.deepEqual(json.fixed, []);
  assert.match(json.not_fixed[0].why, /would not parse/);
  assert.match(json.not_fixed[1].why, /does not parse/);
});

test("suppressed findings are not fixed", () => {
  const path = folder("muted", { "a.py": "old(1)  # nosemgrep: old\n" });
  assert.equal(brochJson(["scan", ...config, "--fix", path]).status, 0);
  assert.equal(readFileSync(join(path, "a.py"), "utf8"), "old(1)  # nosemgrep: old\n");
});

test("standard input and replies are no files", () => {
  for (const args of [["--lang", "python", "-"], ["--reply", rules], ["--jsonl", rules, "--lang", "python"]]) {
    assert.equal(broch(["scan", ...config, "--fix", ...args], { input: "old(1)" }).status, 2);
  }
  assert.equal(broch(["scan", ...config, "--dry-run", rules]).status, 2);
});
