// The measurement of rule quality (bench/quality): its arithmetic on cases worked out by hand, and its refusals.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { budgetRows } from "../../bench/quality/benign.mjs";
import { agrees } from "../../bench/quality/cwe.mjs";
import { namesIn, onlyInOneSet, patternLines } from "../../bench/quality/names.mjs";
import { onLabelledLine, scoreCastle, scoreFile, scorePair } from "../../bench/quality/score.mjs";
import { secureItems, secureRows } from "../../bench/quality/secure.mjs";
import { sets } from "../../bench/quality/sets.mjs";
import { draw, formatSheet, lineHash, parseSheet, undecided, verdicts } from "../../bench/quality/sheet.mjs";
import { firing, singleSource } from "../../bench/quality/sources.mjs";
import { assignHalves, halfOf, joinedGroups } from "../../bench/quality/split.mjs";
import { f1, f1Interval, measure, wilson } from "../../bench/quality/stats.mjs";
import { root, scratch, withoutData } from "./lib/broch.mjs";

const dir = scratch();
const near = (actual, expected) =>
  expected.forEach((e, i) => assert.ok(Math.abs(actual[i] - e) < 5e-6, `${actual} is not ${expected}`));
const run = (script, args, env = {}) => spawnSync("node", [join(root, "bench/quality", script), ...args],
  { encoding: "utf8", env: { ...process.env, ...env } });

test("Wilson's interval", () => {
  near(wilson(17, 20), [0.639581, 0.947631]);
  near(wilson(0, 10), [0, 0.277533]);
  near(wilson(10, 10), [0.722467, 1]);
  near(wilson(5, 5), [0.565518, 1]);
  near(wilson(0, 100), [0, 0.036993]);
  near(wilson(1, 100), [0.001767, 0.054486]);
  near(wilson(3, 50), [0.020615, 0.162171]);
  near(wilson(850, 1000), [0.826531, 0.87079]);
  assert.equal(wilson(0, 0), null);
});

test("F1 and its interval resample clusters, the same way each time", () => {
  assert.equal(f1({ tp: 6, fp: 2, fn: 4 }), 2 / 3);
  assert.equal(f1({ tp: 0, fp: 0, fn: 0 }), null);
  // Two clusters, one all found and one all missed: F1 is 1, 2/3 or 0 with probability 1/4, 1/2, 1/4.
  const items = [{ cluster: "a", tp: 1, fp: 0, fn: 0 }, { cluster: "b", tp: 0, fp: 0, fn: 1 }];
  assert.deepEqual(f1Interval(items, "seed"), [0, 1]);
  assert.deepEqual(f1Interval(items, "seed", 0.4), [2 / 3, 2 / 3]);
  assert.deepEqual(f1Interval(items, "other", 0.6), [0, 1]);
  // Where nothing varies: Wilson's interval j of TP / (TP + FP + FN) as 2 j / (1 + j); 1/2 gives [.094529, .905471],
  // 5/5 [.565518, 1], 0/10 [0, .277533].
  near(f1Interval(items.map((i) => ({ ...i, cluster: "a" })), "seed"), [0.172734, 0.95039]);
  near(f1Interval(Array.from({ length: 5 }, (_, i) => ({ cluster: i, tp: 1, fp: 0, fn: 0 })), "seed"), [0.722467, 1]);
  near(f1Interval(Array.from({ length: 10 }, (_, i) => ({ cluster: i, tp: 0, fp: 0, fn: 1 })), "seed"), [0, 0.434482]);
  const many = Array.from({ length: 40 }, (_, i) =>
    ({ cluster: i, tp: Number(i % 3 === 0), fp: Number(i % 5 === 0), fn: 1 }));
  assert.deepEqual(f1Interval(many, "seed"), f1Interval(many, "seed"));
  assert.notDeepEqual(f1Interval(many, "seed"), f1Interval(many, "another"));
  const m = measure(items, "seed");
  assert.deepEqual([m.precision.value, m.recall.value, m.f1.value], [1, 0.5, 2 / 3]);
});

test("a group's half is a bit of a salted hash", () => {
  // First bytes of sha256("salt\n" + group) by sha256sum: 9e, b9, 33, ca.
  const groups = ["CWE-89 a/b", "CWE-89 a/c", "CWE-78 a/b", "CWE-22 SecurityEval author_1.py"];
  assert.deepEqual(groups.map((g) => halfOf("salt", g)), ["look", "held-out", "held-out", "look"]);
});

test("groups that share a text go to the half of the first name", () => {
  const item = (group, ...texts) => ({ group, texts: Object.fromEntries(texts.map((t, i) => [i, t])) });
  const items = [item("CWE-89 a/c", "x = 1\n", "y"), item("CWE-89 a/d", "z"), item("CWE-89 a/b", "x=1"),
                 item("CWE-89 a/d", "y ")];
  const joined = joinedGroups(items);
  assert.deepEqual(["CWE-89 a/b", "CWE-89 a/c", "CWE-89 a/d"].map((g) => joined.get(g)), Array(3).fill("CWE-89 a/b"));
  assignHalves("salt", { one: items.slice(0, 2), two: items.slice(2) });
  assert.deepEqual(items.map((i) => i.half), Array(4).fill("look"));
});

const finding = (line, cwe, end_line = line) => ({ line, end_line, cwes: [cwe], rule: `r${cwe}`, severity: "ERROR" });
const agree = (f, item) => f.cwes.includes(item.cwe);

test("CASTLE: one finding on a labelled line with the CWE is right, others are false alarms", () => {
  const program = (insecure, ...findings) =>
    ({ insecure, cwe: 121, lines: insecure ? [5, 9] : [], results: { code: { findings } } });
  const score = (...a) => scoreCastle(program(...a), agree);
  assert.deepEqual(score(true), { tp: 0, fp: 0, fn: 1 });
  assert.deepEqual(score(true, finding(9, 121)), { tp: 1, fp: 0, fn: 0 });
  assert.deepEqual(score(true, finding(8, 121, 9)), { tp: 1, fp: 0, fn: 0 });
  // Twice right counts once; the right CWE on another line and another CWE on the right line are wrong.
  const several = [finding(5, 121), finding(9, 121), finding(7, 121), finding(5, 78)];
  assert.deepEqual(score(true, ...several), { tp: 1, fp: 2, fn: 0 });
  assert.deepEqual(score(true, finding(6, 121)), { tp: 0, fp: 1, fn: 1 });
  assert.deepEqual(score(false), { tp: 0, fp: 0, fn: 0 });
  assert.deepEqual(score(false, finding(5, 121), finding(5, 121)), { tp: 0, fp: 2, fn: 0 });
});

test("files and pairs", () => {
  const file = (insecure, ...findings) => scoreFile({ insecure, cwe: 89, results: { code: { findings } } }, agree);
  assert.deepEqual(file(true, finding(1, 89), finding(2, 78)), { tp: 1, fp: 0, fn: 0 });
  assert.deepEqual(file(true, finding(2, 78)), { tp: 0, fp: 0, fn: 1 });
  assert.deepEqual(file(false, finding(1, 89)), { tp: 0, fp: 1, fn: 0 });
  const pair = (before, after) =>
    scorePair({ cwe: 89, results: { before: { findings: before }, after: { findings: after } } }, agree);
  assert.deepEqual(pair([finding(1, 89)], []), { tp: 1, fp: 0, fn: 0, pair: 1 });
  assert.deepEqual(pair([finding(1, 89)], [finding(1, 89)]), { tp: 1, fp: 1, fn: 0, pair: 0 });
  assert.deepEqual(pair([], [finding(1, 89)]), { tp: 0, fp: 1, fn: 1, pair: 0 });
  const origin = { labelled_line: "  run(x);", texts: { code: "a\nrun(x);\nb\n  run(x);\n" } };
  assert.deepEqual([1, 2, 3, 4].map((l) => onLabelledLine(origin, finding(l, 78))), [false, true, false, true]);
});

test("a CWE agrees with its direct parents and children only", () => {
  const parents = new Map([[338, [330]], [330, [693]], [335, [330]], [693, []]]);
  assert.ok(agrees(parents, 338, 338) && agrees(parents, 338, 330) && agrees(parents, 330, 338));
  assert.ok(!agrees(parents, 338, 335) && !agrees(parents, 338, 693));
});

test("a rule that fires in one labelled set and nowhere else is single-source", () => {
  const items = (...rules) => [{ results: { code: { findings: rules.map((rule) => ({ rule })) } } }];
  const fires = firing(
    { "securityeval-copilot": items("a", "b", "c"), "securityeval-insecure": items("a"), castle: items("c"),
      sven: items("d") },
    [{ findings: [{ rule: "b", corpus: "python" }, { rule: "e", corpus: "python" }] }]);
  assert.deepEqual(singleSource(fires), [["a", "SecurityEval"], ["d", "SVEN"]]);
});

test("names of patterns, without metavariables, keys and prose", () => {
  const yaml = `rules:
  - id: some-rule
    message: >-
      prose about harmless_word
      and more
    metadata:
      cwe: "CWE-1: x"
    patterns:
      - pattern: $F("/srv/special/file", $X, ...)
      # comment_word
      - metavariable-regex:
          metavariable: $F
          regex: ^(?:open_it|\\.close_it)$
      - pattern-inside: |
          import oddly
          ...
`;
  const lines = patternLines(yaml);
  const names = lines.map(namesIn);
  assert.deepEqual(names.flatMap((n) => n.words), ["srv", "special", "file", "open_it", "close_it", "import", "oddly"]);
  assert.deepEqual(names.flatMap((n) => n.literals), ["/srv/special/file"]);
});

test("a name is told when one labelled set alone holds it", () => {
  const names = ["oddly", "common", "two_sets", "/srv/special", "nowhere"];
  const users = new Map(names.map((n) => [n, new Set(["rules/a.yaml"])]));
  const labelled = new Map([["SVEN", ["oddly(common) two_sets '/srv/special/x'"]], ["CASTLE", ["two_sets"]]]);
  assert.deepEqual(onlyInOneSet(users, labelled, ["uncommon", "common thing"]).map((n) => [n.name, n.source]),
    [["/srv/special", "SVEN"], ["oddly", "SVEN"]]);
});

test("the budget counts findings and ERRORs per language", () => {
  const hit = (language, severity) => ({ language, severity });
  const findings = [hit("python", "ERROR"), hit("python", "INFO"), hit("c", "ERROR")];
  const scans = [{ lines: { python: 2000, c: 1999 }, findings }, { lines: { c: 0 }, findings: [] }];
  assert.deepEqual(budgetRows(scans).map((r) => [r.language, r.lines, r.findings, r.errors, r.within]),
    [["c", 1999, 1, 1, false], ["python", 2000, 2, 1, true], ["all", 3999, 3, 2, false]]);
});

test("secure answers lie in halves, and count by whether they have a finding", () => {
  const items = secureItems();
  assert.ok(items.every((i) => /^(#!.*\n|<\?php\n)?(#|\/\/|\/\*) CWE-\d+.*: /.test(i.texts.code)), "each names a weakness");
  // First bytes of sha256("broch secure answers 1\n" + name) by sha256sum: 5d, 74, 5a.
  const half = (id) => items.find((i) => i.id === id).half;
  assert.deepEqual(["python/01-sql-order-by.py", "c/01-bounded-copy.c", "go/05-file-local.go"].map(half),
    ["held-out", "look", "look"]);
  const item = (half, language, n) => ({ half, language, results: { code: { findings: Array(n).fill({}) } } });
  const rows = secureRows([item("look", "c", 2), item("look", "go", 0), item("held-out", "c", 1)], ["look"]);
  assert.deepEqual(rows.map((r) => [r.half, r.language, r.flagged.k, r.flagged.n, r.findings]),
    [["look", "all", 1, 2, 2], ["look", "c", 1, 1, 2], ["look", "go", 0, 1, 0]]);
});

const hit = (rule, n) => ({ rule, corpus: "python", path: `dir/file,${n}.py`, line: n, hash: `h${n}` });

test("the sheet is drawn the same way again, keeps verdicts, and drops what is no longer found", () => {
  const hits = Array.from({ length: 25 }, (_, n) => hit("r", n));
  const first = draw(hits, [], "seed", () => true);
  assert.equal(first.length, 10);
  assert.deepEqual(draw([...hits].reverse(), [], "seed", () => true), first);
  assert.notDeepEqual(draw(hits, [], "other", () => true), first);
  ["true", "false", "unclear"].forEach((v, i) => { first[i].verdict = v; });
  first[1].reason = 'a "constant", really';
  assert.deepEqual(parseSheet(formatSheet(first)), first);
  assert.deepEqual(verdicts(first).get("r"), { true: 1, false: 1, unclear: 1, open: 7, precision: 0.5 });
  // The false alarm is gone: its row goes where its line still stands, and stays where the file is another version.
  const fixed = hits.filter((h) => h.hash !== first[1].hash);
  const judged = (rows) => rows.filter((r) => r.verdict).map((r) => r.verdict).sort();
  assert.deepEqual(judged(draw(fixed, first, "seed", () => true)), ["true", "unclear"]);
  assert.deepEqual(judged(draw(fixed, first, "seed", () => false)), ["false", "true", "unclear"]);
  // A judged finding that moved keeps its verdict with its new line.
  const moved = draw(hits.map((h) => ({ ...h, line: h.line + 100 })), first, "seed", () => true);
  assert.ok(moved.every((r) => r.line >= 100) && judged(moved).length === 3);
  // sha256sum of the line without the space around it
  assert.equal(lineHash("    x = eval(y)  "), "665088c24b538101");
});

test("equal lines of one file are findings of their own", () => {
  const same = [7, 3, 3].map((line) => ({ ...hit("r", 1), line }));
  const rows = draw(same, [], "seed", () => true);
  assert.deepEqual(rows.map((r) => r.line).sort(), [3, 7]);
  rows.find((r) => r.line === 7).verdict = "true";
  const later = draw(same.map((h) => ({ ...h, line: h.line + 10 })), rows, "seed", () => true);
  assert.deepEqual(later.map((r) => [r.line, r.verdict]).sort(), [[13, ""], [17, "true"]]);
});

test("a rule about which nothing was decided is told", () => {
  const row = (rule, verdict) => ({ ...hit(rule, 1), verdict, reason: "" });
  const rows = [["a", "true"], ["a", ""], ["b", "unclear"], ["b", "unclear"], ["c", "unclear"], ["c", "false"]]
    .map((r) => row(...r));
  assert.deepEqual(undecided(rows).map((u) => u.rule), ["a", "b"]);
});

test("every finding in benign code that the sheet holds was judged", () => {
  const rows = parseSheet(readFileSync(join(root, "bench/quality/benign.csv"), "utf8"));
  assert.deepEqual(undecided(rows), []);
});

test("each built-in rule has at least two lines that it reports and two that it leaves alone", () => {
  const counts = new Map();
  for (const name of readdirSync(join(root, "rules"), { recursive: true })) {
    const file = join(root, "rules", name);
    if (!statSync(file).isFile()) continue;
    const text = readFileSync(file, "utf8");
    const count = (id) => counts.get(id) ?? counts.set(id, { ruleid: 0, ok: 0 }).get(id);
    if (name.endsWith(".yaml")) {
      for (const [, id] of text.matchAll(/^\s*- id: ([\w-]+)$/gm)) count(id);
      continue;
    }
    for (const [, kind, ids] of text.matchAll(/\b(ruleid|ok): ([\w-]+(?:, *[\w-]+)*)/g))
      for (const id of ids.split(/, */)) ++count(id)[kind];
  }
  assert.ok(counts.size >= 180);
  assert.deepEqual([...counts].filter(([, n]) => n.ruleid < 2 || n.ok < 2), []);
});

test("other data than that of the split is refused", () => {
  for (const file of Object.values(sets).flatMap((s) => s.files)) {
    mkdirSync(dirname(join(dir, "data", file)), { recursive: true });
    writeFileSync(join(dir, "data", file), "{}\n");
  }
  for (const [script, args] of [["split.mjs", ["--check"]], ["split.mjs", ["--look", "castle"]], ["quality.mjs", []]]) {
    const r = run(script, args, { BROCH_DATA: join(dir, "data") });
    assert.equal(r.status, 2, r.stderr);
    assert.match(r.stderr, /is not the file that split\.json names/);
  }
});

test("a split is fixed once, and the held-out half is never listed", () => {
  const before = readFileSync(join(root, "bench/quality/split.json"));
  assert.equal(run("split.mjs", ["--write"]).status, 2);
  assert.deepEqual(readFileSync(join(root, "bench/quality/split.json")), before);
  const r = run("quality.mjs", ["--list", "--half", "held-out"]);
  assert.equal(r.status, 2);
  assert.match(r.stderr, /never listed/);
});

test("without data the scan says so and ends well", () => {
  const r = run("quality.mjs", [], { BROCH_DATA: join(dir, "absent") });
  assert.equal(r.status, 0, r.stderr);
  assert.match(r.stdout, /no labelled sets at .*absent/);
});

test("the data at hand is that of the split, and the look half is listed", { skip: withoutData }, () => {
  assert.equal(run("split.mjs", ["--check"]).status, 0);
  const r = run("quality.mjs", ["--list", "--set", "castle", "--language", "c"]);
  assert.equal(r.status, 0, r.stderr);
  const fixed = JSON.parse(readFileSync(join(root, "bench/quality/split.json"))).sets.castle.halves.look.items;
  const ids = r.stdout.trim().split("\n").map((l) => l.split("  ")[1]);
  assert.ok(ids.length > 0 && ids.length <= fixed);
  const look = run("split.mjs", ["--look", "castle"]).stdout.trim().split("\n").map((l) => JSON.parse(l).id);
  assert.equal(look.length, fixed);
  assert.ok(ids.every((id) => look.includes(id)));
});
