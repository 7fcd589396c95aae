// broch scan on checkouts and changes: what git says is scanned, and --diff reports what a change adds.
import assert from "node:assert/strict";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { broch, brochJson, scratch } from "./lib/broch.mjs";
import { checkout } from "./lib/git.mjs";

const dir = scratch();
const places = (json) => json.findings.map((f) => `${f.path}:${f.line}`);

/// A checkout with one commit: three findings in `a.py`, one in `sub/b.py`.
function project(name) {
  const repo = checkout(join(dir, name));
  repo.write("a.py", "eval(a)\nx = 1\neval(b)\ny = 2\neval(\n    c,\n)\n");
  repo.write("sub/b.py", "eval(d)\n");
  repo.write(".gitignore", "ignored.py\n");
  repo.git("add", ".");
  repo.git("commit", "-qm", "one");
  return repo;
}

test("a checkout is its tracked and its new files; what git ignores is said", () => {
  const repo = project("plain");
  repo.write("new.py", "eval(e)\n");
  repo.write("ignored.py", "eval(f)\n");
  repo.write(".brochignore", "sub/\n");
  const { json } = brochJson(["scan", "."], { cwd: repo.dir });
  assert.deepEqual(places(json), ["a.py:1", "a.py:3", "a.py:5", "new.py:1"]);
  assert.deepEqual(json.skipped, [
    { path: "ignored.py", why: "ignored by git" }, { path: "sub/b.py", why: "ignored by an ignore file" },
  ]);
  const all = brochJson(["scan", "--all-files", "."], { cwd: repo.dir }).json;
  assert.equal(all.findings.length, 6);
});

test("without the git program the ignore files of a checkout are read all the same", () => {
  const repo = project("without-git");
  repo.write("ignored.py", "eval(f)\n");
  repo.write("sub/.gitignore", "*\n!kept.py\n");
  repo.write("sub/kept.py", "eval(g)\n");
  repo.write(".git/info/exclude", "private.py\n");
  repo.write("private.py", "eval(h)\n");
  const without = { cwd: repo.dir, env: { PATH: "/nonexistent" } };
  const { json } = brochJson(["scan", "."], without);
  assert.deepEqual(places(json), ["a.py:1", "a.py:3", "a.py:5", "sub/kept.py:1"]);
  assert.deepEqual(json.skipped.map((s) => s.path), ["ignored.py", "private.py", "sub/b.py"]);
  assert.equal(broch(["scan", "--diff", "HEAD"], without).status, 2);
});

test("a scan gives the same bytes whatever its order", () => {
  const repo = project("order");
  for (let i = 0; i < 40; i++) repo.write(`f${i}.py`, "eval(x)\n".repeat(i % 5));
  const outs = new Set(Array.from({ length: 4 }, () => broch(["scan", "--json", "."], { cwd: repo.dir }).stdout));
  assert.equal(outs.size, 1);
});

test("lines that changed against a commit, and new files", () => {
  const repo = project("changed");
  repo.write("a.py", "eval(a)\nx = 1\neval(b)\ny = 3\neval(\n    c2,\n)\neval(z)\n");
  repo.write("new.py", "x = 1\neval(e)\n");
  repo.write("ignored.py", "eval(f)\n");
  const { status, json } = brochJson(["scan", "--diff", "HEAD"], { cwd: repo.dir });
  assert.equal(status, 1);
  assert.deepEqual(places(json), ["a.py:5", "a.py:8", "new.py:2"]);
  assert.equal(json.files, 2);
  const below = brochJson(["scan", "--diff", "HEAD", ".."], { cwd: join(repo.dir, "sub") }).json;
  assert.deepEqual(places(below), ["../a.py:5", "../a.py:8", "../new.py:2"]);
  const narrow = brochJson(["scan", "--diff", "HEAD", "new.py"], { cwd: repo.dir }).json;
  assert.deepEqual(places(narrow), ["new.py:2"]);
});

test("renamed, deleted and binary files of a change", () => {
  const repo = project("moved");
  repo.git("mv", "a.py", "moved.py");
  repo.git("rm", "-q", "sub/b.py");
  repo.write("data.py", "\0\0");
  repo.git("add", ".");
  const { status, json } = brochJson(["scan", "--diff", "HEAD"], { cwd: repo.dir });
  assert.deepEqual(json.findings, []);
  assert.deepEqual(json.skipped, [{ path: "data.py", why: "binary" }]);
  assert.equal(status, 0);
});

test("a base that is no commit, or no checkout, is a usage error", () => {
  const repo = project("base");
  for (const base of ["nonsense", "--output=x", ""]) {
    const { status } = broch(["scan", `--diff=${base}`], { cwd: repo.dir });
    assert.equal(status, 2, base);
  }
  const outside = broch(["scan", "--diff", "HEAD"], { cwd: "/" });
  assert.equal(outside.status, 2);
  assert.match(outside.stderr, /needs git and a checkout/);
});

test("a diff on standard input", () => {
  const repo = project("stdin");
  repo.write("a.py", "eval(a)\nx = 1\neval(new)\ny = 2\neval(\n    c,\n)\n");
  const diff = repo.git("diff");
  const { json } = brochJson(["scan", "--diff", "-"], { cwd: repo.dir, input: diff });
  assert.deepEqual(places(json), ["a.py:3"]);
  // The file is not what the diff describes: every line of it counts.
  const stale = diff.replace("+eval(new)", "+eval(other)");
  assert.deepEqual(places(brochJson(["scan", "--diff", "-"], { cwd: repo.dir, input: stale }).json),
    ["a.py:1", "a.py:3", "a.py:5"]);
  const broken = broch(["scan", "--diff", "-"], { cwd: repo.dir, input: diff.split("\n").slice(0, 7).join("\n") });
  assert.equal(broken.status, 2);
  assert.match(broken.stderr, /<stdin>:\d+.*fewer lines/);
});

test("hostile paths of a diff never leave the folder", () => {
  const repo = project("hostile");
  writeFileSync(join(dir, "secret.py"), "eval(secret)\n");
  symlinkSync(join(dir, "secret.py"), join(repo.dir, "link.py"));
  symlinkSync(dir, join(repo.dir, "up"));
  const hunk = "@@ -0,0 +1 @@\n+eval(secret)\n";
  const names = ["../secret.py", join(dir, "secret.py"), "link.py", "up/secret.py", "sub/../../secret.py", "gone.py"];
  const input = names.map((name) => `--- /dev/null\n+++ b/${name}\n${hunk}`).join("")
    + `--- /dev/null\n+++ "b/\\056\\056/secret.py"\n${hunk}`;
  const { status, stdout, json } = brochJson(["scan", "--diff", "-"], { cwd: repo.dir, input });
  assert.equal(status, 0);
  assert.deepEqual(json.findings, []);
  assert.equal(json.skipped.length, names.length, stdout);
  for (const { why } of json.skipped) assert.match(why, /outside the folder|symbolic link|not there/);
});
