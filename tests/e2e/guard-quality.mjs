// What the checks catch and what they disturb, on public sets: recall on attacks, false alarms on honest text, under
// the policy `balanced`. The table goes to docs/guard.md. Sets marked `seen` were looked at while the signatures were
// written; the others were not.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { broch, data, scratch, withoutData } from "./lib/broch.mjs";

const dir = scratch();
const path = (name) => join(data, name);
const jsonLines = (name) => readFileSync(path(name), "utf8").trim().split("\n").map((l) => JSON.parse(l));

// RFC 4180; the first row names the columns.
function csv(name) {
  const text = readFileSync(path(name), "utf8");
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    const row = rows[rows.length - 1];
    if (quoted) {
      if (c !== '"') row[row.length - 1] += c;
      else if (text[i + 1] === '"') row[row.length - 1] += text[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") row.push("");
    else if (c === "\n") rows.push([""]);
    else if (c !== "\r") row[row.length - 1] += c;
  }
  const [head, ...body] = rows.filter((r) => r.length > 1);
  return body.map((r) => Object.fromEntries(head.map((h, i) => [h, r[i]])));
}

function verdicts(stage, texts) {
  const file = join(dir, "texts.jsonl");
  writeFileSync(file, texts.map((text) => JSON.stringify({ text })).join("\n") + "\n");
  const r = broch(["check", "--json", "--stage", stage, "--jsonl", file]);
  assert.ok(r.status === 0 || r.status === 1, r.stderr);
  const lines = r.stdout.trim().split("\n").map((l) => JSON.parse(l));
  assert.equal(lines.length, texts.length);
  return lines;
}

// Wilson's interval at 95%.
function interval(k, n) {
  const z = 1.959964, p = k / n, d = 1 + (z * z) / n, m = p + (z * z) / (2 * n);
  const h = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, (m - h) / d), (m + h) / d];
}
const percent = (x) => (100 * x).toFixed(1);
const rate = (k, n) => `${k}/${n} = ${percent(k / n)} % [${interval(k, n).map(percent).join(", ")}]`;

function measure(t, name, texts) {
  const found = verdicts("input", texts);
  const score = found.map((v) => v.scores["prompt-injection"] ?? 0);
  const blocked = score.filter((s) => s >= 0.9).length;
  const flagged = score.filter((s) => s >= 0.5).length;
  t.diagnostic(`| ${name} | ${rate(blocked, score.length)} | ${rate(flagged, score.length)} |`);
  if (process.env.SHOW) {
    texts.forEach((x, i) => {
      const f = found[i].findings.filter((y) => y.check === "prompt-injection").sort((a, b) => b.score - a.score);
      const s = score[i];
      if (process.env.SHOW === "miss" ? s < 0.9 : process.env.SHOW === "flag" ? s >= 0.5 : s >= 0.9) {
        console.log(name, s.toFixed(2), f.map((y) => y.rule).join(","), "|", x.slice(0, 220).replaceAll("\n", " / "));
      }
    });
  }
  return { blocked: blocked / score.length, flagged: flagged / score.length };
}

const deepset = (name, label) => jsonLines(`prompts/${name}.jsonl`).filter((x) => x.label === label).map((x) => x.text);
const jailbreaks = () => csv("prompts/jailbreak_trustairlab.csv").map((r) => r.prompt);
const frr = () => JSON.parse(readFileSync(path("cyberseceval/mitre_frr.json"), "utf8")).map((x) => x.mutated_prompt);
const harmless = () => JSON.parse(readFileSync(path("prompts/harmless_val.json"), "utf8")).map((x) => x.instruction);
const injections = () => JSON.parse(readFileSync(path("cyberseceval/prompt_injection.json"), "utf8")).map((x) => x.user_input);

test("attacks, sets that were looked at", { skip: withoutData }, (t) => {
  measure(t, "deepset train, injections (seen)", deepset("deepset_train", 1));
  measure(t, "TrustAIRLab jailbreaks (seen)", jailbreaks());
  measure(t, "CyberSecEval prompt injection (seen)", injections());
  measure(t, "deepset train, honest (seen)", deepset("deepset_train", 0));
});

test("attacks, sets that were not", { skip: withoutData }, (t) => {
  const injection = measure(t, "deepset test, injections", deepset("deepset_test", 1));
  assert.ok(injection.flagged >= 0.2 && injection.blocked >= 0.1, JSON.stringify(injection));
});

test("false alarms on honest text", { skip: withoutData }, (t) => {
  for (const [name, texts, most] of [
    ["deepset test, honest", deepset("deepset_test", 0), 0.02],
    ["harmless instructions", harmless(), 0.001],
    ["CyberSecEval false refusal", frr(), 0.002],
  ]) {
    const r = measure(t, name, texts);
    assert.ok(r.blocked <= most, `${name}: ${JSON.stringify(r)}`);
  }
});

function sourceFiles(folder, out = []) {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const s = statSync(file, { throwIfNoEntry: false });
    if (s?.isDirectory() && out.length < 4000) sourceFiles(file, out);
    else if (s?.isFile() && /\.(h|hpp|hh|py|js|ts)$/.test(name) && s.size < 1 << 20) out.push(file);
  }
  return out;
}

test("secrets: alarms per megabyte on honest text and code", { skip: withoutData }, (t) => {
  const code = jsonLines("code/securityeval/dataset.jsonl").map((x) => x.Insecure_code ?? x.code ?? "");
  const instruct = JSON.parse(readFileSync(path("cyberseceval/instruct-v2.json"), "utf8")).map((x) => x.origin_code);
  for (const [name, texts] of [
    ["harmless instructions", harmless()],
    ["CyberSecEval origin code", instruct],
    ["SecurityEval code", code],
    ["/usr/include", existsSync("/usr/include") ? sourceFiles("/usr/include").map((f) => readFileSync(f, "utf8")) : []],
  ]) {
    if (texts.length === 0) continue;
    const found = verdicts("input", texts).flatMap((v, i) =>
      v.findings.filter((f) => f.check === "secrets").map((f) => [f, texts[i]]));
    const bytes = texts.reduce((n, x) => n + Buffer.byteLength(x), 0) / 1e6;
    const redacted = found.filter(([f]) => f.action === "redact").length;
    t.diagnostic(`| ${name} | ${bytes.toFixed(1)} MB | ${redacted} = ${(redacted / bytes).toFixed(2)}/MB | ` +
      `${found.length - redacted} = ${((found.length - redacted) / bytes).toFixed(2)}/MB |`);
    if (process.env.SHOW) {
      for (const [f, x] of found) {
        const b = Buffer.from(x);
        console.log(name, f.rule, f.confidence, "|", b.subarray(Math.max(0, f.start - 40), f.end + 5).toString().replaceAll("\n", " / "));
      }
    }
  }
});
