// `broch eval calibrate`: labels drawn, given, held against a grader, applied to another run.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseCsv } from "../../bench/quality/csv.mjs";
import { broch, brochJson, scratch } from "./lib/broch.mjs";

const dir = scratch();
const store = join(dir, "runs.db");

/// A run of 400 attempts of which the grader calls the first `positive` complied.
function imported(run, positive, model = "app") {
  const file = join(dir, `${run}.jsonl`);
  const lines = Array.from({ length: 400 }, (_, i) => JSON.stringify({
    run, suite: "attack", sample: `s${i}`, item: `s${i}`, cluster: `s${i}`, attempt: 0, category: i % 2 ? "odd" : "even",
    condition: { model }, grader: "attack@1", outcome: i < positive ? "unsafe" : "unhelpful", values: { complied: i < positive },
    prompt: `question ${i}`, reply: `answer ${i}`,
  }));
  writeFileSync(file, lines.join("\n") + "\n");
  const r = broch(["eval", "import", file, "--store", store, "--keep", "full"]);
  assert.equal(r.status, 0, r.stderr);
  return run;
}

/// The file of a draw, each attempt answered by `say(number of the sample)`.
function answered(file, say) {
  const lines = readFileSync(file, "utf8").trim().split("\r\n");
  const columns = lines[0].split(",");
  const at = columns.indexOf("label"), sample = columns.indexOf("sample");
  const rows = lines.slice(1).map((line) => {
    const fields = line.split(",");
    fields[at] = say(Number(fields[sample].slice(1)));
    return fields.join(",");
  });
  writeFileSync(file, [lines[0], ...rows].join("\r\n") + "\r\n");
}

const labelled = imported("labelled", 210), measured = imported("measured", 120);
const close = (a, b) => assert.ok(Math.abs(a - b) < 5e-6, `${a} is not ${b}`);

test("the published correction, from a run, its labels and another run, to the digit", () => {
  const file = join(dir, "all.csv");
  const { json } = brochJson(["eval", "calibrate", "draw", labelled, "-o", file, "--labels", "400", "--store", store]);
  assert.deepEqual([json.labels, json.without_text], [400, 0]);
  // 180 of 200 that people call positive are found, 170 of the 200 others are not called so.
  answered(file, (i) => (i < 180 || (i >= 210 && i < 230) ? "yes" : "no"));
  const report = brochJson(["eval", "calibrate", "report", file, "--store", store]).json;
  const all = report.graders.find((g) => g.category === null);
  assert.equal(all.labels, 400);
  close(all.sensitivity.value, 0.9);
  close(all.specificity.value, 0.85);
  close(all.judge_says.value, 0.525);
  close(all.corrected.rate, 0.5);
  assert.deepEqual(report.graders.map((g) => g.category), [null, "even", "odd"]);
  const { rates } = brochJson(["eval", "calibrate", "apply", file, "--run", measured, "--store", store]).json;
  const { corrected, judge_says } = rates.find((r) => r.category === null);
  close(judge_says.value, 0.3);
  close(corrected.rate, 0.2);
  close(corrected.standard_error, 0.041118);
  close(corrected.low, 0.119411);
  close(corrected.high, 0.280589);
  const text = broch(["eval", "calibrate", "report", file, "--store", store]).stdout;
  assert.match(text, /complied \(ASR\) of attack/);
  assert.match(text, /app labelled +400 +90\.0 \(85\.1 – 93\.4\) +85\.0/);
  assert.match(broch(["eval", "calibrate", "apply", file, "--run", measured, "--store", store]).stdout, /20\.0 \(11\.9 – 28\.1\)/);
});

test("labels of one model say nothing of another, and equal errors must be shown", () => {
  const other = imported("other", 130, "other-app");
  const file = join(dir, "both.csv");
  broch(["eval", "calibrate", "draw", labelled, other, "-o", file, "--labels", "400", "--store", store]);
  const lines = readFileSync(file, "utf8").trim().split("\r\n").map((l) => l.split(","));
  const at = (name) => lines[0].indexOf(name);
  for (const row of lines.slice(1)) {
    const i = Number(row[at("sample")].slice(1));
    row[at("label")] = (row[at("run")] === "labelled" ? i < 180 || (i >= 210 && i < 230) : i < 100 || (i >= 130 && i < 230)) ? "yes" : "no";
  }
  writeFileSync(file, lines.map((l) => l.join(",")).join("\r\n"));
  const { claims } = brochJson(["eval", "calibrate", "report", file, "--store", store]).json;
  assert.equal(claims.length, 1);
  assert.equal(claims[0].verdict, "not-comparable");
  close(Math.abs(claims[0].sensitivity.difference), 0.4);
  const r = broch(["eval", "calibrate", "apply", join(dir, "all.csv"), "--run", other, "--store", store]);
  assert.equal(r.status, 2);
  assert.match(r.stderr, /the labels say nothing of run other/);
});

test("labels are asked for one by one, kept at once, and taken up where they stopped", () => {
  const file = join(dir, "asked.csv");
  broch(["eval", "calibrate", "draw", labelled, "-o", file, "--labels", "6", "--store", store]);
  const first = broch(["eval", "calibrate", "label", file, "--labeller", "ann"], { input: "y\nwhat\nno\nq\n" });
  assert.equal(first.status, 0, first.stderr);
  assert.match(first.stdout, /\[1 of 6\] attack sample s\d+[^]*\| question \d+[^]*\| answer \d+[^]*complied\? yes, no/);
  assert.match(first.stdout, /answer yes, no, unsure, s or q/);
  assert.match(first.stdout, /2 labelled now, 0 before, 4 to go/);
  const second = broch(["eval", "calibrate", "label", file, "--json"], { input: "u\ns\ny\n" });
  assert.deepEqual(JSON.parse(second.stdout), { answered: 2, labelled: 4, open: 2 });
  const labels = readFileSync(file, "utf8").trim().split("\r\n").slice(1).map((l) => l.split(",").slice(-2).join());
  assert.deepEqual(labels, ["yes,ann", "no,ann", "unsure,", ",", "yes,", ","]);
});

test("two labellers, each with a file, are compared; a word that is no label has its line named", () => {
  const a = join(dir, "ann.csv"), b = join(dir, "bea.csv");
  broch(["eval", "calibrate", "draw", labelled, "-o", a, "--labels", "50", "--store", store]);
  writeFileSync(b, readFileSync(a));
  answered(a, (i) => (i % 2 ? "yes" : "no"));
  answered(b, (i) => (i % 2 && i % 10 !== 3 ? "yes" : "no"));
  const { agreement, contested } = brochJson(["eval", "calibrate", "report", a, b, "--store", store]).json;
  assert.deepEqual(agreement[0].labellers, [a, b]);
  assert.equal(agreement[0].attempts, 50);
  assert.ok(contested > 0 && agreement[0].kappa < 1 && agreement[0].kappa > 0);
  assert.equal(Math.round(50 * (1 - agreement[0].observed)), contested);
  answered(a, (i) => "perhaps");
  const r = broch(["eval", "calibrate", "report", a, "--store", store]);
  assert.equal(r.status, 2);
  assert.match(r.stderr, /ann\.csv:2: `perhaps` is no label/);
});

test("under a matrix the grader's errors are taken out condition by condition", () => {
  const matrix = join(dir, "matrix.yaml");
  writeFileSync(matrix, "conditions: [plain, hex, rot13, spacing, refusal-suppression, {name: many, apply: [{many-shot: 20}]}]\n");
  const r = broch(["eval", "run", "--suite", "attack", "--model", "sim:vulnerable", "--conditions", matrix, "--store", store,
    "--quiet", "--json"]);
  assert.equal(r.status, 0, r.stderr);
  const id = JSON.parse(r.stdout.trim().split("\n").at(-1)).run;
  const file = join(dir, "cells.csv");
  const draw = broch(["eval", "calibrate", "draw", id, "-o", file, "--by", "condition", "--metric", "not_refused", "--labels", "1500",
    "--store", store]);
  assert.equal(draw.status, 0, draw.stderr);
  // The labels are the simulator's own.
  const truth = new Map(broch(["eval", "export", id, "--format", "jsonl", "--store", store]).stdout.trim().split("\n")
    .map((line) => JSON.parse(line)).map((l) => [l.sample, l.truth]));
  const rows = parseCsv(readFileSync(file, "utf8"));
  const refuses = (sample) => ["refused", "redirected"].includes(truth.get(sample));
  writeFileSync(file, ["run,suite,metric,sample,attempt,label",
    ...rows.map((l) => [l.run, l.suite, l.metric, l.sample, l.attempt, refuses(l.sample) ? "no" : "yes"].join())].join("\n") + "\n");
  const { graders } = brochJson(["eval", "calibrate", "report", file, "--by", "condition", "--store", store]).json;
  const { metrics } = brochJson(["eval", "show", id, "--store", store]).json;
  const cells = graders.filter((g) => g.slice);
  assert.equal(cells.length, 6);
  const holds = (of, rate) => of.low <= rate && rate <= of.high;
  const kept = cells.map(({ slice, corrected, judge_says }) => {
    const cell = metrics.find((m) => m.metric === "not_refused" && JSON.stringify(m.slice) === JSON.stringify(slice));
    return { slice, corrected: holds(corrected, cell.true_rate), printed: holds(judge_says, cell.true_rate) };
  });
  // Of six intervals of 95 % more than one miss comes once in thirty times; the printed rates miss, or there was nothing to correct.
  assert.ok(kept.filter((cell) => cell.corrected).length >= 5, JSON.stringify(kept));
  assert.ok(kept.filter((cell) => cell.printed).length < 5, JSON.stringify(kept));
  const unknown = broch(["eval", "calibrate", "report", file, "--by", "colour", "--store", store]);
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /no attempt has a slice `colour`/);
});

test("a judge's rate is named so, and exact ones are not", () => {
  const run = (...more) => {
    const r = broch(["eval", "run", "--suite", "attack", "--limit", "60", "--model", "sim:vulnerable", "--store", store, "--quiet", "--json", ...more]);
    assert.equal(r.status, 0, r.stderr);
    return JSON.parse(r.stdout.trim().split("\n").at(-1)).run;
  };
  const judged = run("--judge", "sim:judge"), bare = run();
  const named = (id) => brochJson(["eval", "show", id, "--store", store]).json.metrics.filter((m) => m.judge_says).map((m) => m.metric);
  assert.ok(named(judged).includes("complied"));
  assert.ok(!named(judged).includes("refused"));
  assert.deepEqual(named(bare), []);
  assert.match(broch(["eval", "show", judged, "--store", store]).stdout, /complied \(ASR\).*judge-says[^]*judge-says: the verdict of a model/);
  assert.doesNotMatch(broch(["eval", "show", bare, "--store", store]).stdout, /judge-says/);
});

test("what talks a judge round is counted beside what chance does", () => {
  const file = join(dir, "replies.jsonl");
  writeFileSync(file, ["I can't help with that.", "The harbour opens at seven."].map((response) => JSON.stringify({ response })).join("\n"));
  const { json } = brochJson(["eval", "calibrate", "flips", "--judge", "sim:judge", "--jsonl", file]);
  assert.deepEqual(json.verdicts.map((v) => v.wanted), ["unsafe", "redirected", "safe"]);
  for (const v of json.verdicts) assert.ok(v.n <= 24 && v.flipped <= v.n && v.unread === 0);
  assert.equal(json.verdicts[0].n + json.verdicts[2].n, 24);
});
