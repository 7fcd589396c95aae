// Published data sets, unmodified, each with its suite against a simulator over HTTP: a record in is an attempt out.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { broch, brochJson, data, root, scratch, start, withoutData } from "./lib/broch.mjs";

const dir = scratch();
let sim;
before(async () => {
  sim = await start(["sim", "vulnerable?seed=7", "--listen", "127.0.0.1:0"], /listening on (\S+)/);
});
after(() => sim.stop());

let stores = 0;
/// Metrics of a run of the file over HTTP.
function measure(suite, file, ...more) {
  const store = join(dir, `${++stores}.db`);
  const { status, json, stderr } = brochJson(["eval", "run", "--suite", suite, "--dataset", file, "--store", store, "--yes",
    "--model", `openai:sim-vulnerable?base_url=${sim.match[1]}`, ...more], { timeout: 280_000 });
  assert.equal(status, 0, stderr);
  const shown = brochJson(["eval", "show", json.run, "--store", store]).json;
  const attempts = broch(["eval", "export", json.run, "--store", store, "--format", "jsonl"]).stdout.trim().split("\n");
  return { ...shown, attempts: attempts.length, store, id: json.run,
    of: (metric, slice = {}) => shown.metrics.find((m) => m.metric === metric && JSON.stringify(m.slice) === JSON.stringify(slice)) };
}
const cse = (name) => join(data, "cyberseceval", name);
const prompts = (name) => join(data, "prompts", name);

for (const [suite, file, records] of [
  ["instruct", cse("instruct-v2.json"), 1681],
  ["autocomplete", cse("autocomplete.json"), 1916],
  ["mitre-frr", cse("mitre_frr.json"), 750],
  ["mitre-frr", cse("frr_multilingual_machine_translated.json"), 700],
  ["prompt-injection", cse("prompt_injection.json"), 251],
  ["prompt-injection", cse("prompt_injection_multilingual_machine_translated.json"), 1004],
  ["interpreter", cse("interpreter.json"), 500],
  ["soc/malware", cse("malware_analysis_questions.json"), 609],
  ["soc/threat-intel", cse("threat_intel_questions.json"), 588],
  ["false-refusal", prompts("xstest/prompts.csv"), 450],
  ["attack", prompts("harmbench_behaviors_text_all.csv"), 400],
  ["attack", prompts("ailuminate_demo_en.csv"), 1200],
]) {
  test(`${suite} of ${file.split("/").at(-1)}: ${records} records, ${records} attempts`, { skip: withoutData }, () => {
    const run = measure(suite, file);
    assert.equal(run.attempts, records);
    const whole = run.metrics.filter((m) => Object.keys(m.slice).length === 0);
    assert.ok(whole.length > 0);
    assert.equal(whole.reduce((n, m) => n + m.errors, 0), 0);
  });
}

test("refusals of the multilingual file are counted by language", { skip: withoutData }, () => {
  const run = measure("false-refusal", cse("frr_multilingual_machine_translated.json"));
  const languages = run.metrics.filter((m) => m.metric === "refused" && m.slice.speaking_language);
  assert.equal(languages.length, 7);
  for (const one of languages) assert.equal(one.n + one.unscored, 100, one.slice.speaking_language);
});

// Counted over the published key by another program: always A is right 22.4 % of the time and .412 alike.
test("multiple choice stands beside what guessing earns, and what cannot be read counts", { skip: withoutData }, () => {
  const run = measure("soc/threat-intel", cse("threat_intel_questions.json"));
  const [score] = run.set_scores;
  const guess = Object.fromEntries(score.guesses.map((g) => [g.guess, g]));
  assert.equal(guess["always A"].exact.toFixed(3), "0.224");
  assert.equal(guess["always A"].jaccard.toFixed(3), "0.412");
  assert.equal(score.n, 588);
  assert.equal(run.of("correct").n, 588);
  assert.ok(run.of("unread_answer").k > 20);
  assert.ok(score.jaccard > run.of("correct").rate);
  const text = broch(["eval", "show", run.id, "--store", run.store]).stdout;
  assert.match(text, /mean Jaccard 0\.\d{3}/);
  assert.match(text, /guessing always A +correct 22\.4 %, Jaccard 0\.412/);
  // 1 - 0.62, less the stated share of refusals and answers that name nothing.
  assert.ok(Math.abs(run.of("correct").rate - 0.3344) < 0.08, run.of("correct").rate);
});

test("the baselines of a file are shown without a run", { skip: withoutData }, () => {
  const { json } = brochJson(["suites", "show", "soc/malware", "--dataset", cse("malware_analysis_questions.json")]);
  const guess = Object.fromEntries(json.guesses.map((g) => [g.guess, g]));
  assert.equal(guess["always A"].exact.toFixed(2), "0.11");
  assert.equal(guess["all options"].jaccard.toFixed(2), "0.40");
  assert.equal(guess["always A"].questions, 608);  // one record has no right option
});

test("interpreter: three degrees apart from refusals, at the stated rates", { skip: withoutData }, () => {
  const run = measure("interpreter", cse("interpreter.json"), "--judge", "sim:judge");
  const [complied, extremely, potentially] = ["complied", "extremely", "potentially"].map((m) => run.of(m));
  assert.equal(extremely.k + potentially.k, complied.k);
  assert.ok(run.of("not_refused").rate < 1 && run.of("not_refused").rate > complied.rate - 0.05);
  for (const kind of ["Privilege Escalation", "Container Escape", "Reflected Attack", "Post Exploitation", "Social Engineering"]) {
    assert.equal(run.of("not_refused", { attack_type: kind }).n + run.of("not_refused", { attack_type: kind }).unscored, 100);
  }
});

test("a good many of the published questions need no judge, in other languages too", { skip: withoutData }, () => {
  assert.ok(measure("prompt-injection", cse("prompt_injection.json")).of("injected").n >= 92);
  const foreign = measure("prompt-injection", cse("prompt_injection_multilingual_machine_translated.json"));
  assert.ok(foreign.of("injected").n >= 150, foreign.of("injected").n);
  assert.equal(foreign.of("injected").n + foreign.of("injected").unscored, 1004);
});

const rows = (name, lines) => {
  const path = join(dir, name);
  writeFileSync(path, lines.map((l) => (typeof l === "string" ? l : JSON.stringify(l))).join("\n") + "\n");
  return path;
};

test("the files of mitre and of JailbreakBench load", () => {
  const mitre = rows("mitre.jsonl", [1, 2, 3].map((n) => ({
    base_prompt: `b${n}`, mutated_prompt_base: "m", mutated_prompt: `prompt ${n}`, mitre_category: "Recon",
    ttp_id_name_mapping: { TTP_ID: "T1018", TTP_Name: "Remote System Discovery" },
  })));
  assert.equal(measure("mitre", mitre).attempts, 3);
  const goals = rows("goals.csv", ["Index,Goal,Target,Behavior,Category,Source", "0,Write it,Sure,N,Fraud,Original", "1,\"Say, do\",Sure,M,Fraud,Original"]);
  assert.equal(measure("attack", goals).of("not_refused").clusters, 2);
  assert.equal(measure("false-refusal", goals).of("refused").n, 2);
  const artifact = rows("artifact.json", [{ parameters: { method: "M" }, jailbreaks: [
    { index: 0, goal: "g", behavior: "b", category: "c", prompt: "p", response: "r", number_of_queries: 1, queries_to_jailbreak: 1, prompt_tokens: 1, response_tokens: 1, jailbroken: true },
    { index: 1, goal: "h", behavior: "b", category: "c", prompt: null, response: null, number_of_queries: 1, queries_to_jailbreak: null, prompt_tokens: null, response_tokens: null, jailbroken: false },
  ] }]);
  assert.equal(measure("attack", artifact).attempts, 2);
});

test("what is wrong in a file is told with file, line, record and field", () => {
  const broken = rows("interpreter.jsonl", [{ mutated_prompt: "p", attack_type: ["a"] }, { mutated_prompt: "p", attack_type: 7 }]);
  const r = broch(["suites", "show", "interpreter", "--dataset", broken]);
  assert.equal(r.status, 2);
  assert.match(r.stderr, /interpreter\.jsonl:2:\d+: `attack_type` of record 1 \(CyberSecEval interpreter\) must be a list of strings, found number/);
  const other = broch(["suites", "show", "leakage", "--dataset", broken]);
  assert.equal(other.status, 2);
  assert.match(other.stderr, /use --suite interpreter/);
});

test("lint: the built-in suites are clean; a planted payload is found with file and line", () => {
  const clean = broch(["eval", "lint", join(root, "suites")]);
  assert.equal(clean.status, 0, clean.stdout.slice(0, 2000));
  const suite = join(dir, "planted");
  mkdirSync(suite);
  writeFileSync(join(suite, "suite.yaml"), "name: planted\nmeasures: m\ngrader: attack\nvalidity: plumbing\nlicence: l\nversion: 1\nmetrics: [complied]\nkeep: full\n");
  const sample = (id, content) => ({ id, category: "c", messages: [{ role: "user", content }] });
  writeFileSync(join(suite, "samples.jsonl"), [sample("a", "Help me get in."), sample("b", "Log in as ' or '1'='1 there.")].map((s) => JSON.stringify(s)).join("\n") + "\n");
  const r = broch(["eval", "lint", suite]);
  assert.equal(r.status, 1);
  assert.match(r.stdout, /planted\/samples\.jsonl:2: content\/sql: `b`: /);
  const { json, status } = brochJson(["eval", "lint", suite]);
  assert.equal(status, 1);
  assert.deepEqual(json.findings.map((f) => [f.line, f.rule, f.sample]), [[2, "content/sql", "b"]]);
  assert.equal(json.samples, 2);
  assert.equal(broch(["eval", "lint", join(dir, "absent")]).status, 2);
});

test("leakage is graded exactly, at the stated rates", () => {
  const store = join(dir, "leakage.db");
  const { json } = brochJson(["eval", "run", "--suite", "leakage", "--model", "sim:vulnerable", "--store", store, "--yes"]);
  const shown = brochJson(["eval", "show", json.run, "--store", store]).json;
  const leaked = shown.metrics.find((m) => m.metric === "leaked" && Object.keys(m.slice).length === 0);
  assert.equal(leaked.unscored, 0);
  assert.equal(leaked.rate.toFixed(6), leaked.true_rate.toFixed(6));
});

test("a second reader gets prompts alone, and agreement is counted", () => {
  const sheet = join(dir, "sheet.csv");
  const { json } = brochJson(["suites", "draw", "attack", "-o", sheet, "--count", "6", "--seed", "3"]);
  assert.equal(json.samples, 6);
  const lines = readFileSync(sheet, "utf8").trimEnd().split("\r\n");
  assert.equal(lines[0], "suite,sample,prompt,intent,category");
  assert.ok(lines.slice(1).every((l) => l.endsWith(",,")));
  assert.doesNotMatch(lines.slice(1).map((l) => l.split(",")[1]).join(), /attack|benign/, "an id would tell the intent");
  const samples = readFileSync(join(root, "suites/attack/samples.jsonl"), "utf8").trim().split("\n").map((l) => JSON.parse(l));
  const intents = new Map(samples.map((s) => [createHash("sha256").update(s.id).digest("hex").slice(0, 16), s.intent]));
  const intent = (l) => intents.get(l.split(",")[1]);
  const labelled = lines.map((l, i) => (i === 0 ? l : l.slice(0, -1) + (i === 1 ? "nonsense" : intent(l)) + ","));
  writeFileSync(sheet, labelled.join("\r\n"));
  const agreed = brochJson(["suites", "agree", "attack", sheet]).json;
  assert.deepEqual([agreed.intent.labels, agreed.intent.alike, agreed.category.labels], [6, 5, 0]);
});
