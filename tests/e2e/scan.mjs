// broch scan and broch rules, through the real binary.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { broch, brochJson, root, scratch } from "./lib/broch.mjs";

const dir = scratch();
const file = (name, text) => {
  const path = join(dir, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
};

test("standard input: one finding, CWE-78, exit code 1", () => {
  const { status, json } = brochJson(["scan", "--lang", "python", "-"], { input: "import os; os.system(input())\n" });
  assert.equal(status, 1);
  assert.equal(json.findings.length, 1);
  const [finding] = json.findings;
  assert.deepEqual(finding.cwe, ["CWE-78"]);
  assert.deepEqual([finding.path, finding.line, finding.column, finding.end_line], ["-", 1, 12, 1]);
  assert.equal(finding.severity, "ERROR");
  assert.match(finding.fingerprint, /^[0-9a-f]{64}$/);
  assert.ok(finding.message && finding.secure && finding.rule && finding.confidence);
  assert.deepEqual([json.files, json.skipped, json.partial], [1, [], []]);
});

test("a NUL hides nothing, whichever way the code comes in", () => {
  const code = "/* \0 */ eval(x);\n";
  const lines = (args, options) => brochJson(args, options).json.findings.map((f) => f.line);
  assert.deepEqual(lines(["scan", "--lang", "javascript", "-"], { input: code }), [1]);
  assert.deepEqual(lines(["scan", file("nul/a.js", code)]), [1]);
  assert.deepEqual(lines(["scan", "--reply", file("nul/reply.md", "\ufeff```js\n" + code + "```\n")]), [2]);
  assert.deepEqual(lines(["scan", "--jsonl", file("nul/lines.jsonl", JSON.stringify({ code })), "--lang", "js"]), [1]);
  assert.deepEqual(brochJson(["scan", join(dir, "nul")]).json.skipped, [{ path: join(dir, "nul/a.js"), why: "binary" }]);
});

test("clean code exits 0", () => {
  const { status, json } = brochJson(["scan", "--lang", "c", "-"], { input: "int main(void) { return 0; }\n" });
  assert.equal(status, 0);
  assert.deepEqual(json.findings, []);
});

test("every fixture of the built-in rules agrees", () => {
  const { status, json } = brochJson(["rules", "test", join(root, "rules")]);
  assert.deepEqual(json.mismatches, []);
  assert.deepEqual(json.untested, []);
  assert.equal(status, 0);
  assert.ok(json.expected >= 80 && json.clean >= 80, JSON.stringify(json));
});

test("a fixture that disagrees fails with its line", () => {
  file("bad/r.yaml", "rules:\n  - {id: r, languages: [python], severity: ERROR, message: m, pattern: f($X)}\n");
  file("bad/r.py", "# ruleid: r\ng(1)\n# ok: r\nf(1)\n");
  const { status, json } = brochJson(["rules", "test", join(dir, "bad")]);
  assert.equal(status, 1);
  assert.deepEqual(json.mismatches.map((m) => [m.line, m.kind]), [[2, "missed"], [4, "unexpected"]]);
});

test("folders: sorted, .git left out, what cannot be scanned is counted", () => {
  file("tree/b.py", "eval(x)\n");
  file("tree/a.js", "eval(x);\n");
  file("tree/.git/hook.py", "eval(x)\n");
  file("tree/notes.txt", "eval(x)\n");
  file("tree/data.c", "\0\0\0");
  file("tree/large.py", `eval(x)\n${"# padding\n".repeat(300)}`);
  const { status, json } = brochJson(["scan", "--max-bytes", "2000", join(dir, "tree")]);
  assert.equal(status, 1);
  assert.deepEqual(json.findings.map((f) => f.path), [join(dir, "tree/a.js"), join(dir, "tree/b.py")]);
  assert.deepEqual(json.skipped.map((s) => s.why).sort(), ["binary", "larger than 2000 bytes"]);
  assert.equal(json.files, 2);
  assert.equal(json.other_files, 1);
});

test("text output shows the line with a caret and what to write instead", () => {
  const path = file("frame.py", "x = 1\n\tresult = eval(text)\n");
  const { status, stdout } = broch(["scan", path]);
  assert.equal(status, 1);
  assert.match(stdout, /frame\.py:2:11: error: .*\[python-eval, CWE-95\]/);
  assert.match(stdout, /\n {6}2 \| \tresult = eval\(text\)\n {8}\| \t {9}\^{10}\n/);
  assert.match(stdout, /write instead: .*literal_eval/);
  assert.match(stdout, /1 finding in 1 file\n$/);
});

test("SARIF 2.1.0 with security-severity", () => {
  const path = file("s.c", "void f(char *b) { gets(b); }\n");
  const { status, stdout } = broch(["scan", "--sarif", path]);
  assert.equal(status, 1);
  const { version, runs: [run] } = JSON.parse(stdout);
  assert.equal(version, "2.1.0");
  assert.equal(run.results.length, 1);
  const rule = run.tool.driver.rules[run.results[0].ruleIndex];
  assert.equal(rule.id, "c-gets");
  assert.equal(rule.properties["security-severity"], "8.0");
  assert.equal(run.results[0].locations[0].physicalLocation.region.startColumn, 19);
});

test("JSON lines: one line out per line in", () => {
  const lines = [
    { code: "eval(x)", language: "python" },
    { code: "x = 1", language: "python" },
    { code: "gets(b);", language: "c" },
    { code: "eval(x)", language: "cobol" },
  ];
  const path = file("in.jsonl", lines.map((l) => JSON.stringify(l)).join("\n") + "\n");
  const { status, stdout } = broch(["scan", "--json", "--jsonl", path, "--field", "code", "--lang-field", "language"]);
  assert.equal(status, 1);
  const out = stdout.trim().split("\n").map((l) => JSON.parse(l));
  assert.deepEqual(out.map((o) => o.index), [0, 1, 2, 3]);
  assert.deepEqual(out.map((o) => o.findings.map((f) => f.rule)), [["python-eval"], [], ["c-gets"], []]);
  assert.deepEqual(out.map((o) => o.partial), [false, false, false, false]);
  assert.equal(out[3].skipped, "language not supported");
});

test("JSON lines without the field name file and line", () => {
  const path = file("broken.jsonl", '{"code": "x"}\n{"text": "x"}\n');
  const { status, stderr } = broch(["scan", "--json", "--jsonl", path, "--lang", "python"]);
  assert.equal(status, 2);
  assert.match(stderr, /broken\.jsonl:2/);
});

test("a broken line takes no result of the lines before it", () => {
  const good = JSON.stringify({ code: "import os; os.system(input())" });
  for (const bad of ["{bad", '{"code": 5}', "[]"]) {
    const path = file("later.jsonl", `${good}\n${bad}\n${good}\n`);
    const { status, stdout, stderr } = broch(["scan", "--json", "--jsonl", path, "--lang", "python"]);
    assert.equal(status, 2, stderr);
    assert.match(stderr, /later\.jsonl:2:\d+: .*\n +\S/, "the line and a remedy");
    const out = stdout.trim().split("\n").map((l) => JSON.parse(l));
    assert.deepEqual(out.map((o) => [o.index, o.findings.length]), [[0, 1]]);
  }
});

test("a reply's fenced blocks, tagged, untagged and foreign; comments suppress nothing there", () => {
  const path = file("reply.md", "Sure:\n\n```py\neval(x)  # nosemgrep\n```\n\n```\n#include <stdio.h>\nint main(void) {\n"
    + "  char b[9];\n  gets(b);\n}\n```\n\n```cobol\nSTOP RUN.\n```\n");
  const { json } = brochJson(["scan", "--reply", path]);
  assert.deepEqual(json.findings.map((f) => [f.rule, f.line]), [["python-eval", 4], ["c-gets", 11]]);
  assert.equal(json.skipped.length, 1);
  assert.match(json.skipped[0].why, /cobol/);
});

test("a reply: tilde fences, an unclosed one, one inside another, places in bytes of the reply", () => {
  const reply = "Ünïcode first.\n\n~~~python\neval(a)\n~~~\n\n````markdown\n# Title\n```python\neval(b)\n```\n````\n\n"
    + "1. In a list:\n   ```py\n   eval(c)\n   ```\n\n```python\neval(d)\n";
  const path = file("fences.md", reply);
  const { json } = brochJson(["scan", "--reply", path]);
  assert.deepEqual(json.findings.map((f) => f.line), [4, 10, 16, 20]);
  const bytes = Buffer.from(reply);
  assert.deepEqual(json.findings.map((f) => bytes.subarray(f.begin_byte, f.end_byte).toString()),
    ["eval(a)", "eval(b)", "eval(c)", "eval(d)"]);
  assert.deepEqual(json.skipped, []);
});

test("a reply: blocks that stand in quotes, with places in the reply", () => {
  const path = file("quoted.md", "As you said:\n\n> > ```php\n> > $x = $_GET['q'];\n> > echo trim(\n> >   $x);\n> > ```\n> Text.\n\n"
    + "> ```\n> #include <stdio.h>\n> int main(void) { char b[9]; gets(b); }\n");
  const { json } = brochJson(["scan", "--reply", path]);
  assert.deepEqual(json.findings.map((f) => [f.rule, f.line, f.column, f.end_line]),
    [["php-echo-from-request", 5, 5, 6], ["c-gets", 12, 31, 12]]);
  assert.deepEqual(json.findings[0].trace.map((step) => step.line), [4, 4, 5]);
});

test("a reply: a fix that would be put over the marks of its quote is not offered", () => {
  const rule = file("fix.yaml", "rules:\n  - {id: f, languages: [python], severity: INFO, message: m, pattern: f($X), fix: g($X)}\n");
  const path = file("fix.md", "> ```python\n> f(1)\n> f(\n>   2)\n> ```\n\n- ```python\n  f(3)\n  ```\n");
  const { json } = brochJson(["scan", "--reply", "--no-default-rules", "--config", rule, path]);
  assert.deepEqual(json.findings.map((f) => [f.line, f.fix]), [[2, "g(1)"], [3, undefined], [8, "g(3)"]]);
});

test("a reply: a block of Markdown that its author forgot to fence more deeply", () => {
  const path = file("nested.md", "Here is the README:\n\n```markdown\n# Use\n```python\neval(a)\n```\nThat is all.\n```\n");
  assert.deepEqual(brochJson(["scan", "--reply", path]).json.findings.map((f) => f.line), [6]);
});

test("a reply without fences: prose has no code, bare code is code", () => {
  const prose = file("prose.md", "You should never call eval(x) on input.\nIt runs whatever it is given: use a parser.\n");
  assert.deepEqual(brochJson(["scan", "--reply", prose]).json.findings, []);
  const bare = file("bare.md", "import os\n\ndef run(name):\n    os.system('ls ' + name)\n");
  assert.deepEqual(brochJson(["scan", "--reply", bare]).json.findings.map((f) => f.line), [4]);
});

test("a reply: --lang is for blocks without a tag", () => {
  const path = file("tags.md", "```\neval(a)\n```\n\n```js\neval(b);\n```\n");
  const { json } = brochJson(["scan", "--reply", "--lang", "python", path]);
  assert.deepEqual(json.findings.map((f) => f.rule), ["python-eval", "javascript-eval"]);
});

test("JSON lines of replies, and of completions with what stood before them", () => {
  const replies = file("replies.jsonl", [
    { response: "No.\n" }, { response: "```python\neval(x)  # nosemgrep\n```\n" }, { response: "```cobol\nMOVE A TO B.\n```" },
  ].map((l) => JSON.stringify(l)).join("\n"));
  const out = broch(["scan", "--jsonl", replies, "--reply", "--field", "response"]).stdout.trim().split("\n").map((l) => JSON.parse(l));
  assert.deepEqual(out.map((o) => o.findings.map((f) => f.line)), [[], [2], []]);
  assert.match(out[2].skipped_blocks[0].why, /cobol/);
  const completions = file("completions.jsonl", [
    { before: "import os as o\neval(1 + x)\n", code: "o.system(y)\n" }, { before: "", code: "o.system(y)\n" },
  ].map((l) => JSON.stringify(l)).join("\n"));
  const completed = broch(["scan", "--jsonl", completions, "--lang", "python", "--prefix-field", "before"]).stdout
    .trim().split("\n").map((l) => JSON.parse(l));
  assert.deepEqual(completed.map((o) => o.findings.map((f) => [f.rule, f.line])), [[["python-os-system", 1]], []]);
});

test("JSON lines: as many out as in, in order, over many batches", () => {
  const path = file("many.jsonl", Array.from({ length: 1000 }, (_, i) =>
    JSON.stringify({ code: i % 3 === 0 ? `eval(x${i})` : "x = 1" })).join("\n"));
  const out = broch(["scan", "--json", "--jsonl", path, "--lang", "python"]).stdout.trim().split("\n").map((l) => JSON.parse(l));
  assert.deepEqual(out.map((o) => o.index), Array.from({ length: 1000 }, (_, i) => i));
  assert.ok(out.every((o, i) => o.findings.length === (i % 3 === 0 ? 1 : 0)));
});

test("--prefix: findings in the completion alone", () => {
  const before = file("before.py", "import os as o\neval(1 + x)\n");
  const { json } = brochJson(["scan", "--lang", "python", "--prefix", before, "-"], { input: "x = 1\no.system(y)\n" });
  assert.deepEqual(json.findings.map((f) => [f.rule, f.line]), [["python-os-system", 2]]);
});

test("minified, generated and ignored files are skipped and said; named, they are scanned", () => {
  file("vendored/jquery.min.js", "eval(x);\n");
  file("vendored/bundle.js", "eval(x);".repeat(1000));
  file("vendored/api.py", "# Code generated by tool. DO NOT EDIT.\neval(x)\n");
  const { json } = brochJson(["scan", join(dir, "vendored")]);
  assert.deepEqual(json.findings, []);
  assert.deepEqual(json.skipped.map((s) => s.why), ["generated", "minified", "minified"]);
  assert.equal(brochJson(["scan", join(dir, "vendored/api.py")]).json.findings.length, 1);
  assert.ok(brochJson(["scan", "--all-files", join(dir, "vendored")]).json.findings.length > 100);
});

test("ten thousand findings on one line end soon, in every format", () => {
  const path = file("one-line.js", "eval(x);".repeat(12_000));
  for (const format of ["text", "json", "sarif", "github"]) {
    const { status, stdout } = broch(["scan", "--format", format, path], { timeout: 60_000 });
    // On a busy machine the time for one parse may end before it does: that is partial as well.
    assert.ok(status === 0 || status === 1, String(status));
    assert.match(stdout, /partial|in part/);
  }
});

test("files: comments suppress, --no-ignore shows", () => {
  const path = file("muted.py", "eval(x)  # nosemgrep: python-eval\n");
  assert.equal(broch(["scan", path]).status, 0);
  assert.equal(broch(["scan", "--no-ignore", path]).status, 1);
});

test("own rules, alone and beside the built-in ones; fix and metavariables", () => {
  const rules = file("own.yaml", `rules:
  - id: old-call
    languages: [python]
    severity: INFO
    message: replace $F of $X
    fix: new($X)
    patterns: [{pattern: $F($X)}, {metavariable-regex: {metavariable: $F, regex: old}}]
`);
  const code = file("own.py", "old_thing(eval(1 + y))\n");
  const only = brochJson(["scan", "--config", rules, "--no-default-rules", code]).json;
  assert.deepEqual(only.findings.map((f) => [f.rule, f.message, f.fix]),
    [["old-call", "replace old_thing of eval(1 + y)", "new(eval(1 + y))"]]);
  assert.equal(brochJson(["scan", "--config", rules, code]).json.findings.length, 2);
});

test("a rule that does not compile is an error with its place, exit code 2", () => {
  for (const [name, body, place] of [
    ["pattern.yaml", "    pattern: 'f(('\n", /pattern\.yaml:6:14: the pattern does not parse as python/],
    ["operator.yaml", "    patterns:\n      - pattern: f()\n      - pattern-where-python: x\n",
      /operator\.yaml:8:9: the operator `pattern-where-python` is not supported/],
    ["typo.yaml", "    patern: f()\n", /typo\.yaml:6:5: unknown key `patern` \(did you mean `pattern`\?\)/],
    ["regex.yaml", "    pattern-regex: '(a'\n", /regex\.yaml:6:20: the regular expression is wrong at character 3/],
    ["mode.yaml", "    mode: join\n    pattern: f()\n", /mode\.yaml:6:11: .*`join`/],
  ]) {
    const path = file(name, `rules:\n  - id: r\n    languages: [python]\n    severity: ERROR\n    message: m\n${body}`);
    for (const args of [["rules", "validate", path], ["scan", "--config", path, path]]) {
      const { status, stderr } = broch(args);
      assert.equal(status, 2, `${name}: ${stderr}`);
      assert.match(stderr, place);
    }
  }
});

test("rules validate names every rule that does not load", () => {
  const path = file("broken/three.yaml", `rules:
  - {id: one, languages: [python], severity: ERROR, message: m, pattern: "f(("}
  - {id: two, languages: [python], severity: ERROR, message: m, pattern: f()}
  - {id: three, languages: [python], severity: ERROR, message: m, patern: f()}
`);
  file("broken/torn.yaml", "rules: [\n");
  const { status, json, stderr } = brochJson(["rules", "validate", join(path, "..")]);
  assert.equal(status, 2);
  assert.equal(json.rules, 1);
  assert.deepEqual(json.broken.map((b) => [b.id, b.line]), [["one", 2], ["three", 4], ["", 2]]);
  assert.equal(stderr.trim().split("\n").length, 3);
  assert.equal(broch(["rules", "validate", "--skip-unsupported", path]).status, 0);
  const scanned = brochJson(["scan", "--no-default-rules", "--config", path, "--skip-unsupported", "--lang", "python", "-"],
    { input: "f()\n" });
  assert.deepEqual([scanned.json.findings.length, scanned.json.skipped_rules], [1, 2]);
});

test("rules list and show", () => {
  const { json } = brochJson(["rules", "list"]);
  assert.ok(json.rules.length >= 180);
  const languages = new Set(json.rules.flatMap((r) => r.languages));
  for (const one of ["bash", "c", "cpp", "csharp", "go", "java", "javascript", "php", "python", "ruby", "rust", "typescript"])
    assert.ok(languages.has(one), one);
  const one = brochJson(["rules", "show", "c-gets"]).json;
  assert.deepEqual(one.cwe, ["CWE-242", "CWE-120"]);
  assert.match(one.yaml, /^- id: c-gets\n  languages: /);
  assert.equal(one.mode, "search");
  assert.match(broch(["rules", "show", "c-gets"]).stdout, /What it finds\n[^]*Write instead\n[^]*\n- id: c-gets\n/);
  const unknown = broch(["rules", "show", "c-get"]);
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /did you mean `c-gets`/);
});

test("docs/builtin-rules.md is what scripts/rules-page.mjs makes of the rules", () => {
  const page = spawnSync(process.execPath, [join(root, "scripts/rules-page.mjs")], {
    input: broch(["rules", "list", "--json"]).stdout,
    encoding: "utf8",
  });
  assert.equal(page.status, 0, page.stderr);
  assert.equal(readFileSync(join(root, "docs/builtin-rules.md"), "utf8"), page.stdout);
});

test("a scan without a rule says that none ran", () => {
  for (const more of [[], ["--json"], ["--quiet"]]) {
    const none = broch(["scan", "--lang", "c", "--no-default-rules", ...more, "-"], { input: "gets(a);" });
    assert.match(none.stderr, /no rule ran/);
  }
  assert.doesNotMatch(broch(["scan", "--lang", "c", "-"], { input: "gets(a);" }).stderr, /no rule ran/);
});

test("usage errors exit with 2", () => {
  assert.equal(broch(["scan"]).status, 2);
  assert.equal(broch(["scan", "/no/such/path"]).status, 2);
  assert.equal(broch(["scan", "--lang", "cobol", "-"], { input: "" }).status, 2);
});

test("hostile text ends soon, with a result", () => {
  const cases = {
    "c": ["gets(".repeat(100_000), "gets(a);" + "(".repeat(100_000), "gets(" + '"'.repeat(50_000)],
    "javascript": ["eval(".repeat(50_000), "eval(x);" + "'".repeat(50_000), "eval(`" + "${`".repeat(20_000)],
    "python": ["eval(x)\n" + "[".repeat(100_000), "eval(" + "\"".repeat(50_000), "eval(x" + "+x".repeat(200_000) + ")"],
  };
  for (const [lang, texts] of Object.entries(cases)) {
    for (const text of texts) {
      const { status, stderr } = broch(["scan", "--lang", lang, "--json", "-"], { input: text, timeout: 20_000 });
      assert.ok(status === 0 || status === 1, `${lang} ${text.slice(0, 20)}: ${status} ${stderr}`);
    }
  }
});
